// G9: what clients notice of ten deployments. G12: how much longer a rolling deployment takes than the app itself needs.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AppOptions, appHost, makeApp } from '../test/e2e/apps.ts';
import { newestDeployment, push, settledOn } from '../test/e2e/fleet.ts';
import { startWorld, type World } from '../test/e2e/world.ts';
import { freePorts } from '../test/ports.ts';
import { figure, pairwise, type Row } from './pairwise.ts';

const connections = 48;
const deployments = 10;
const replicas = 5;
const healthyMs = 1000;
const oneByOne: AppOptions = {
  replicas,
  env: { BOOT_MS: '500' },
  deploy: { canary: 0, batch: 1, healthy: `${healthyMs}ms`, bake: '0s' },
};

export async function run(): Promise<Row[]> {
  return [...(await noticed()), await overhead()];
}

async function noticed(): Promise<Row[]> {
  const world = await startWorld({ hosts: ['h1', 'h2'], secret: false });
  try {
    for (const version of ['a', 'b']) await push(world, version, { deploy: { bake: '0s' } });
    await deployed(world, 'a');
    const clients = keepAsking(world.routerPorts);
    for (let nth = 1; nth <= deployments; nth += 1) await deployed(world, nth % 2 === 1 ? 'b' : 'a');
    const { sent, failed } = await clients.stop();
    const name = `G9 failed requests in ${deployments} deployments, ${connections} keep-alive connections`;
    return [
      figure({ name, goal: '0', gate: { atMost: 0 }, unit: 'failed', value: failed }),
      figure({ name: 'G9 requests sent meanwhile', goal: '>= 10000', gate: { atLeast: 10_000 }, unit: 'requests', value: sent }),
    ];
  } finally {
    await world.close();
  }
}

function keepAsking(ports: number[]): { stop(): Promise<{ sent: number; failed: number }> } {
  let [sent, failed, stopping] = [0, 0, false];
  const clients = Array.from({ length: connections }, (_, index) => ask(ports[index % ports.length] ?? 0));
  return {
    async stop() {
      stopping = true;
      await Promise.all(clients);
      return { sent, failed };
    },
  };

  async function ask(port: number): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (; !stopping; await sleep(15)) {
      sent += 1;
      const answer = await statusOf(port, agent).catch((error: Error) => error.message);
      if (answer === 200) continue;
      failed += 1;
      console.log(`failed: ${answer}`);
    }
    agent.destroy();
  }
}

async function overhead(): Promise<Row> {
  const world = await startWorld({ hosts: ['h1'], secret: false });
  const bare = mkdtempSync(join(tmpdir(), 'castellan-bare-'));
  try {
    for (const version of ['a', 'b']) await push(world, version, oneByOne);
    await deployed(world, 'a');
    await settledOn(world, 'a', replicas);
    const folder = makeApp(bare, 'bare', oneByOne);
    let version = 'a';
    return await pairwise({
      name: `G12 rolling deployment of ${replicas} replicas, one by one`,
      goal: '<= 1.10 of start + healthy time + stop',
      gate: { atMost: 1.25 },
      unit: 'ms',
      product: () => {
        version = version === 'a' ? 'b' : 'a';
        return deployed(world, version);
      },
      reference: () => oneAfterTheOther(folder),
    });
  } finally {
    await world.close();
    rmSync(bare, { recursive: true, force: true });
  }
}

/** Milliseconds from when the server recorded it until it was settled. */
async function deployed(world: World, version: string): Promise<number> {
  const result = await world.ctl('deploy', `hello@${version}`);
  if (result.status !== 0) throw new Error(`ctl deploy ended with ${result.status}: ${result.stdout}${result.stderr}`);
  const newest = await newestDeployment(world);
  return (newest?.settledMs ?? Number.NaN) - (newest?.createdMs ?? 0);
}

/** What the app itself takes: each replica is started, is healthy for its healthy time, and stops. */
async function oneAfterTheOther(folder: string): Promise<number> {
  const begun = performance.now();
  for (let index = 0; index < replicas; index += 1) {
    const [port = 0] = await freePorts(1);
    const child = spawn('node', ['server.js'], { cwd: folder, env: { ...process.env, PORT: String(port), BOOT_MS: '500' } });
    await healthy(port);
    await sleep(healthyMs);
    await stop(child);
  }
  return performance.now() - begun;
}

async function healthy(port: number): Promise<void> {
  while ((await statusOf(port, false, '/healthz').catch(() => 0)) !== 200) await sleep(5);
}

function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  return new Promise((done) => child.once('exit', () => done()));
}

function statusOf(port: number, agent: Agent | false, path = '/'): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, agent, headers: { host: appHost }, timeout: 10_000 };
    const asked = get(options, (answer) => {
      answer.resume();
      answer.on('error', reject);
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer within 10 s')));
    asked.on('error', reject);
  });
}
