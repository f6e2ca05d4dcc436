// What the launcher writes down about a run (launcher.sh), read by whichever agent asks.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import type { Exit } from '../decide/replica.ts';
import { blank, reserve } from '../reserved-file.ts';

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
  for (const end of ['claim', 'claim.tmp', 'pid', 'exit', 'exit.tmp']) rmSync(`${path}.${end}`, { force: true });
}

/** What the launcher writes over. */
const reserved = ['claim.tmp', 'pid', 'exit.tmp'];
export const noteBytes = 64;
/** Of a disk: each note has a block of its own, and the output two files. */
export const roomForNotes = { bytes: reserved.length * 4096, inodes: reserved.length + 3 };

/**
 * Room for all that will be noted about the run, before it begins. That of runs of its replica that are over is taken first, which
 * nobody asks about any more: so it can be started again on a full disk. @throws the file system's error
 */
export function reserveNotes(path: string, isOver: (path: string) => boolean): void {
  const missing = reserved.map((end) => `${path}.${end}`).filter((file) => !existsSync(file));
  const left = missing.length > 0 ? notesBefore(path, isOver).filter(blank) : [];
  for (const file of missing) {
    const spare = left.shift();
    if (spare === undefined) reserve(file, noteBytes);
    else renameSync(spare, file);
  }
}

function notesBefore(path: string, isOver: (path: string) => boolean): string[] {
  const replica = path.slice(0, path.lastIndexOf('.') + 1);
  const run = Number(path.slice(replica.length));
  const files = readdirSync(dirname(path)).map((name) => join(dirname(path), name));
  const notes = files.flatMap((file) => {
    const [, before = ''] = (file.startsWith(replica) && /^(\d+)\.[a-z.]+$/.exec(file.slice(replica.length))) || [];
    return before !== '' && Number(before) < run ? [{ file, of: `${replica}${before}` }] : [];
  });
  const over = new Set([...new Set(notes.map(({ of }) => of))].filter(isOver));
  return notes.filter(({ of }) => over.has(of)).map(({ file }) => file);
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
