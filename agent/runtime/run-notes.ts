// What the launcher writes down about a run (launcher.sh), read by whichever agent asks.
import { readFileSync, rmSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import type { Exit } from '../decide/replica.ts';

/** Who runs it. */
export function readClaim(path: string): { pid: number; bootId: string } | undefined {
  const [pid, bootId] = readNote(`${path}.claim`)?.split(' ') ?? [];
  return pid && bootId ? { pid: Number(pid), bootId } : undefined;
}

export function readPid(path: string): number | undefined {
  return numberIn(readNote(`${path}.pid`));
}

/** undefined: it has not ended, or nobody was left to write it down. */
export function readExit(path: string): Exit | undefined {
  const [status, oomKills = '0'] = readNote(`${path}.exit`)?.split(' ') ?? [];
  const number = numberIn(status);
  if (number === undefined) return undefined;
  const signal = number > 128 ? signalName(number - 128) : undefined;
  const how = signal ? { code: -1, signal } : { code: number, signal: '' };
  return exitOf({ ...how, at: Math.round(statSync(`${path}.exit`).mtimeMs) }, Number(oomKills));
}

/** What is killed for its memory takes down the rest in one way or another, unless it ended well all the same. */
export function exitOf(exit: Exit, oomKills: number): Exit {
  return oomKills > 0 && exit.code !== 0 ? { ...exit, result: 'out-of-memory' } : exit;
}

export function removeNotes(path: string): void {
  for (const end of ['claim', 'pid', 'exit', 'exit.tmp']) rmSync(`${path}.${end}`, { force: true });
}

function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}

function numberIn(text: string | undefined): number | undefined {
  return text && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A whole line, or nothing: it may be just being written. */
function readNote(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text.endsWith('\n') ? text.trim() : undefined;
  } catch {
    return undefined;
  }
}
