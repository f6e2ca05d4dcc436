// Blue-green: the new release is ready beside the old one everywhere, then one switch, and going back is another one.
import { deepEqual, equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { appHost } from './apps.ts';
import { answers, deploy, expectStatus, push, runningReplicas } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import { startWorld, type World } from './world.ts';

describe('blue-green, under load', () => {
  let world: World;
  let load: Load;

  let first: string[];

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    const deploy = { strategy: 'blue-green', keep_warm: '10m' };
    await push(world, '1.0.0', { replicas: 1, deploy });
    await push(world, '2.0.0', { replicas: 1, deploy });
    await push(world, '3.0.0', { replicas: 1, deploy, template: 'never-healthy', startTimeout: '3s' });
    await deployed('1.0.0');
    first = await pids('1.0.0');
    load = startLoad({ ports: world.routerPorts, host: appHost });
  });

  after(async () => {
    await load?.stop();
    await world?.close();
  });

  it('the new release takes over by a switch, and the old one stays ready with its processes', async () => {
    await deployed('2.0.0');
    deepEqual(await pids('1.0.0'), first);
    equal((await pids('2.0.0')).length, 2);
  });

  it('a rollback is a switch back: the same processes serve again', async () => {
    await expectStatus(world, 0, 'rollback', 'hello');
    deepEqual(await answers(world), ['1.0.0', '1.0.0']);
    deepEqual(await pids('1.0.0'), first);
  });

  it('what never becomes ready never takes a request, and what serves is not touched', async () => {
    await deploy(world, '3.0.0', 2);
    deepEqual(await answers(world), ['1.0.0', '1.0.0']);
    deepEqual(await pids('1.0.0'), first);
    equal(load.versions.get('3.0.0'), undefined);
  });

  it('no request has failed', async () => {
    await load.stop();
    equal(load.failures.length, 0, loadSummary(load));
  });

  async function deployed(version: string): Promise<void> {
    await deploy(world, version);
    deepEqual(await answers(world), [version, version]);
  }

  async function pids(version: string): Promise<string[]> {
    const replicas = (await runningReplicas(world)).filter((replica) => replica.version === version);
    return replicas.map(({ slot, pid }) => `${slot} ${pid}`).sort();
  }
});
