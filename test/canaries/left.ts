// X32, after a run of tests: no canary of any of their worlds, and no private key, is in what they printed or left behind.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyCanary, anyKey, filesWith, has } from './needles.ts';

/** What is wrong with it; empty: nothing. `by`: who printed it. */
export function printedSecrets(by: string, printed: string): string[] {
  const found = has(Buffer.from(printed), anyCanary) ? [`a planted secret is in what ${by} printed`] : [];
  const hasKey = has(Buffer.from(printed), anyKey) || /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(printed);
  return hasKey ? [...found, `a private key is in what ${by} printed`] : found;
}

/** What is wrong with what is in the temporary folder since then: a world that was cut off has its keys there, for its owner alone. */
export async function leftSecrets(sinceMs: number, folder = tmpdir()): Promise<string[]> {
  const names = readdirSync(folder).filter((name) => name.startsWith('castellan-'));
  const left = names.map((name) => join(folder, name)).filter((path) => bornAt(path) >= sinceMs);
  if (left.length === 0) return [];
  const found = await filesWith([...anyCanary, ...anyKey], left);
  return found.flatMap((path) => troubleWith(path));
}

function troubleWith(path: string): string[] {
  try {
    if ((statSync(path).mode & 0o077) !== 0) return [`others can read ${path}, and it has a secret in it`];
    return has(readFileSync(path), anyCanary) ? [`a planted secret is in ${path}`] : [];
  } catch {
    // It has been removed: somebody else's tests are running.
    return [];
  }
}

function bornAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.birthtimeMs ?? 0;
}
