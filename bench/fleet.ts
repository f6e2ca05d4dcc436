// G11: a bundle of 20 MB to a hundred hosts, against as many bytes one after the other. G11b: the same after a day's work, when only
// what changed is sent. The hosts are streams in two processes; one more fetches, applies and unpacks as an agent does.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openBundles } from '../agent/bundles.ts';
import { clientCredentials } from '../certs/credentials.ts';
import { makeCertificates } from '../certs/make.ts';
import type { BundleRef } from '../proto/generated/castellan/v1/BundleRef.ts';
import type { FetchBundleRequest } from '../proto/generated/castellan/v1/FetchBundleRequest.ts';
import { type AgentsService, agentsService } from '../proto/load.ts';
import type { Client } from '../proto/rpc.ts';
import { openClient } from '../proto/stream.ts';
import { startWorld, type World } from '../test/e2e/world.ts';
import type { Fetched } from './fleet/hosts.ts';
import { changeTree, makeTree } from './fleet/tree.ts';
import { figure, median, type Row } from './pairwise.ts';

const count = 100;
const processes = 2;
const singles = 5;
const files = 5000;
const bytesPerFile = 18_000;

export async function run(): Promise<Row[]> {
  const world = await startWorld({ hosts: [] });
  const groups: Group[] = [];
  try {
    const names = Array.from({ length: count }, (_, index) => `bench-${index}`);
    const out = join(world.folder, 'certs');
    await makeCertificates({ out, hosts: names, operators: ['admin'], addresses: ['127.0.0.1'] });
    for (let nth = 0; nth < processes; nth += 1)
      groups.push(
        startGroup(
          world,
          names.filter((_, index) => index % processes === nth),
        ),
      );
    for (const group of groups) await group.next();
    await pushBoth(world);
    const whole = await sentToAll(world, groups, '1');
    const agent = await asAgent(world, names[0] ?? '', whole.ref);
    const patched = await sentToAll(world, groups, '2');
    return rows({ ...agent, whole, patched, applyMs: await agent.ensure(patched.ref) });
  } finally {
    for (const { child } of groups) child.kill();
    await world.close();
  }
}

interface Group {
  child: ChildProcess;
  /** Its next line. */
  next(): Promise<unknown>;
}

interface Sent {
  ref: BundleRef;
  ms: number;
  bytes: number;
  patched: number;
}

function rows(all: { whole: Sent; patched: Sent; bytesPerMs: number; applyMs: number; unpackMs: number }): Row[] {
  const { whole, patched, bytesPerMs, applyMs, unpackMs } = all;
  const size = `${(whole.bytes / count / 1e6).toFixed(0)} MB`;
  if (patched.patched !== count) throw new Error(`only ${patched.patched} of ${count} hosts got a patch`);
  return [
    figure({
      name: `G11 ${size} to ${count} hosts, ${(whole.ms / 1000).toFixed(1)} s from ctl deploy on / the same bytes on one stream`,
      goal: '<= 1.3',
      gate: { atMost: 2 },
      unit: 'times',
      value: whole.ms / (whole.bytes / bytesPerMs),
    }),
    figure({
      name: `G11b 20 files changed: ${Math.round(patched.bytes / count)} B to each / the whole bundle`,
      goal: '<= 0.005',
      gate: { atMost: 0.05 },
      unit: 'of the bytes',
      value: patched.bytes / whole.bytes,
    }),
    figure({
      name: `G11b the same to ${count} hosts, ${(patched.ms / 1000).toFixed(1)} s from ctl deploy on, the patch made meanwhile / G11`,
      goal: '<= 0.3',
      gate: { atMost: 0.7 },
      unit: 'times',
      value: patched.ms / whole.ms,
    }),
    figure({
      name: `G11b on a host: a patch fetched, applied and unpacked / the whole bundle fetched and unpacked in ${Math.round(unpackMs)} ms`,
      goal: '<= 2',
      unit: 'times',
      value: applyMs / unpackMs,
    }),
  ];
}

async function pushBoth(world: World): Promise<void> {
  const [one, two] = [join(world.folder, 'one'), join(world.folder, 'two')];
  mkdirSync(one);
  makeTree(one, { files, bytesPerFile });
  cpSync(one, two, { recursive: true });
  changeTree(two, { edited: 20, added: 3 });
  await ctl(world, 'push', one, '--version', '1');
  await ctl(world, 'push', two, '--version', '2');
}

async function ctl(world: World, ...args: string[]): Promise<void> {
  const { status, stderr } = await world.ctl(...args);
  if (status !== 0) throw new Error(`ctl ${args.join(' ')} ended with ${status}: ${stderr}`);
}

function startGroup(world: World, names: string[]): Group {
  const args = [join(import.meta.dirname, 'fleet/hosts.ts'), world.server, join(world.folder, 'certs'), ...names];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const line = await lines.next();
    if (line.done) throw new Error('the hosts have ended');
    return JSON.parse(line.value) as unknown;
  };
  return { child, next };
}

async function sentToAll(world: World, groups: Group[], version: string): Promise<Sent> {
  const began = performance.now();
  await ctl(world, 'deploy', `bench@${version}`, '--detach');
  const all = (await Promise.all(groups.map((group) => group.next()))) as [Fetched, ...Fetched[]];
  const sum = (of: (fetched: Fetched) => number) => all.reduce((total, each) => total + of(each), 0);
  const [{ ref }] = all;
  return { ref, ms: performance.now() - began, bytes: sum(({ bytes }) => bytes), patched: sum(({ patched }) => patched) };
}

/** One host alone: how fast a stream is, and what its agent does with what comes. */
async function asAgent(world: World, name: string, whole: BundleRef) {
  const credentials = clientCredentials(join(world.folder, 'certs/hosts', name));
  const bulk = openClient(agentsService, { address: world.server, credentials });
  const rates: number[] = [];
  for (let nth = 0; nth < singles; nth += 1) rates.push(whole.blobBytes / (await timed(() => drained(bulk, whole))));
  const fetch = (request: FetchBundleRequest) => bulk.fetchBundle(request);
  const bundles = await openBundles({ folder: join(world.folder, 'agent'), fetch });
  const ensure = (ref: BundleRef) => timed(() => bundles.ensure(ref, new AbortController().signal));
  // The first pays for loading the code.
  await ensure(whole);
  await bundles.prune(new Set());
  return { bytesPerMs: median(rates), unpackMs: await ensure(whole), ensure };
}

async function drained(bulk: Client<AgentsService>, { blobSha256, blobBytes }: BundleRef): Promise<void> {
  let bytes = 0;
  for await (const { data } of bulk.fetchBundle({ blobSha256 })) bytes += data?.length ?? 0;
  if (bytes !== blobBytes) throw new Error(`${bytes} of ${blobBytes} bytes came`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

if (import.meta.main) await run();
