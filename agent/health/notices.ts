// What replicas say of themselves by sd_notify(3). A small program in Perl, which every Debian has, takes the messages:
// Node has no datagram sockets. It outlives the agent, and writes down what was said while nobody was listening.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, chmodSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../../lib/durable-file.ts';
import type { Run } from '../runtime/runtime.ts';
import { openQuiet } from './quiet.ts';

export interface Told {
  state: 'ready' | 'stopping' | null;
  /** Empty: it has not said any. */
  status: string;
  /** Of the last sign of life, in ms since the epoch. While nobody could hear it, that is no fault of its own. */
  aliveAt: number;
}

export interface Notices {
  /** Why nothing can be heard on this host; empty: it can. */
  trouble(): string;
  /** The socket for one run of a replica, the same when it is asked for again. @throws Error when it cannot be had */
  open(run: Run): Promise<string>;
  told(run: Run): Told;
  /** Nothing is to be heard of this run any more. */
  close(run: Run): void;
  /** Closes all but these. */
  sweep(known: Run[]): void;
  /** Lets go of the receiver; it goes on. */
  leave(): void;
}

const program = join(import.meta.dirname, 'notices.pl');
const greeting = 'notices 1';
const startDeadlineMs = 10_000;
const pollMs = 10;
/** sockaddr_un holds so many bytes (unix(7)), one of them for the end. */
const longestPath = 107;

interface Receiver {
  socket: Socket;
  since: number;
  waiting: Map<string, (answer: string) => void>;
}

export function openNotices(folder: string): Notices {
  const quiet = openQuiet();
  const wanted = new Map<string, string>();
  let receiver: Promise<Receiver> | undefined;
  let heard: Receiver | undefined;
  let left = false;

  async function open(run: Run): Promise<string> {
    const name = nameOf(run);
    const secret = wanted.get(name) ?? secretOf(folder, name);
    wanted.set(name, secret);
    const answer = await ask(`open ${name} ${secret}`, name);
    if (answer !== `opened ${name}`) throw new Error(`its socket for sd_notify cannot be made: ${answer}`);
    return join(folder, name, secret);
  }

  async function ask(line: string, name: string): Promise<string> {
    const { socket, waiting } = await connected();
    return await new Promise((resolve) => {
      waiting.set(name, resolve);
      socket.write(`${line}\n`);
    });
  }

  function connected(): Promise<Receiver> {
    receiver ??= reach(folder, lost).then(
      (reached) => {
        heard = reached;
        return reached;
      },
      (error) => {
        receiver = undefined;
        throw error;
      },
    );
    return receiver;
  }

  /** Without it replicas talk to nobody: another is started at once, and hears them by the same names. */
  function lost(): void {
    receiver = undefined;
    heard = undefined;
    if (left) return;
    for (const [name, secret] of wanted) ask(`open ${name} ${secret}`, name).catch(() => {});
  }

  function told(run: Run): Told {
    const path = join(folder, nameOf(run));
    const state = readText(`${path}.state`);
    const at = statSync(`${path}.alive`, { throwIfNoEntry: false })?.mtimeMs;
    return {
      state: state === 'ready' || state === 'stopping' ? state : null,
      status: printable(readText(`${path}.status`)),
      aliveAt: aliveAt(path, at),
    };
  }

  /** 0: never. */
  function aliveAt(path: string, at: number | undefined): number {
    if (!heard || at === undefined) return Date.now();
    return at === 0 ? 0 : Date.now() - quiet.since(path, Math.max(at, heard.since));
  }

  function closeName(name: string): void {
    quiet.forget(join(folder, name));
    wanted.delete(name);
    ask(`close ${name}`, name).catch(() => {});
  }

  function close(run: Run): void {
    if (wanted.has(nameOf(run))) closeName(nameOf(run));
  }

  function sweep(known: Run[]): void {
    const names = new Set(known.map(nameOf));
    for (const name of namesIn(folder)) if (!names.has(name)) closeName(name);
  }

  function leave(): void {
    left = true;
    heard?.socket.destroy();
  }

  return { trouble: () => troubleWith(folder), open, told, close, sweep, leave };
}

function troubleWith(folder: string): string {
  const path = join(folder, '0'.repeat(16), '0'.repeat(16));
  if (Buffer.byteLength(path) > longestPath) return `the agent’s state folder has too long a name for a socket: ${path}`;
  return findPerl() ? '' : 'perl is not there to take the messages';
}

function findPerl(): string | undefined {
  const places = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)].map((place) => join(place, 'perl'));
  return places.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The one that runs already, or a new one. */
async function reach(folder: string, lost: () => void): Promise<Receiver> {
  makeFolder(folder);
  // Replicas may run as users of their own; what they cannot name they cannot reach.
  chmodSync(folder, 0o711);
  const socket = (await greeted(folder)) ?? (await launched(folder));
  const reached: Receiver = { socket, since: Date.now(), waiting: new Map() };
  createInterface(socket).on('line', (line) => settle(reached.waiting, line));
  socket.once('close', () => {
    for (const resolve of reached.waiting.values()) resolve('the receiver went away');
    lost();
  });
  socket.unref();
  return reached;
}

function settle(waiting: Receiver['waiting'], line: string): void {
  const [, name] = /^(?:opened|closed|failed) ([0-9a-f]{16})\b/.exec(line) ?? [];
  if (name === undefined) return;
  waiting.get(name)?.(line);
  waiting.delete(name);
}

async function launched(folder: string): Promise<Socket> {
  const perl = findPerl();
  if (!perl) throw new Error('perl is not there to take the messages of sd_notify');
  const child = spawn(perl, [program, folder], { detached: true, stdio: 'ignore', env: {} });
  child.unref();
  child.on('error', () => {});
  for (let waited = 0; waited < startDeadlineMs && child.exitCode === null; waited += pollMs) {
    const socket = await greeted(folder);
    if (socket) return socket;
    await sleep(pollMs);
  }
  throw new Error('the receiver of sd_notify messages did not come up');
}

/** A connection to a receiver of this kind. One of another kind is sent away. */
async function greeted(folder: string): Promise<Socket | undefined> {
  const socket = connect(join(folder, 'control'));
  try {
    await once(socket, 'connect');
    const [first] = (await once(socket, 'data', { signal: AbortSignal.timeout(startDeadlineMs) })) as [Buffer];
    if (first.toString('latin1') === `${greeting}\n`) {
      socket.on('error', () => socket.destroy());
      return socket;
    }
    socket.write('end\n');
  } catch {
    // Nobody is there.
  }
  socket.on('error', () => {});
  socket.destroySoon();
  return undefined;
}

function nameOf({ replica, run }: Run): string {
  return createHash('sha256').update(`${replica}.${run}`).digest('hex').slice(0, 16);
}

function secretOf(folder: string, name: string): string {
  return list(join(folder, name)).find((one) => /^[0-9a-f]{16}$/.test(one)) ?? randomBytes(8).toString('hex');
}

function namesIn(folder: string): string[] {
  return list(folder).filter((name) => /^[0-9a-f]{16}$/.test(name));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, 200);
  } catch {
    return '';
  }
}

function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
}
