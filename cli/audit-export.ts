// The audit as it was kept elsewhere: what `ctl audit --json` wrote, each entry on its line, checked before it is believed.
import { brokenAt, type Link } from '../lib/hash-chain.ts';

/** @throws Error that names the first line which is none */
export function readExport(text: string): Link[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [readLink(line, index + 1)]));
}

/** What is wrong with this piece of the chain, if anything: what comes before its first entry is not known here. */
export function brokenIn([first, ...rest]: Link[]): string | undefined {
  return first && brokenAt(rest, first.number, first.hash);
}

function readLink(line: string, place: number): Link {
  const { number, atMs, entry, hash } = (parsed(line) ?? {}) as Record<string, unknown>;
  if (!Number.isSafeInteger(number) || !Number.isSafeInteger(atMs) || typeof entry !== 'string' || typeof hash !== 'string')
    throw new Error(`line ${place} is no entry`);
  return { number: number as number, at: atMs as number, entry, hash };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
