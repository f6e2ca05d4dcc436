// Replicas in total: the share of a host that is lost past its time is started elsewhere, and the extra ones go when it is back.
import { deepEqual, equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { appHost } from './apps.ts';
import { deploy, push, statusOf } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import { endAll, startWorld, type World } from './world.ts';

describe('replicas in total', () => {
  let world: World;
  let load: Load;

  before(async () => {
    const hosts = { heartbeat: '500ms', unreachable: '1500ms', lost: '3s' };
    world = await startWorld({ hosts: ['h1', 'h2', 'h3'], serverSettings: { hosts } });
    await push(world, '1.0.0', { replicas: { total: 6, lost_after: '1s' }, deploy: { healthy: '50ms', bake: '0s' } });
    await deploy(world, '1.0.0');
  });

  after(async () => {
    await load?.stop();
    await world?.close();
  });

  it('are spread evenly', async () => {
    deepEqual(await shares(), { h1: 2, h2: 2, h3: 2 });
    load = startLoad({ ports: world.routerPorts.slice(1), host: appHost });
  });

  it('start elsewhere when a host with all that it runs is gone past its time', async () => {
    await world.kill('h1');
    await endAll(`${world.folder}/h1`);
    await world.until('h2 and h3 serve its share', async () => {
      const { h2, h3 } = await shares();
      return h2 === 3 && h3 === 3;
    });
  });

  it('go back to it when it is back', async () => {
    await world.start('h1');
    await world.until('each host serves its own share', async () => {
      const { h1, h2, h3 } = await shares();
      return h1 === 2 && h2 === 2 && h3 === 2;
    });
  });

  it('no request to the other hosts has failed', async () => {
    await load.stop();
    equal(load.failures.length, 0, loadSummary(load));
  });

  /** Replicas that are routed, as their hosts report. */
  async function shares(): Promise<Record<string, number>> {
    const slots = (await statusOf(world))?.slots ?? [];
    const routed = (name: string) =>
      slots.filter(({ host }) => host === name).flatMap(({ replicas }) => replicas.filter((replica) => replica.routed)).length;
    return Object.fromEntries(world.hosts.map((name) => [name, routed(name)]));
  }
});
