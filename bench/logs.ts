// Logs: how fast a process's lines reach the server's disk (G4), and what being followed costs the process (G5).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogShipper } from '../agent/logs/shipper.ts';
import { clientCredentials, serverCredentials } from '../certs/credentials.ts';
import { issueInto, makeAuthorities } from '../certs/store.ts';
import { fail } from '../proto/failure.ts';
import { type AgentsService, agentsService, type Rpc } from '../proto/load.ts';
import type { Handlers } from '../proto/rpc.ts';
import { listen, serve } from '../proto/server.ts';
import { openClient } from '../proto/stream.ts';
import { shipLogs } from '../server/logs/ship.ts';
import { LogStore } from '../server/logs/store.ts';
import type { LogTables } from '../server/logs/tables.ts';
import { openSqlite } from '../server/records/sqlite.ts';
import { figure, pairwise, type Row } from './pairwise.ts';

const lineCount = 250_000;

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-logs-'));
  const world = await openWorld(folder);
  try {
    return await measure(world);
  } finally {
    await world.close();
    rmSync(folder, { recursive: true });
  }
}

type World = Awaited<ReturnType<typeof openWorld>>;

async function measure(world: World): Promise<Row[]> {
  const { folder } = world;
  const input = join(folder, 'input');
  writeFileSync(input, lines(lineCount));
  const megabytes = readFileSync(input).length / 1e6;
  const speed = (ms: number) => megabytes / (ms / 1000);
  const catMs = () => timed(() => shell(`cat ${input} >> ${join(folder, 'reference')} && sync -d ${join(folder, 'reference')}`));
  const shipped = await pairwise({
    name: 'G4a file, mTLS, durable in the store / cat to a file, synced',
    goal: 'to be known',
    unit: 'MB/s',
    product: async () => speed(await shipMs(world, input)),
    reference: async () => speed(await catMs()),
  });
  const slowed = await pairwise({
    name: 'G5 stdout of a process that is followed / cat > file',
    goal: '>= 0.6',
    gate: { atLeast: 0.4 },
    unit: 'MB/s',
    product: async () => speed(await followedMs(world, input)),
    reference: async () => speed(await timed(() => shell(`cat ${input} > ${join(folder, 'reference')}`))),
  });
  const rate = (shipped.product / megabytes) * lineCount;
  return [
    shipped,
    slowed,
    figure({ name: 'G4 lines of 200 B to the disk of the server', goal: '>= 1 M/s', unit: 'lines/s', value: rate }),
  ];
}

/** From the first look at a full file until the last byte of it is durable at the server. */
async function shipMs(world: World, input: string): Promise<number> {
  const run = world.newRun();
  await shell(`cat ${input} >> ${run.path}`);
  return await timed(async () => {
    world.shipper.follow(run);
    world.shipper.finished(run.replica, run.run);
    while (existsSync(run.path)) await sleep(1);
  });
}

/** How long the process itself takes; its lines are shipped meanwhile, and the rest before the next round. */
async function followedMs(world: World, input: string): Promise<number> {
  const run = world.newRun();
  world.shipper.follow(run);
  const took = await timed(() => shell(`exec cat ${input} >> ${run.path}`));
  world.shipper.finished(run.replica, run.run);
  while (existsSync(run.path)) await sleep(10);
  return took;
}

async function openWorld(folder: string) {
  const file = join(folder, 'logs.sqlite');
  const index = openSqlite<LogTables>(file);
  const store = await LogStore.open({ folder: join(folder, 'segments'), file, index });
  const authorities = await makeAuthorities(folder);
  const credentials = serverCredentials(
    await issueInto(folder, authorities, { kind: 'server', name: 'main', addresses: ['127.0.0.1'] }),
  );
  const handlers = handlersFor(store);
  const authorize = Object.fromEntries(Object.values(agentsService).map(({ path }) => [path, ['host']])) as unknown as Record<
    Rpc,
    ['host']
  >;
  const log = { info: () => undefined, warn: console.error, error: console.error };
  const listener = await listen({
    services: [serve(agentsService, handlers)],
    credentials,
    address: '127.0.0.1',
    port: 0,
    log,
    authorize,
  });
  const host = clientCredentials(await issueInto(folder, authorities, { kind: 'host', name: 'web-1' }));
  const client = openClient(agentsService, { address: `127.0.0.1:${listener.port}`, credentials: host });
  const stateDir = join(folder, 'agent');
  const shipper = new LogShipper({ stateDir, log, open: (blocks, signal) => client.shipLogs(blocks, { signal }) });
  let runs = 0;
  const newRun = () => {
    runs += 1;
    const path = join(stateDir, 'logs', `r1.${runs}.stdout`);
    mkdirSync(join(stateDir, 'logs'), { recursive: true });
    closeSync(openSync(path, 'a'));
    const place = { app: 'hello', environment: 'production', process: 'web', index: 0, replica: 'r1', run: runs, release: 1 };
    return { ...place, stream: 'stdout' as const, path };
  };
  const warmUp = newRun();
  appendFileSync(warmUp.path, 'warm\n');
  shipper.follow(warmUp);
  shipper.finished('r1', warmUp.run);
  while (existsSync(warmUp.path)) await sleep(10);
  const close = async () => {
    await shipper.close();
    client.close();
    await listener.close(0);
    await store.close();
    await index.destroy();
  };
  return { folder, shipper, newRun, close };
}

function handlersFor(store: LogStore): Handlers<AgentsService> {
  const absent = () => {
    throw fail('unsupported', 'not part of this bench');
  };
  const mine: Partial<Handlers<AgentsService>> = {
    shipLogs: (requests, { caller, signal }) => shipLogs(store, caller.name)(requests, signal),
  };
  return { session: absent, fetchBundle: absent, ...mine } as unknown as Handlers<AgentsService>;
}

function lines(count: number): string {
  const words = ['GET', 'POST', '/api/orders', '/healthz', 'user', 'ok', 'slow query', 'cache miss', 'retrying', 'done'];
  let seed = 1;
  const next = () => {
    seed = (seed * 48271) % 2147483647;
    return seed;
  };
  const line = (i: number) => {
    let text = `${1.7e12 + i} `;
    while (text.length < 190) text += `${words[next() % words.length]}=${next().toString(36)} `;
    return `${text.slice(0, 199)}\n`;
  };
  return Array.from({ length: count }, (_, i) => line(i)).join('');
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function shell(command: string): Promise<void> {
  const [code] = await once(spawn('sh', ['-c', command], { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error(`${command}: exit status ${code}`);
}

if (import.meta.main) await run();
