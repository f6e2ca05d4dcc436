// Time that went by on the clock and not for this server: somebody set the clock, or the process stood still, or was not there.
import { rename, writeFile } from 'node:fs/promises';
import { readJson } from '../lib/durable-file.ts';
import type { Ms } from './decide/types.ts';

export interface Skips {
  /**
   * The time that recorded deadlines are compared with: what the clock says without what was skipped and not allowed for yet,
   * so that a deadline is not due between a skip and the moment when all of them have been moved by it.
   */
  now(): Ms;
  /** What the clock says, and all that was skipped so far: a deadline from before is to be moved by it. */
  read(): { now: Ms; skipped: Ms };
  /**
   * That the server is there is noted down, not too often. What is recorded next counts from here, should the server be gone.
   * `moved`: so much has been allowed for, in the records, at that time.
   */
  note(moved?: { at: Ms; skipped: Ms }): void;
  close(): void;
}

export interface SkipsOptions {
  /** When it was looked at last, for a server that comes back. */
  file: string;
  /** What the records say of it: a server may be gone before it has noted anything else. */
  movedUntil?: Ms | undefined;
  /** Time of day. */
  wall?(): Ms;
  /** Milliseconds that nobody can set. */
  steady?(): number;
}

/** The loop may be late by so much, and a clock slewed, without anything having been skipped. */
const stillMs = 3000;
const lookMs = 1000;
const noteMs = 5000;

interface Note {
  at: Ms;
  /** Skipped by then, and not allowed for yet. */
  owed: Ms;
  movedUntil?: Ms | undefined;
}

export function openSkips({ file, wall = Date.now, steady = () => performance.now(), ...known }: SkipsOptions): Skips {
  let { movedUntil } = known;
  let last = { wall: wall(), steady: steady() };
  const left = lastLook(file, movedUntil);
  let skipped = left ? large(last.wall - left.at) + left.owed : 0;
  let allowed = 0;
  let noted: number | undefined;
  let noting = Promise.resolve();

  const read = () => {
    const next = { wall: wall(), steady: steady() };
    const passed = next.steady - last.steady;
    skipped += large(next.wall - last.wall - passed) + large(passed);
    last = next;
    return { now: next.wall, skipped };
  };
  const look = setInterval(read, lookMs).unref();
  const note: Skips['note'] = (moved) => {
    if (!moved && noted !== undefined && steady() - noted < lookMs) return;
    if (moved) [movedUntil, allowed] = [moved.at, moved.skipped];
    noted = steady();
    const { now, skipped } = read();
    const text = JSON.stringify({ at: now, owed: skipped - allowed, movedUntil } satisfies Note);
    noting = noting.then(() => replace(file, text));
  };
  const noteNow = setInterval(() => note(), noteMs).unref();

  const now = () => {
    const known = read();
    return known.now - (known.skipped - allowed);
  };

  return {
    now,
    read,
    note,
    close: () => {
      clearInterval(look);
      clearInterval(noteNow);
    },
  };
}

/** Of what it says nothing depends but the time of a server that is away; without room for it there is none to save. */
async function replace(file: string, text: string): Promise<void> {
  try {
    await writeFile(`${file}.tmp`, text, { mode: 0o600 });
    await rename(`${file}.tmp`, file);
  } catch {
    // It is tried again with the next one.
  }
}

function large(ms: number): number {
  return Math.abs(ms) > stillMs ? Math.round(ms) : 0;
}

/** A note from before deadlines were moved last would have them moved for the same time again. */
function lastLook(file: string, movedUntil: Ms | undefined): Pick<Note, 'at' | 'owed'> | undefined {
  const note = (readJson(file) ?? {}) as Partial<Record<keyof Note, unknown>>;
  if (movedUntil !== undefined && note.movedUntil !== movedUntil) return { at: movedUntil, owed: 0 };
  const { at, owed = 0 } = note;
  return isTime(at) && isTime(owed) ? { at, owed } : undefined;
}

function isTime(value: unknown): value is Ms {
  return typeof value === 'number' && Number.isFinite(value);
}
