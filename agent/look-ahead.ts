// Looks at what replicas of a wish would find here: their command, their env files, room for their data, their secrets.
import { accessSync, constants } from 'node:fs';
import { execa } from 'execa';
import { processName, type Reason } from './decide/admit.ts';
import type { Wish } from './decide/replica.ts';
import { lacksOf, type RouterLimits } from './decide/router-kinds.ts';
import { routesOf } from './decide/routes.ts';
import { holderOf } from './listeners.ts';
import { isFree } from './ports.ts';
import type { Proofs } from './proofs.ts';
import { checkRoom, NoRoom } from './room.ts';
import { environmentOf } from './runtime/environment.ts';
import { findExecutable } from './runtime/executable.ts';
import { NotStarted, type Runtime } from './runtime/runtime.ts';

export interface LookOptions {
  host: string;
  stateDir: string;
  runtime: Runtime;
  find(digest: string): string | undefined;
  proofs: Pick<Proofs, 'unlike'>;
  /** Ports that the router listens on. */
  listened?(): Set<number>;
  /** What the router of this host cannot do; without it: nothing. */
  routerLimits?: RouterLimits;
  /** Why its secrets cannot be had; empty: they can. */
  secretsTrouble?(wish: Wish): Promise<string>;
}

const dataRoom = { bytes: 16 * 2 ** 20, inodes: 64 };
const askMs = 10_000;

/** Once for each process, not for each of its slots. */
export async function lookAhead(wishes: Wish[], options: LookOptions): Promise<Reason[]> {
  const once = new Map(wishes.map((wish) => [`${processName(wish)} ${wish.fingerprint}`, wish]));
  const found = await Promise.all([...once.values()].map((wish) => lookAt(wish, options)));
  return [
    ...found.flat(),
    ...(await troubleWithPorts(wishes, options.listened?.() ?? new Set())),
    ...(wishes.length > 0 ? room(options.stateDir) : []),
  ];
}

async function lookAt(wish: Wish, options: LookOptions): Promise<Reason[]> {
  const name = processName(wish);
  const files = wish.spec.envFiles.flatMap((file) => troubleWithFile(file));
  const command = await troubleWithCommand(wish, files.length === 0 ? wish.spec.envFiles : [], options);
  const unlike = options.proofs.unlike(wish, options.find(wish.bundle) ?? '');
  const secrets = (await options.secretsTrouble?.(wish)) ?? '';
  return [
    ...files.map((what) => ({
      what: `${name}: ${what}`,
      remedy: 'put it there, or write a - before its path if it may be missing',
    })),
    ...(command ? [{ what: `${name}: ${command}`, remedy: 'correct command in the manifest, or put the program there' }] : []),
    ...(unlike ? [{ what: `${name}: ${unlike}`, remedy: 'put it into the manifest, and sign that' }] : []),
    ...(secrets ? [{ what: `${name}: ${secrets}`, remedy: 'see to it with ctl secrets' }] : []),
    ...troubleWithRoutes(wish, options),
  ];
}

/** What they ask of this host’s router, and it cannot do. */
function troubleWithRoutes(wish: Wish, { routerLimits: limits }: LookOptions): Reason[] {
  if (!limits) return [];
  const entries = routesOf([wish], []);
  // A certificate is no rule of the table: it is found by the name.
  const encrypted = wish.spec.routes.some(({ tls }) => tls) ? { rules: { tls: { required: false, hstsMs: null } } } : {};
  const found = new Map(
    [...entries, ...entries.map((entry) => ({ ...entry, ...encrypted }))]
      .flatMap((entry) => lacksOf(entry, limits))
      .map((lack) => [lack.what, lack]),
  );
  return [...found.values()].map(({ what, remedy }) => ({ what: `${processName(wish)}: ${what}`, remedy }));
}

/** That the router is to listen on from then on, beside what runs now: also a port of a replica of ours is held. */
async function troubleWithPorts(wishes: Wish[], listened: ReadonlySet<number>): Promise<Reason[]> {
  const asked = new Map(
    wishes.flatMap((wish) => wish.spec.routes.flatMap(({ port }) => (port === undefined ? [] : [[port, wish]]))),
  );
  const taken = await Promise.all(
    [...asked].map(async ([port, wish]) => (listened.has(port) || (await isFree(port)) ? [] : [{ port, wish }])),
  );
  return taken.flat().map(({ port, wish }) => ({
    what: `${processName(wish)}: port ${port} of its routes is held by ${holderOf(port) ?? 'another program'}`,
    remedy: 'stop that program, or choose another port',
  }));
}

function troubleWithFile(name: string): string[] {
  const path = name.replace(/^-/, '');
  try {
    accessSync(path, constants.R_OK);
    return [];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && name.startsWith('-')) return [];
    return [`its env file ${path} ${code === 'ENOENT' ? 'is not there' : 'cannot be read'}`];
  }
}

async function troubleWithCommand(
  wish: Wish,
  envFiles: string[],
  { host, stateDir, runtime, find }: LookOptions,
): Promise<string> {
  const { command, user, env } = wish.spec;
  if (command.length === 0) return '';
  const folder = find(wish.bundle) ?? '';
  const place = { ...wish, id: 'preflight', folder, ports: {}, spec: { user, env, envFiles } };
  try {
    const asked = { command, folder, env: environmentOf(place, host, stateDir, process.env) };
    const path = findExecutable(asked);
    return user === null || runtime.refusals({ user }).length > 0 || (await mayRun(path, user, runtime))
      ? ''
      : `${command[0]}: user ${user} may not execute it`;
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    return error.message.replace(/^did not start: /, '');
  }
}

/** Asked as that user: what is in the way may be any folder above it. */
async function mayRun(path: string, user: string, runtime: Runtime): Promise<boolean> {
  const [file = '', ...args] = runtime.commandAs(user, ['/bin/sh', '-c', 'test -x "$0"', path]);
  const { exitCode } = await execa(file, args, { reject: false, timeout: askMs, stdin: 'ignore' });
  return exitCode !== 1;
}

function room(stateDir: string): Reason[] {
  try {
    checkRoom(stateDir, dataRoom);
    return [];
  } catch (error) {
    if (!(error instanceof NoRoom)) throw error;
    return [{ what: error.message, remedy: 'make room there' }];
  }
}
