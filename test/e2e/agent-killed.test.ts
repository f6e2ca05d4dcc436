// An agent is killed while a deployment is under way: its replicas do not notice, and the deployment goes on when it is back.
import { deepEqual, equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { replicaPids } from './agents.ts';
import { appHost } from './apps.ts';
import { deploy, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import { startWorld, type World } from './world.ts';

describe('kill -9 of agents', () => {
  let world: World;
  let load: Load;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
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

  it('replicas keep their pids over a restart of their agent', async () => {
    const before = await replicaPids(world);
    await world.kill('h1');
    await world.start('h1');
    await world.until('h1 is back', () => hostIs('h1', 'connected'));
    await settledOn(world, '1.0.0', 4);
    deepEqual(await replicaPids(world), before);
  });

  it('a deployment goes on when the agent is back', async () => {
    const ctl = world.ctlStart('deploy', 'hello@2.0.0');
    await world.until('a new replica of 2.0.0 is being watched', async () =>
      (await runningReplicas(world)).some(({ version, pid }) => version === '2.0.0' && pid > 0),
    );
    for (const host of world.hosts) await world.kill(host);
    const served = total(load);
    await world.until('requests are answered without agents', () => total(load) > served + 100);
    for (const host of world.hosts) await world.start(host);
    const { status, stdout, stderr } = await ctl.ended;
    equal(status, 0, stdout + stderr);
    await settledOn(world, '2.0.0', 4);
    equal((await newestDeployment(world))?.outcome, 'DONE');
  });

  it('no request has failed', async () => {
    await load.stop();
    equal(load.failures.length, 0, loadSummary(load));
  });

  async function hostIs(name: string, state: string): Promise<boolean> {
    const hosts = await world.ask<{ name: string; state: string }>('hosts', 'list');
    return hosts.some((host) => host.name === name && host.state.toLowerCase() === state);
  }
});

function total(load: Load): number {
  return Object.values(load.answered).reduce((sum, count) => sum + count, 0);
}
