// G14: how long ctl takes to start, against a bare Node; and ctl status, with its call over mutual TLS.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serverCredentials } from '../certs/credentials.ts';
import { makeCertificates } from '../certs/make.ts';
import type { StatusReplyInput } from '../proto/generated/castellan/v1/StatusReply.ts';
import { type ControlService, controlService } from '../proto/load.ts';
import type { Handlers } from '../proto/rpc.ts';
import { listen, serve } from '../proto/server.ts';
import { type Pair, pairwise, type Row, round } from './pairwise.ts';

const ctl = fileURLToPath(new URL('../cli/ctl.js', import.meta.url));
const rounds = 12;

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  const server = await startServer(folder);
  const env = {
    ...{ PATH: process.env.PATH, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') },
    ...{ CASTELLAN_SERVER: `127.0.0.1:${server.port}`, CASTELLAN_CERTS: join(folder, 'operators', 'op') },
  };
  const start = (...args: string[]) => milliseconds([ctl, ...args], env);
  const bare = () => milliseconds(['-e', '0'], env);
  try {
    // What is measured is a start, not the first one ever: the compile cache is filled.
    for (const args of [['--version'], ['--help'], ['status']]) await start(...args);
    return [
      await bothWays({ ...started('ctl --version'), product: () => start('--version'), reference: bare }),
      await bothWays({ ...started('ctl --help'), product: () => start('--help'), reference: bare }),
      await bothWays({ ...asked('ctl status'), product: () => start('status'), reference: bare }),
    ];
  } finally {
    await server.close(0);
    rmSync(folder, { recursive: true });
  }
}

function started(command: string) {
  return { name: `G14 ${command} / node -e 0`, goal: '<= 1.6', gate: { atMost: 2 }, rounds, unit: 'ms' };
}

function asked(command: string) {
  return { name: `G14 ${command} / node -e 0`, goal: '<= 3.2', gate: { atMost: 4 }, rounds, unit: 'ms' };
}

/** The row is of the medians; the quickest runs are printed as well, since on a busy machine they are nearer to the truth. */
async function bothWays(pair: Pair): Promise<Row> {
  const [products, references]: [number[], number[]] = [[], []];
  const kept = (times: number[], measure: () => Promise<number>) => async () => {
    const time = await measure();
    times.push(time);
    return time;
  };
  const row = await pairwise({ ...pair, product: kept(products, pair.product), reference: kept(references, pair.reference) });
  const [product, reference] = [Math.min(...products), Math.min(...references)];
  console.log(`  the quickest: ${round(product / reference)} = ${round(product)} / ${round(reference)} ${pair.unit}`);
  return row;
}

/** Wall time of a Node process from spawn to its end; it must end well. */
async function milliseconds(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const status = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return performance.now() - begun;
}

async function startServer(folder: string) {
  await makeCertificates({ out: folder, hosts: [], operators: ['op'], addresses: ['127.0.0.1'] });
  const names = Object.keys(controlService).map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  const unused = async () => ({});
  const handlers = { ...Object.fromEntries(names.map((name) => [name, unused])), status: async () => fleet };
  return listen({
    services: [serve(controlService, handlers as unknown as Handlers<ControlService>)],
    credentials: serverCredentials(join(folder, 'server')),
    address: '127.0.0.1',
    port: 0,
    log: { warn: () => {}, error: console.error },
    authorize: Object.fromEntries(Object.values(controlService).map(({ path }) => [path, ['operator']])),
  });
}

const hosts = ['host-1', 'host-2', 'host-3'];
const fleet: StatusReplyInput = {
  apps: [
    {
      ...{ app: 'hello', environment: 'production', current: { number: 13, version: '1.2.0' } },
      slots: hosts.map((host) => ({ host, process: 'web', wanted: 13, replicas: [{ id: 'r', release: 13, phase: 'healthy' }] })),
    },
  ],
  hosts: hosts.map((name) => ({ name, environment: 'production', slots: 1, agentVersion: '0.1.0' })),
};

if (import.meta.main) await run();
