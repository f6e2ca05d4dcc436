// Time that went by on the clock and not for this server: somebody set the clock, or the process stood still, or was not there.
import { writeFile } from 'node:fs/promises';
import { readJson } from '../lib/durable-file.ts';
import type { Ms } from './decide/types.ts';

export interface Skips {
  /** What the clock says, and all that was skipped so far: a deadline from before is to be moved by it. */
  read(): { now: Ms; skipped: Ms };
  close(): void;
}

export interface SkipsOptions {
  /** When it was looked at last, for a server that comes back. */
  file: string;
  /** Time of day. */
  wall?(): Ms;
  /** Milliseconds that nobody can set. */
  steady?(): number;
}

/** The loop may be late by so much, and a clock slewed, without anything having been skipped. */
const stillMs = 3000;
const lookMs = 1000;
const noteMs = 5000;

export function openSkips({ file, wall = Date.now, steady = () => performance.now() }: SkipsOptions): Skips {
  let last = { wall: wall(), steady: steady() };
  let skipped = large(last.wall - (lastLook(file) ?? last.wall));

  const read = () => {
    const next = { wall: wall(), steady: steady() };
    const passed = next.steady - last.steady;
    skipped += large(next.wall - last.wall - passed) + large(passed);
    last = next;
    return { now: next.wall, skipped };
  };
  const look = setInterval(read, lookMs).unref();
  const note = setInterval(() => {
    // Of what it says nothing depends but the time of a server that is away; without room for it there is none to save.
    writeFile(file, JSON.stringify({ at: read().now }), { mode: 0o600 }).catch(() => {});
  }, noteMs).unref();

  return {
    read,
    close: () => {
      clearInterval(look);
      clearInterval(note);
    },
  };
}

function large(ms: number): number {
  return Math.abs(ms) > stillMs ? Math.round(ms) : 0;
}

function lastLook(file: string): Ms | undefined {
  const { at } = (readJson(file) ?? {}) as { at?: unknown };
  return typeof at === 'number' && Number.isFinite(at) ? at : undefined;
}
