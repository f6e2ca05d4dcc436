// X32, after a run of tests: no canary of any of their worlds, and no private key, is in what they printed or left behind.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyCanary, anyKey, filesWith, has } from './needles.ts';

/** What is wrong with it; empty: nothing. `by`: who printed it. */
export function printedSecrets(by: string, printed: string): string[] {
  const found = has(Buffer.from(printed), anyCanary) ? [`a planted secret is in what ${by} printed`] : [];
  const hasKey = has(Buffer.from(printed), anyKey) || /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(printed);
  return hasKey ? [...found, `a private key is in what ${by} printed`] : found;
}

/**
 * What is wrong with what is in the temporary folder since then: a world that was cut off has its keys there, for its owner
 * alone. What goes away within `waitMs` was of somebody else's tests, which are running still.
 */
export async function leftSecrets(sinceMs: number, folder = tmpdir(), waitMs = 30_000): Promise<string[]> {
  for (const deadline = Date.now() + waitMs; ; await sleep(500)) {
    const found = await foundIn(leftSince(sinceMs, folder));
    if (found.length === 0 || Date.now() >= deadline) return found;
  }
}

function leftSince(sinceMs: number, folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith('castellan-'));
  return names.map((name) => join(folder, name)).filter((path) => bornAt(path) >= sinceMs);
}

async function foundIn(places: string[]): Promise<string[]> {
  const paths = places.length > 0 ? await filesWith([...anyCanary, ...anyKey], places) : [];
  return paths.flatMap(troubleWith);
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
