// How much disk a replica's own folders and output take up: measured by du, seldom, one folder at a time, and never waited for.
import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { type Clock, pause } from '../lib/clock.ts';
import { type Replica, runningProcess } from './decide/replica.ts';
import { dataFolderOf, outputs } from './replica.ts';

export interface DiskUse {
  /** By replica, what is known of those that run; what is too old is measured anew meanwhile. */
  look(replicas: Replica[]): Map<string, DiskFigure>;
  close(): void;
}

export interface DiskFigure {
  /** Missing: it could not be measured yet. */
  bytes?: number;
  /** Which measurement this is: when it was made. */
  at: number;
  /** Why the last one failed; empty: it did not. */
  trouble: string;
}

export interface DiskUseOptions {
  stateDir: string;
  clock: Clock;
  /** A folder is measured no more often. */
  everyMs?: number;
  /** du is ended when it takes longer. */
  mostMs?: number;
}

/** Of the time in all it measures no more than a tenth: so many times as long as a folder took it rests. */
const restTimes = 9;

interface Measured extends DiskFigure {
  dueAt: number;
}

export function openDiskUse({ stateDir, clock, everyMs = 60_000, mostMs = 20_000 }: DiskUseOptions): DiskUse {
  const life = new AbortController();
  const known = new Map<string, Measured>();
  let isMeasuring = false;

  function look(replicas: Replica[]): Map<string, DiskFigure> {
    const folders = new Map(replicas.map((replica) => [replica, foldersOf(replica, stateDir)]));
    const wanted = new Set([...folders.values()].flat());
    for (const path of known.keys()) if (!wanted.has(path)) known.delete(path);
    void measureAll([...wanted]);
    return new Map([...folders].flatMap(([replica, paths]) => figureOf(replica, paths)));
  }

  async function measureAll(paths: string[]): Promise<void> {
    if (isMeasuring) return;
    isMeasuring = true;
    for (const path of paths) {
      if (life.signal.aborted || (known.get(path)?.dueAt ?? 0) > clock.now()) continue;
      await pause(clock, restTimes * (await measure(path)), life.signal);
    }
    isMeasuring = false;
  }

  /** How long it took; no longer than it may, whatever becomes of the clock. */
  async function measure(path: string): Promise<number> {
    const began = clock.now();
    const found = await du(path, mostMs, life.signal);
    const at = clock.now();
    const dueAt = at + everyMs;
    if (typeof found === 'number') known.set(path, { bytes: found, at, trouble: '', dueAt });
    else known.set(path, { at: 0, ...known.get(path), trouble: found, dueAt });
    return Math.min(at - began, mostMs);
  }

  /** As old as that of its first folder. */
  function figureOf(replica: Replica, paths: string[]): [string, DiskFigure][] {
    const all = paths.flatMap((path) => known.get(path) ?? []);
    const [first] = all;
    if (!first || all.length < paths.length) return [];
    const trouble = all.map((one) => one.trouble).find(Boolean) ?? '';
    const missing = all.some(({ bytes }) => bytes === undefined);
    const bytes = all.reduce((sum, one) => sum + (one.bytes ?? 0), outputBytes(replica, stateDir));
    return [[replica.id, { at: first.at, trouble, ...(missing ? {} : { bytes }) }]];
  }

  return { look, close: () => life.abort() };
}

/** Its data, which it shares with others of its process, and what it sees as /tmp, if that is its own. */
function foldersOf(replica: Replica, stateDir: string): string[] {
  return [dataFolderOf(replica, stateDir), ...temporaryFolders(runningProcess(replica)?.pid)];
}

/** proc_pid_mountinfo(5): systemd mounts a folder of the host's there (systemd.exec(5), PrivateTmp). */
function temporaryFolders(pid: number | undefined): string[] {
  if (pid === undefined) return [];
  const lines = textOf(`/proc/${pid}/mountinfo`).split('\n');
  const mounts = lines.map((line) => line.split(' ')).filter(([, , , root = '']) => root.includes('/systemd-private-'));
  return ['/tmp', '/var/tmp']
    .filter((at) => mounts.some(([, , , , point]) => point === at))
    .map((at) => `/proc/${pid}/root${at}`);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** What was shipped and given back to the disk does not count. */
function outputBytes(replica: Replica, stateDir: string): number {
  const files = Object.values(outputs(replica, stateDir));
  return files.reduce((sum, path) => sum + 512 * (statSync(path, { throwIfNoEntry: false })?.blocks ?? 0), 0);
}

/** Bytes, or why it does not know. What goes away while it counts makes it fail, and tell a sum all the same. */
function du(path: string, mostMs: number, signal: AbortSignal): Promise<number | string> {
  const options = { timeout: mostMs, killSignal: 'SIGKILL', signal } as const;
  return new Promise((resolve) => {
    execFile('nice', ['-n', '10', 'du', '-skx', '--', path], options, (error, stdout, stderr) => {
      const kib = /^\d+/.exec(stdout)?.[0];
      if (kib !== undefined && !error?.killed) resolve(Number(kib) * 1024);
      // Ended just as its time is up, it has not failed, and what it said is not there.
      else if (!error || error.killed) resolve(`du ${path} takes longer than ${mostMs / 1000} s`);
      else resolve(stderr.trim().split('\n')[0] || error.message);
    });
  });
}
