// What a replica finds in its environment: an explicit list, nothing of the agent's own.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Replica, Spec } from '../decide/replica.ts';
import { NotStarted } from './runtime.ts';
import { findUser } from './users.ts';

const inherited = ['PATH', 'LANG', 'TZ'];

/** Whose place in the world it is: a replica’s, or that of a task of its app. */
export type Placed = Pick<
  Replica,
  'id' | 'app' | 'environment' | 'process' | 'index' | 'release' | 'version' | 'folder' | 'ports'
> & { spec: Pick<Spec, 'user' | 'envFiles' | 'env'> };

/** The agent's own for the inherited names < env_files < env < secrets < what the agent sets. @throws NotStarted when a file is missing */
export function environmentOf(
  replica: Placed,
  host: string,
  dataFolder: string,
  own: NodeJS.ProcessEnv,
  secrets: Record<string, string> = {},
): Record<string, string> {
  const { spec, folder } = replica;
  const names = spec.user === null ? [...inherited, 'HOME'] : inherited;
  const base = Object.fromEntries(names.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])));
  const files = spec.envFiles.map((path) => readEnvFile(path, folder));
  return Object.assign(
    {},
    base,
    userVariables(spec.user),
    ...files,
    spec.env,
    secrets,
    portsOf(replica.ports),
    castellanOf(replica, host, dataFolder),
  );
}

/** One that is not known here, as a dynamic one, has no home. */
function userVariables(name: string | null): Record<string, string> {
  const user = name === null ? undefined : findUser(name);
  return user ? { HOME: user.home, USER: user.name, LOGNAME: user.name } : {};
}

function readEnvFile(name: string, folder: string): Record<string, string | undefined> {
  const optional = name.startsWith('-');
  const path = resolve(folder, optional ? name.slice(1) : name);
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if (optional && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new NotStarted(`did not start: its env file cannot be read: ${(error as Error).message}`);
  }
}

function portsOf(ports: Record<string, number>): Record<string, string> {
  const named = Object.entries(ports).map(([name, port]) => [`PORT_${name.toUpperCase().replaceAll('-', '_')}`, String(port)]);
  const first = Object.values(ports)[0];
  return Object.fromEntries(first === undefined ? named : [['PORT', String(first)], ...named]);
}

function castellanOf(replica: Placed, host: string, dataFolder: string): Record<string, string> {
  return {
    CASTELLAN_APP: replica.app,
    CASTELLAN_ENVIRONMENT: replica.environment,
    CASTELLAN_PROCESS: replica.process,
    CASTELLAN_INDEX: String(replica.index),
    CASTELLAN_REPLICA: replica.id,
    CASTELLAN_RELEASE: String(replica.release),
    CASTELLAN_VERSION: replica.version,
    CASTELLAN_HOST: host,
    CASTELLAN_DATA_DIR: dataFolder,
  };
}
