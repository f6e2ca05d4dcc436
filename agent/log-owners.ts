// Whose output the log files of this host are: a small file for each replica whose output may not all be at the server yet.
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, readJson, writeDurable } from '../lib/durable-file.ts';
import type { Replica } from './decide/replica.ts';
import type { Log } from './replica.ts';

/** Whose output it is. */
export type Owner = Pick<Replica, 'id' | 'app' | 'environment' | 'process' | 'index' | 'release' | 'run'>;

export interface OwnerFiles {
  /** Those that can be read. What makes no sense is put aside, or stays if it cannot be. */
  load(): Owner[];
  keep(owner: Owner): void;
  /** All but these. */
  forget(needed: ReadonlySet<string>): void;
}

export function openOwnerFiles(stateDir: string, log: Log): OwnerFiles {
  const folder = makeFolder(join(stateDir, 'log-owners'));

  function load(): Owner[] {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.flatMap((name) => readOwner(folder, name) ?? putAside(name));
  }

  function putAside(name: string): [] {
    const aside = `${name}.unreadable`;
    try {
      renameSync(join(folder, name), join(folder, aside));
      log.error({ file: name, aside }, 'whose output this is makes no sense and was put aside');
    } catch (error) {
      log.error({ err: error, file: name }, 'whose output this is makes no sense, and cannot be put aside');
    }
    return [];
  }

  function keep({ id, app, environment, process, index, release, run }: Owner): void {
    const owner: Owner = { id, app, environment, process, index, release, run };
    try {
      writeDurable(join(folder, `${id}.json`), JSON.stringify(owner));
    } catch (error) {
      log.warn({ err: error, replica: id }, 'whose output this is cannot be recorded');
    }
  }

  function forget(needed: ReadonlySet<string>): void {
    const isNeeded = (name: string) => needed.has(/^(.*)\.json(?:\.unreadable)?$/.exec(name)?.[1] ?? '');
    for (const name of readdirSync(folder)) if (!isNeeded(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }

  return { load, keep, forget };
}

/** Of all replicas whose output may not all be at the server yet; those that run are among them. */
export function readOwners(stateDir: string): Owner[] {
  const folder = join(stateDir, 'log-owners');
  return existsSync(folder) ? readdirSync(folder).flatMap((name) => readOwner(folder, name) ?? []) : [];
}

/**
 * One that nothing is known of any more, but its id: that says which slot it was of, and other replicas of that slot say the
 * rest. Its release is not known then. undefined: there are none, or a name in it could be cut in two places.
 */
export function likeOthers(id: string, others: Owner[]): Owner | undefined {
  const isAlike = ({ app, process, index }: Owner) =>
    [app, process].every((name) => /^[a-z0-9]{1,40}$/.test(name)) &&
    new RegExp(`^${app}-${process}-${index}-[0-9a-f]{8}$`).test(id);
  const alike = others.filter(isAlike);
  const environments = new Set(alike.map(({ environment }) => environment));
  return alike[0] && environments.size === 1 ? { ...alike[0], id, release: 0 } : undefined;
}

function readOwner(folder: string, name: string): Owner | undefined {
  const owner = readJson(join(folder, name));
  return isOwner(owner) && `${owner.id}.json` === name ? owner : undefined;
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== 'object' || value === null) return false;
  const { id, app, environment, process, index, release, run } = value as Partial<Owner>;
  const texts = [app, environment, process].every((text) => typeof text === 'string' && text !== '');
  const counts = [index, release, run].every((count) => Number.isSafeInteger(count) && Number(count) >= 0);
  return texts && counts && typeof id === 'string' && /^[a-z0-9-]+$/.test(id);
}
