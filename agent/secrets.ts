// Secrets of what runs here: fetched, kept sealed on disk so that a restart needs no server, opened when a replica starts.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, pause } from '../lib/clock.ts';
import { makeFolder, writeDurable } from '../lib/durable-file.ts';
import { keyFile } from '../lib/key-file.ts';
import { seal, Unsealable, unseal } from '../lib/seal.ts';
import { Failure } from '../proto/failure.ts';
import type { Log } from './replica.ts';
import { NotStarted } from './runtime/runtime.ts';

export interface SecretsOptions {
  folder: string;
  /** Made when it is first needed. */
  keyFile: string;
  /** Of the accepted assignment: in another life of the server the same version may be another value. */
  epoch(): number;
  /** Asks the server for these versions; the answer has a value for each. */
  fetch(of: Asked, signal: AbortSignal): Promise<Record<string, string>>;
  clock: Clock;
  log: Log;
}

export interface Asked {
  app: string;
  environment: string;
  /** Name -> version. */
  secrets: Record<string, number>;
}

/** A replica, or what is to become one. */
export interface Needing {
  app: string;
  environment: string;
  spec: { secrets?: Record<string, number> };
}

export interface Secrets {
  /** They are on this host when it resolves. @throws NotStarted when they cannot be had */
  ensure(of: Needing, signal: AbortSignal): Promise<void>;
  /** Why they cannot be had; empty: they are here. */
  trouble(of: Needing, signal: AbortSignal): Promise<string>;
  /** Name -> value. @throws NotStarted when one is not here */
  values(of: Needing): Record<string, string>;
  /** Removes what none of these needs. */
  prune(keep: Needing[]): void;
}

const attempts = 10;
const retryMs = 1000;

export function openSecrets({ folder, keyFile: path, epoch, fetch, clock, log }: SecretsOptions): Secrets {
  let opened: Buffer | undefined;
  const key = () => {
    opened ??= keyFile(path);
    return opened;
  };

  async function ensure(of: Needing, signal: AbortSignal): Promise<void> {
    const missing = missingOf(of);
    if (Object.keys(missing).length === 0) return;
    const { app, environment } = of;
    try {
      keep(of, missing, await asked({ app, environment, secrets: missing }, signal));
    } catch (error) {
      throw new NotStarted(troubleText(Object.keys(missing), (error as Error).message));
    }
  }

  async function trouble(of: Needing, signal: AbortSignal): Promise<string> {
    try {
      await ensure(of, signal);
      return '';
    } catch (error) {
      return (error as Error).message.replace(/^did not start: /, '');
    }
  }

  /** A server that cannot be reached is asked again for a while. */
  async function asked(request: Asked, signal: AbortSignal): Promise<Record<string, string>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await fetch(request, signal);
      } catch (error) {
        if (!isPassing(error) || attempt === attempts || signal.aborted) throw error;
        await pause(clock, retryMs, signal);
      }
    }
  }

  function keep(of: Needing, wanted: Record<string, number>, values: Record<string, string>): void {
    makeFolder(folder);
    for (const [name, version] of Object.entries(wanted)) {
      const value = values[name];
      if (typeof value !== 'string' || value === '') throw new Error(`the server sent no value for ${name}`);
      const file = fileName(of, name, version);
      writeDurable(join(folder, file), seal(key(), value, file));
    }
  }

  function values(of: Needing): Record<string, string> {
    const found = Object.entries(needed(of)).map(([name, version]) => [name, read(fileName(of, name, version))] as const);
    const missing = found.filter(([, value]) => value === undefined).map(([name]) => name);
    if (missing.length > 0) throw new NotStarted(troubleText(missing, 'not on this host'));
    return Object.fromEntries(found) as Record<string, string>;
  }

  function missingOf(of: Needing): Record<string, number> {
    const missing = Object.entries(needed(of)).filter(([name, version]) => read(fileName(of, name, version)) === undefined);
    return Object.fromEntries(missing);
  }

  /** undefined: it is not here, or nobody can open it any more, and it is fetched again. */
  function read(file: string): string | undefined {
    try {
      return unseal(key(), readFileSync(join(folder, file)), file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      if (!(error instanceof Unsealable))
        throw new NotStarted(`did not start: its secrets cannot be read: ${(error as Error).message}`);
      log.warn({ secret: file }, 'a secret that was kept cannot be opened and is fetched again');
      return undefined;
    }
  }

  function prune(keep: Needing[]): void {
    const names = new Set(keep.flatMap((of) => Object.entries(needed(of)).map(([name, version]) => fileName(of, name, version))));
    try {
      // What is being written beside goes away by itself.
      const unused = readdirSync(folder).filter((file) => isOurs(file) && !names.has(file));
      for (const file of unused) rmSync(join(folder, file), { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.warn({ err: error }, 'old secrets cannot be removed');
    }
  }

  /** Labels have no dots, and names of variables neither. */
  function fileName({ app, environment }: Needing, name: string, version: number): string {
    return `${app}.${environment}.${name}.${version}.${epoch()}`;
  }

  return { ensure, trouble, values, prune };
}

/** Ahead of their start, once for each process; what cannot be had is told again when it is to start. */
export async function ensureAll(secrets: Secrets, all: Needing[], signal: AbortSignal, log: Log): Promise<void> {
  const each = new Map(all.map((of) => [JSON.stringify([of.app, of.environment, needed(of)]), of]));
  for (const of of each.values())
    await secrets.ensure(of, signal).catch((error: Error) => {
      if (!signal.aborted) log.warn({ app: of.app, environment: of.environment, reason: error.message }, 'secrets not fetched');
    });
}

function needed({ spec }: Needing): Record<string, number> {
  return spec.secrets ?? {};
}

function isOurs(file: string): boolean {
  return /^[a-z0-9-]+\.[a-z0-9-]+\.[A-Za-z0-9_]+\.\d+\.\d+$/.test(file);
}

function isPassing(error: unknown): boolean {
  return error instanceof Failure && ['unavailable', 'timeout', 'cancelled'].includes(error.code);
}

function troubleText(names: string[], reason: string): string {
  const which = names.length === 1 ? `the secret ${names[0]}` : `the secrets ${names.join(', ')}`;
  return `did not start: ${which} could not be had: ${reason}`;
}
