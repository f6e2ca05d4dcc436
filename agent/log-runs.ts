// Which files of output there are: told to the shipper, also those of replicas that are gone, until it has removed them.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, readJson, writeDurable } from '../lib/durable-file.ts';
import { type Replica, runningProcess } from './decide/replica.ts';
import type { LogSink } from './host.ts';
import type { FollowedRun } from './logs/followed.ts';
import { type Log, outputs } from './replica.ts';
import type { Run } from './runtime/runtime.ts';

export interface Shipper {
  follow(run: FollowedRun): void;
  finished(replica: string, run: number): void;
}

/** Whose output it is. */
export type Owner = Pick<Replica, 'id' | 'app' | 'environment' | 'process' | 'index' | 'release' | 'run'>;

/** Keeps a small file for each replica whose output may not all be at the server yet. */
export function openLogRuns(stateDir: string, shipper: Shipper, log: Log): LogSink {
  const folder = makeFolder(join(stateDir, 'log-owners'));

  function begin(replicas: Replica[], lost: Run[]): void {
    for (const replica of replicas) if (replica.run > 0) keep(replica);
    const runs = [...replicas.filter(runningProcess).map(({ id, run }) => ({ replica: id, run })), ...lost];
    const running = new Set(runs.map(({ replica, run }) => `${replica}.${run}`));
    for (const name of readdirSync(folder)) {
      const owner = readJson(join(folder, name)) as Owner | undefined;
      const left = owner ? runsLeft(owner, stateDir) : [];
      if (!owner || left.length === 0) rmSync(join(folder, name), { force: true });
      for (const run of left) {
        follow({ ...(owner as Owner), run });
        if (!running.has(`${owner?.id}.${run}`)) shipper.finished(owner?.id ?? '', run);
      }
    }
  }

  function follow(owner: Owner): void {
    const { app, environment, process, index, release, run, id } = owner;
    for (const [stream, path] of Object.entries(outputs(owner, stateDir)) as ['stdout' | 'stderr', string][]) {
      shipper.follow({ app, environment, process, index, replica: id, run, release, stream, path });
    }
  }

  function started(owner: Owner): void {
    follow(owner);
    keep(owner);
  }

  function keep({ id, app, environment, process, index, release, run }: Owner): void {
    const owner: Owner = { id, app, environment, process, index, release, run };
    try {
      writeDurable(join(folder, `${id}.json`), JSON.stringify(owner));
    } catch (error) {
      log.warn({ err: error, replica: id }, 'whose output this is cannot be recorded');
    }
  }

  return { begin, started, ended: ({ id, run }) => shipper.finished(id, run) };
}

/** Of all replicas whose output may not all be at the server yet; those that run are among them. */
export function readOwners(stateDir: string): Owner[] {
  const folder = join(stateDir, 'log-owners');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const owner = readJson(join(folder, name)) as Owner | undefined;
    return owner && `${owner.id}.json` === name && Number.isInteger(owner.run) ? [owner] : [];
  });
}

function runsLeft(owner: Owner, stateDir: string): number[] {
  const runs = Array.from({ length: owner.run }, (_, at) => at + 1);
  return runs.filter((run) => Object.values(outputs({ id: owner.id, run }, stateDir)).some((path) => existsSync(path)));
}
