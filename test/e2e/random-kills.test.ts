// Agents and routers are killed at random while requests come in all the time. A dead agent costs nothing; a dead router costs
// the connections of that moment and those that are tried until its agent has started it again.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { appHost } from './apps.ts';
import { deploy, push, runningReplicas, settledOn, whoAnswers } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import { processesNaming } from './processes.ts';
import { startWorld, type World } from './world.ts';

describe('ten kills at random', () => {
  let world: World;
  let load: Load;
  const withoutRouter: { from: number; to: number }[] = [];

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    await push(world, '1.0.0');
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 4);
    // One that has just been accepted would be blamed for the kills, and put aside.
    const onProbation = (host: string) => existsSync(join(world.folder, host, 'probation.json'));
    await world.until('the assignment of each host has proven itself', () => !world.hosts.some(onProbation));
    load = startLoad({ ports: world.routerPorts, host: appHost });
  });

  after(async () => {
    await load?.stop();
    await world?.close();
  });

  it('A01: every replica keeps its pid, port and count, and nothing but a killed router fails a request', async (test) => {
    const before = await places();
    for (let kill = 0; kill < 10; kill += 1) {
      const host = kill % 2 === 0 ? 'h1' : 'h2';
      const victim = kill % 5 === 3 ? 'router' : 'agent';
      await sleep(Math.random() * 300);
      if (victim === 'router') await killRouter(host);
      else await restartAgent(host);
      await world.until('both hosts are connected', async () =>
        (await world.ask<{ state: string }>('hosts', 'list')).every(({ state }) => state.toLowerCase() === 'connected'),
      );
    }
    await settledOn(world, '1.0.0', 4);
    deepEqual(await places(), before);
    await load.stop();
    const owed = load.failures.filter(({ at }) => !withoutRouter.some(({ from, to }) => +at >= from && +at <= to));
    equal(owed.length, 0, loadSummary(load));
    ok(
      Object.values(load.answered).every((count) => count > 0),
      loadSummary(load),
    );
    const gaps = withoutRouter.map(({ from, to }) => `${to - from} ms`).join(', ');
    test.diagnostic(`without a router for ${gaps}: ${load.failures.length} requests failed`);
  });

  it('A03: after a restart of the host all of it runs again, without the server', async () => {
    await world.kill('server');
    await world.kill('h1');
    // What a power failure leaves: no process, and notes of another boot.
    const folder = join(world.folder, 'h1');
    for (let left = processesNaming(folder); left.length > 0; left = processesNaming(folder)) {
      for (const { pid } of left) end(pid);
      await sleep(20);
    }
    const replicas = join(folder, 'replicas');
    for (const name of readdirSync(replicas)) {
      const text = readFileSync(join(replicas, name), 'utf8');
      writeFileSync(join(replicas, name), text.replace(/"bootId":"[^"]+"/g, '"bootId":"an earlier one"'));
    }
    await world.start('h1');
    const [port = 0] = world.routerPorts;
    const deadline = Date.now() + 60_000;
    while ((await whoAnswers(port).catch(() => '')) !== '1.0.0') {
      ok(Date.now() < deadline, `waited 60 s for an answer of h1\n${world.printed('h1').slice(-3000)}`);
      await sleep(50);
    }
    await world.start('server');
    await settledOn(world, '1.0.0', 4);
    const again = await runningReplicas(world);
    ok(
      again.every(({ restarts }) => restarts === 0),
      'a restart of the host was held against a replica',
    );
  });

  async function restartAgent(host: string): Promise<void> {
    await world.kill(host);
    await sleep(Math.random() * 300);
    await world.start(host);
  }

  async function killRouter(host: string): Promise<void> {
    const router = processesNaming(join(world.folder, host)).find(({ command }) => command.includes('agent/router/main.ts'));
    ok(router, `no router of ${host} found`);
    const from = Date.now();
    end(router.pid);
    await world.until('another router answers', async () => {
      const port = world.routerPorts[world.hosts.indexOf(host)] ?? 0;
      return (await whoAnswers(port)) === '1.0.0';
    });
    withoutRouter.push({ from, to: Date.now() });
  }

  async function places(): Promise<unknown[]> {
    const replicas = await runningReplicas(world);
    return replicas
      .map(({ slot, id, pid, ports, restarts }) => ({ slot, id, pid, ports, restarts }))
      .sort((a, b) => (a.slot < b.slot ? -1 : 1));
  }
});

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
