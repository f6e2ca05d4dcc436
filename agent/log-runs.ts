// Which files of output there are: told to the shipper, also those of replicas that are gone, until it has removed them.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../lib/durable-file.ts';
import { type Replica, runningProcess } from './decide/replica.ts';
import type { LogSink } from './host.ts';
import { likeOthers, type Owner, openOwnerFiles } from './log-owners.ts';
import type { FollowedRun } from './logs/followed.ts';
import { type Log, outputs } from './replica.ts';
import type { Run } from './runtime/runtime.ts';

export interface Shipper {
  follow(run: FollowedRun): void;
  finished(replica: string, run: number): void;
  troubles(): string[];
}

const tryAgainMs = 60_000;

/** Knows for each replica whose output may not all be at the server yet whose it is. */
export function openLogRuns(stateDir: string, shipper: Shipper, log: Log, againMs = tryAgainMs): LogSink {
  const folder = makeFolder(join(stateDir, 'logs'));
  const files = openOwnerFiles(stateDir, log);
  /** Files that stay here, and why. */
  const kept = new Map<string, string>();
  /** By path, what could not be opened and is tried again; and whether its run has ended. */
  const unopened = new Map<string, { run: FollowedRun; isOver: boolean }>();

  function begin(replicas: Replica[], lost: Run[]): void {
    const started = replicas.filter(({ run }) => run > 0);
    for (const replica of started) files.keep(replica);
    const here = runsIn(folder);
    files.forget(new Set(here.keys()));
    const owners = new Map([...files.load(), ...started].map((owner) => [owner.id, owner]));
    const runs = [...replicas.filter(runningProcess).map(({ id, run }) => ({ replica: id, run })), ...lost];
    const running = new Set(runs.map(({ replica, run }) => `${replica}.${run}`));
    for (const [id, some] of here) {
      const owner = owners.get(id) ?? likeOthers(id, [...owners.values()]);
      if (owner && !owners.has(id)) files.keep(owner);
      for (const run of some) {
        if (owner) followAgain({ ...owner, run }, running.has(`${id}.${run}`));
        else keepUnowned({ id, run });
      }
    }
  }

  function keepUnowned(run: Pick<Owner, 'id' | 'run'>): void {
    for (const path of Object.values(outputs(run, stateDir))) keepHere(path, 'nobody knows any more whose it is');
  }

  function followAgain(owner: Owner, isRunning: boolean): void {
    follow(owner);
    if (!isRunning) ended(owner);
  }

  function follow(owner: Owner): void {
    const { app, environment, process, index, release, run, id } = owner;
    for (const [stream, path] of Object.entries(outputs(owner, stateDir)) as ['stdout' | 'stderr', string][])
      open({ app, environment, process, index, replica: id, run, release, stream, path });
  }

  /** What cannot be opened may be so only now: for want of descriptors, or until someone has looked at it. */
  function open(run: FollowedRun): void {
    const isOver = unopened.get(run.path)?.isOver ?? false;
    try {
      shipper.follow(run);
      unopened.delete(run.path);
      kept.delete(run.path);
      if (isOver) shipper.finished(run.replica, run.run);
    } catch (error) {
      unopened.set(run.path, { run, isOver });
      keepHere(run.path, (error as Error).message);
      setTimeout(() => open(run), againMs).unref();
    }
  }

  function ended({ id, run }: Pick<Owner, 'id' | 'run'>): void {
    shipper.finished(id, run);
    for (const one of unopened.values()) one.isOver ||= one.run.replica === id && one.run.run === run;
  }

  function keepHere(path: string, reason: string): void {
    const isNew = !kept.has(path);
    kept.set(path, reason);
    if (isNew && existsSync(path)) log.error({ path, reason }, 'output cannot be brought to the server, and stays here');
  }

  function started(owner: Owner): void {
    follow(owner);
    files.keep(owner);
  }

  function troubles(): string[] {
    const stay = Map.groupBy(
      [...kept.keys()].filter((path) => existsSync(path)),
      (path) => kept.get(path),
    );
    const words = ([path, ...others]: string[]) => (others.length > 0 ? `${path} and ${others.length} other files` : path);
    return [...[...stay].map(([reason, paths]) => `output stays in ${words(paths)}: ${reason}`), ...shipper.troubles()];
  }

  return { begin, started, ended, troubles };
}

/** Replica -> its runs, the oldest first. */
function runsIn(folder: string): Map<string, number[]> {
  const found = readdirSync(folder).flatMap((name) => {
    const [, id, run] = /^([a-z0-9-]+)\.([1-9]\d{0,8})\.(?:stdout|stderr)$/.exec(name) ?? [];
    return id && run ? [{ id, run: Number(run) }] : [];
  });
  const byId = [...Map.groupBy(found, ({ id }) => id)];
  return new Map(byId.map(([id, some]) => [id, [...new Set(some.map(({ run }) => run))].sort((a, b) => a - b)]));
}
