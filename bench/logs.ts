// Logs: how fast lines reach the server's disk (G4), what reading them costs the host (G4b), and the app (G5).
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { issueInto, makeAuthorities } from '../certs/store.ts';
import { figure, median, pairwise, type Row } from './pairwise.ts';

const lineCount = 1_000_000;
const naiveLines = 50_000;

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-logs-'));
  const world = await openWorld(folder);
  try {
    return [...(await shipping(world)), ...(await capture(world)), await slowing(world)];
  } finally {
    world.far.kill('SIGKILL');
    await once(world.far, 'close');
    rmSync(folder, { recursive: true });
  }
}

type World = Awaited<ReturnType<typeof openWorld>>;

async function shipping(world: World): Promise<Row[]> {
  const input = writeLines(join(world.folder, 'input'), lineCount);
  const few = writeLines(join(world.folder, 'few'), naiveLines);
  const digest = createHash('sha256').update(readFileSync(input)).digest('hex');
  await shipped(world, few, { killed: false });
  const row = await pairwise({
    name: 'G4 lines of 200 B, file to durable on the server, the agent killed once / a message a line',
    goal: '>= 20',
    gate: { atLeast: 8 },
    unit: 'lines/s',
    product: async () => {
      const { seconds, run } = await shipped(world, input, { killed: true });
      const arrived = await world.ask(`sum ${run}`);
      if (arrived !== digest) throw new Error(`what arrived is not what was written: ${arrived}, not ${digest}`);
      return lineCount / seconds;
    },
    reference: async () => naiveLines / (await naiveSeconds(world, few)),
  });
  const seconds: number[] = [];
  for (let round = 0; round < 5; round += 1) seconds.push((await shipped(world, input, { killed: false })).seconds);
  const value = lineCount / median(seconds);
  const whole = figure({ name: 'G4 the same, nobody killed', goal: '>= 1 M/s', unit: 'lines/s', value });
  return [row, whole, ...(await stalls(world, input))];
}

/** What the server's other callers feel of it. */
async function stalls(world: World, input: string): Promise<Row[]> {
  await world.ask('stall');
  await shipped(world, input, { killed: false });
  const taking = Number(await world.ask('stall'));
  const seconds = await timed(() => world.ask('search'));
  const searching = Number(await world.ask('stall'));
  const gigabytes = (world.runs * statSync(input).size) / 1e9;
  const goal = '<= 50 ms';
  return [
    figure({ name: 'longest stall of the server’s loop while lines arrive', goal, unit: 'ms', value: taking }),
    figure({ name: 'the same while all is searched for a pattern', goal, unit: 'ms', value: searching }),
    figure({ name: 'search for a pattern', goal: 'to be known', unit: 'MB/s', value: (gigabytes * 1000) / seconds }),
  ];
}

async function naiveSeconds(world: World, input: string): Promise<number> {
  const agent = await near(world, 'naive', 'naive', input);
  return await timed(() => agent.go());
}

/** From when the agent's end begins to look until the file is gone, which is when its last byte is durable. */
async function shipped(world: World, input: string, { killed }: { killed: boolean }) {
  const { run, path } = newRun(world);
  copyFileSync(input, path);
  writeFileSync(`${path}.ended`, '');
  const first = await near(world, 'web-1', 'ship', String(run));
  const seconds = await timed(async () => {
    if (!killed) return await first.go();
    await killedOnTheWay(first, path);
    return await (await near(world, 'web-1', 'ship', String(run))).go();
  });
  return { seconds, run };
}

/** 40 ms after it began, when some of its blocks are durable, others are on their way, and most have not been read. */
async function killedOnTheWay(agent: Near, path: string): Promise<void> {
  const ended = agent.go().catch(() => undefined);
  await sleep(40);
  agent.child.kill('SIGKILL');
  await ended;
  if (!existsSync(path)) throw new Error('the agent was done before it could be killed');
}

async function capture(world: World): Promise<Row[]> {
  const input = writeLines(join(world.folder, 'input'), lineCount);
  const few = writeLines(join(world.folder, 'few'), lineCount / 5);
  const gigabytes = statSync(input).size / 1e9;
  const taken = async (task: string) => {
    const { run, path } = newRun(world);
    writeFileSync(path, '');
    const agent = await near(world, 'web-1', task, String(run));
    const done = agent.go();
    await shell(`cat ${input} >> ${path}`);
    writeFileSync(`${path}.ended`, '');
    return Number(await done) / gigabytes;
  };
  const row = await pairwise({
    name: 'G4b CPU to take up what an app writes / pipe and readline to a file',
    goal: '<= 0.03',
    gate: { atMost: 0.1 },
    unit: 's/GB',
    product: () => taken('capture'),
    reference: async () => {
      const agent = await near(world, 'web-1', 'readline', join(world.folder, 'split'), spawn('cat', [few]).stdout);
      return Number(await agent.go()) / (gigabytes / 5);
    },
  });
  const packed = figure({
    name: 'G4b the same, compressed for the wire',
    goal: 'to be known',
    unit: 's/GB',
    value: await taken('pack'),
  });
  return [row, packed];
}

/** How long the app itself takes; its lines are shipped meanwhile, and the rest before the next round. */
async function slowing(world: World): Promise<Row> {
  const input = writeLines(join(world.folder, 'input'), lineCount);
  const megabytes = statSync(input).size / 1e6;
  return await pairwise({
    name: 'G5 stdout of an app that is followed and shipped / cat > file',
    goal: '>= 0.6',
    gate: { atLeast: 0.4 },
    rounds: 7,
    unit: 'MB/s',
    product: async () => {
      const { run, path } = newRun(world);
      writeFileSync(path, '');
      const agent = await near(world, 'web-1', 'ship', String(run));
      const done = agent.go();
      const seconds = await timed(() => shell(`exec cat ${input} >> ${path}`));
      writeFileSync(`${path}.ended`, '');
      await done;
      return megabytes / seconds;
    },
    reference: async () => {
      rmSync(join(world.folder, 'reference'), { force: true });
      return megabytes / (await timed(() => shell(`exec cat ${input} > ${join(world.folder, 'reference')}`)));
    },
  });
}

async function openWorld(folder: string) {
  const authorities = await makeAuthorities(folder);
  const server = await issueInto(folder, authorities, { kind: 'server', name: 'main', addresses: ['127.0.0.1'] });
  const hosts = {
    'web-1': await issueInto(folder, authorities, { kind: 'host', name: 'web-1' }),
    naive: await issueInto(folder, authorities, { kind: 'host', name: 'naive' }),
  };
  const data = join(folder, 'server-state');
  mkdirSync(join(folder, 'agent', 'logs'), { recursive: true });
  mkdirSync(data);
  const program = join(import.meta.dirname, 'logs/far-end.ts');
  const far = spawn(process.execPath, [program, data, server], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(far.stdout)[Symbol.asyncIterator]();
  const said = async () => String((await lines.next()).value);
  const ask = async (question: string) => {
    far.stdin.write(`${question}\n`);
    return await said();
  };
  return { folder, hosts, port: await said(), far, ask, runs: 0 };
}

function newRun(world: World): { run: number; path: string } {
  world.runs += 1;
  return { run: world.runs, path: join(world.folder, 'agent', 'logs', `r${world.runs}.1.stdout`) };
}

type Near = Awaited<ReturnType<typeof near>>;

/** Resolves when it is ready; `go` begins, and tells what it printed at its end. */
async function near(
  { folder, hosts, port }: World,
  host: keyof World['hosts'],
  task: string,
  subject: string,
  input?: NodeJS.ReadableStream,
) {
  const program = join(import.meta.dirname, 'logs/near-end.ts');
  const args = [program, join(folder, 'agent'), hosts[host], port, task, subject];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  if (input) input.pipe(child.stdin);
  else await lines.next();
  const go = async () => {
    if (!input) child.stdin.write('go\n');
    const { value, done } = await lines.next();
    if (done) throw new Error(`${task} ended before it was done`);
    return String(value);
  };
  return { child, go };
}

/** Lines as a web app logs its requests: 200 bytes each. */
function writeLines(path: string, count: number): string {
  let seed = 1;
  const next = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const line = (at: number) => {
    const req = { id: `r-${next(1e9).toString(36)}`, method: at % 3 ? 'GET' : 'POST', url: `/api/orders/${next(100_000)}` };
    const text = JSON.stringify({
      level: 30,
      time: 1.7e12 + at,
      pid: 4242,
      req,
      status: next(50) ? 200 : 500,
      ms: next(3000) / 10,
    });
    return `${text.padEnd(199, ' request completed')}\n`;
  };
  const chunk = 50_000;
  rmSync(path, { force: true });
  for (let at = 0; at < count; at += chunk) {
    const text = Array.from({ length: Math.min(chunk, count - at) }, (_, i) => line(at + i)).join('');
    writeFileSync(path, text, { flag: 'a' });
  }
  return path;
}

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function shell(command: string): Promise<void> {
  const [code] = await once(spawn('sh', ['-c', command], { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error(`${command}: exit status ${code}`);
}

if (import.meta.main) await run();
