// Agents without systemd are restarted, as a person or a package would, and end and are started again by agent/start.sh: under
// traffic and in the middle of a deployment, and nothing that runs notices.
import { deepEqual, equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { agentOf, agentsOf, replicaPids, routerPids } from './agents.ts';
import { appHost } from './apps.ts';
import { deploy, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import { startWorld, type World } from './world.ts';

describe('agents that start.sh starts', () => {
  let world: World;
  let load: Load;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'], supervised: true });
    await push(world, '1.0.0');
    await push(world, '2.0.0', { deploy: { healthy: '3s' } });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 4);
    load = startLoad({ ports: world.routerPorts, host: appHost });
  });

  after(async () => {
    await load?.stop();
    await world?.close();
  });

  it('A02: restarted together with their starters, they find every replica and router as it was', async () => {
    const before = [await replicaPids(world), routerPids(world)];
    for (const host of world.hosts) await world.kill(host, 'SIGTERM');
    for (const host of world.hosts) equal(agentsOf(world, host).length, 0, `${host} still has an agent`);
    for (const host of world.hosts) await world.start(host);
    await allBack();
    await settledOn(world, '1.0.0', 4);
    deepEqual([await replicaPids(world), routerPids(world)], before);
  });

  it('A02: restarted in the middle of a deployment, once by a signal and once by a crash, it goes on and nothing starts twice', async () => {
    const ctl = world.ctlStart('deploy', 'hello@2.0.0');
    const candidates = await world.until('new replicas of 2.0.0 are being watched', async () => {
      const found = (await runningReplicas(world)).filter(({ version, pid }) => version === '2.0.0' && pid > 0);
      return found.length > 0 ? found : undefined;
    });
    const before = world.hosts.map((host) => agentOf(world, host).pid);
    process.kill(before[0] ?? 0, 'SIGTERM');
    process.kill(before[1] ?? 0, 'SIGKILL');
    await allBack(before);
    const { status, stdout, stderr } = await ctl.ended;
    equal(status, 0, stdout + stderr);
    const now = await settledOn(world, '2.0.0', 4);
    for (const { id, pid, slot } of candidates) {
      deepEqual(
        now.filter((replica) => replica.slot === slot).map((replica) => [replica.id, replica.pid]),
        [[id, pid]],
      );
    }
    equal((await newestDeployment(world))?.outcome, 'DONE');
  });

  it('no request has failed', async () => {
    await load.stop();
    equal(load.failures.length, 0, loadSummary(load));
  });

  async function allBack(gone: number[] = []): Promise<void> {
    await world.until('each host has one agent, another one, which is connected', async () => {
      if (world.hosts.some((host) => agentsOf(world, host).some(({ pid }) => gone.includes(pid)))) return false;
      const hosts = await world.ask<{ name: string; state: string }>('hosts', 'list');
      return hosts.every(({ name, state }) => state === 'CONNECTED' && agentsOf(world, name).length === 1);
    });
  }
});
