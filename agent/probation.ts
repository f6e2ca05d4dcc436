// A new assignment is on probation for a while: one that makes the agent crash again and again is put aside, and the one before
// is worked on. A crash leaves no time to write, so the note is written before anything of the assignment is looked at.
import { linkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeDurable } from '../lib/durable-file.ts';
import type { Log } from './replica.ts';

export interface Revision {
  epoch: number;
  revision: number;
}

export interface Probation {
  /** It begins, or goes on: the same revision after a crash. */
  begin(of: Revision): void;
  /** It is about to be recorded as the accepted one. */
  accept(): void;
  /** It has done no harm. */
  pass(): void;
  /** Why this one is not taken up again; undefined: it may be. */
  verdict(of: Revision): string | undefined;
  /** What was put aside, until a newer one has begun. */
  condemned(): Revision | undefined;
  /** The agent is stopped on purpose, which is no crash. */
  stop(): void;
}

interface Note extends Revision {
  format: 1;
  crashes: number;
  accepted: boolean;
  /** The agent that wrote this had not been stopped on purpose. */
  live: boolean;
}

const enough = 3;

/** To be opened before the kept assignment is read: here it is put aside when it is the one that crashes. */
export function openProbation(stateDir: string, log: Log): Probation {
  const path = join(stateDir, 'probation.json');
  const files = { now: join(stateDir, 'assignment.json'), before: join(stateDir, 'assignment.before.json') };
  let note = readNote(path);
  let proven = note === undefined;
  if (note && note.crashes < enough) write({ ...note, crashes: note.crashes + (note.live ? 1 : 0), live: true });
  if (note && note.crashes >= enough && note.accepted) condemn(note);

  function condemn(of: Note): void {
    write({ ...of, accepted: false });
    move(files.now, `${files.now}.quarantined`);
    move(files.before, files.now);
    log.error({ epoch: of.epoch, revision: of.revision }, reasonOf(of));
  }

  function begin({ epoch, revision }: Revision): void {
    if (note?.epoch === epoch && note.revision === revision) return;
    proven = note === undefined || isCondemned(note);
    write({ format: 1, epoch, revision, crashes: 0, accepted: false, live: true });
  }

  function accept(): void {
    if (!note || note.accepted) return;
    write({ ...note, accepted: true });
    // What is on probation itself is nothing to go back to.
    if (proven) keepBefore();
  }

  /** Under a second name: the first is replaced as a whole, and never missing. */
  function keepBefore(): void {
    const beside = `${files.before}.tmp`;
    rmSync(beside, { force: true });
    try {
      linkSync(files.now, beside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    renameSync(beside, files.before);
  }

  function pass(): void {
    if (!note || isCondemned(note)) return;
    note = undefined;
    rmSync(path, { force: true });
  }

  function stop(): void {
    if (note && !isCondemned(note)) write({ ...note, live: false });
  }

  /** On a full disk there is none, and the assignment is refused where it is recorded. */
  function write(next: Note): void {
    note = next;
    try {
      writeDurable(path, JSON.stringify(next));
    } catch (error) {
      log.warn({ err: error }, 'that an assignment is on probation cannot be recorded');
    }
  }

  return {
    begin,
    accept,
    pass,
    stop,
    verdict: ({ epoch, revision }) =>
      note && isCondemned(note) && note.epoch === epoch && note.revision === revision ? reasonOf(note) : undefined,
    condemned: () => (note && isCondemned(note) ? note : undefined),
  };
}

function isCondemned({ crashes }: Note): boolean {
  return crashes >= enough;
}

function reasonOf({ epoch, revision }: Revision): string {
  return `assignment ${epoch}.${revision} made the agent crash ${enough} times in a row and was put aside; it goes on with the one before`;
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function readNote(path: string): Note | undefined {
  const note = readJson(path) as Partial<Note> | null | undefined;
  const fits = note?.format === 1 && [note.epoch, note.revision, note.crashes].every(Number.isInteger);
  return fits ? (note as Note) : undefined;
}
