// A control server in the test's own process, scripted call by call, and the real ctl as a child process against it.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { clientCredentials, serverCredentials } from '../../certs/credentials.ts';
import { makeCertificates } from '../../certs/make.ts';
import { fail } from '../../proto/failure.ts';
import { type ControlService, controlService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { type Listener, listen, serve } from '../../proto/server.ts';

export const ctlFile = fileURLToPath(new URL('../../cli/ctl.js', import.meta.url));

export interface Ran {
  status: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ran>;
  /** Resolves when stderr has contained this; rejects when ctl ends before. */
  said(words: string): Promise<void>;
}

/** A folder for one test file: certificates, ctl's home, what is pushed. */
export async function makePlace() {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-ctl-'));
  await makeCertificates({ out: join(folder, 'certs'), hosts: ['h1'], operators: ['op'], addresses: ['127.0.0.1'] });
  return { folder, certs: join(folder, 'certs', 'operators', 'op'), remove: () => rmSync(folder, { recursive: true }) };
}

export type Place = Awaited<ReturnType<typeof makePlace>>;

/** What the server answers; the other calls are answered `unsupported`. */
export type Script = Partial<Handlers<ControlService>>;

/** While it is used, a server is there that answers so. */
export async function against(place: Place, script: Script, use: (port: number) => Promise<void>): Promise<void> {
  const server = await startControl(place, script);
  try {
    await use(server.port);
  } finally {
    await server.close(0);
  }
}

export async function startControl(place: Place, handlers: Script, port = 0): Promise<Listener> {
  clientCredentials(place.certs);
  const names = Object.keys(controlService).map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  const missing = () => {
    throw fail('unsupported', 'not scripted');
  };
  const all = Object.fromEntries(names.map((name) => [name, missing]));
  return listen({
    services: [serve(controlService, { ...all, ...handlers } as Handlers<ControlService>)],
    credentials: serverCredentials(join(place.folder, 'certs', 'server')),
    address: '127.0.0.1',
    port,
    log: { warn: () => {}, error: (...all: unknown[]) => console.error(...all) },
    authorize: Object.fromEntries(Object.values(controlService).map(({ path }) => [path, ['operator']])),
  });
}

export interface Start {
  port?: number;
  env?: Record<string, string>;
  cwd?: string;
  /** Instead of ctl itself. */
  file?: string;
}

export function startCtl(place: Place, args: string[], { port, env = {}, cwd, file = ctlFile }: Start = {}): Running {
  const server = port === undefined ? {} : { CASTELLAN_SERVER: `127.0.0.1:${port}`, CASTELLAN_CERTS: place.certs };
  const base = { PATH: process.env.PATH, HOME: place.folder, XDG_CACHE_HOME: join(tmpdir(), 'castellan-ctl-cache') };
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...base, ...server, ...env },
    cwd: cwd ?? place.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let heard = '';
  child.stderr.on('data', (chunk: Buffer) => {
    heard += chunk;
  });
  const out = text(child.stdout);
  const ended = new Promise<Ran>((resolve) => {
    child.on('close', (status, signal) => void out.then((all) => resolve({ status, signal, out: all, err: heard })));
  });
  const said = async (words: string) => {
    while (!heard.includes(words)) {
      const over = await Promise.race([
        ended,
        new Promise<undefined>((resolve) => child.stderr.once('data', () => resolve(undefined))),
      ]);
      if (over && !heard.includes(words)) throw new Error(`ctl ended with ${over.status} and never said "${words}":\n${heard}`);
    }
  };
  return { child, ended, said };
}

export async function ctl(place: Place, args: string[], start: Start = {}): Promise<Ran> {
  return startCtl(place, args, start).ended;
}
