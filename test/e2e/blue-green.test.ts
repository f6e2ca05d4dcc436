// Blue-green: the new release is ready beside the old one everywhere, then one switch, and going back is another one.
import { deepEqual, equal } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { answering, countOf, cutOff, endsWith, fiveHosts, gateOf, healthyIf, neverLost, newest } from './cut-off.ts';
import { deploy, expectStatus, push, runningReplicas } from './fleet.ts';
import { type LoadBeside, noneFailed, startLoadBeside } from './load-beside.ts';
import { netMissing } from './net.ts';
import { type NetWorld, startNetWorld } from './net-world.ts';

const skip = (await netMissing()) ?? false;

describe('blue-green, on five hosts under load', { skip }, () => {
  let world: NetWorld;
  let load: LoadBeside;
  let first: string[];

  before(async () => {
    world = await startNetWorld({ hosts: fiveHosts, serverSettings: { hosts: neverLost } });
    const usual = { replicas: 1, deploy: { strategy: 'blue-green', keep_warm: '10m' } };
    const gated = { 'server.js': healthyIf(`existsSync('${gateOf(world, 'warm')}')`) };
    await Promise.all([
      push(world, '1.0.0', usual),
      push(world, '2.0.0', { ...usual, files: gated }),
      push(world, '3.0.0', { ...usual, template: 'never-healthy', startTimeout: '3s' }),
    ]);
    await deploy(world, '1.0.0');
    await everywhere('1.0.0');
    first = await pids('1.0.0');
    load = startLoadBeside(world, 100);
  });

  after(async () => {
    await load?.stop();
    await world?.close();
  });

  it('N02: a host that is cut off while it gets ready holds the switch up for all', async () => {
    const deploying = world.ctlStart('deploy', 'hello@2.0.0').ended;
    await world.until('all of the new ones have begun', async () => (await countOf(world, '2.0.0')) === fiveHosts.length);
    await cutOff(world, 'h3', async () => {
      writeFileSync(gateOf(world, 'warm'), '');
      await world.until('the others are ready', async () => (await countOf(world, '2.0.0', 'warm')) === fiveHosts.length - 1);
      equal((await newest(world)).outcome, 'PENDING');
      await everywhere('1.0.0');
    });
    await endsWith(0, deploying);
  });

  it('then the new release has taken over by a switch, and the old one stays ready with its processes', async () => {
    await everywhere('2.0.0');
    deepEqual(await pids('1.0.0'), first);
    equal((await pids('2.0.0')).length, fiveHosts.length);
  });

  it('a rollback is a switch back: the same processes serve again', async () => {
    await expectStatus(world, 0, 'rollback', 'hello');
    await everywhere('1.0.0');
    deepEqual(await pids('1.0.0'), first);
  });

  it('what never becomes ready leaves what serves untouched', async () => {
    await deploy(world, '3.0.0', 2);
    await everywhere('1.0.0');
    deepEqual(await pids('1.0.0'), first);
  });

  it('no request has failed, and what never became ready has taken none', async () => {
    const loads = await load.stop();
    noneFailed(loads);
    for (const { versions } of loads) deepEqual(Object.keys(versions).sort(), ['1.0.0', '2.0.0']);
  });

  async function everywhere(version: string): Promise<void> {
    await answering(world, Object.fromEntries(fiveHosts.map((host) => [host, version])));
  }

  async function pids(version: string): Promise<string[]> {
    const replicas = (await runningReplicas(world)).filter((replica) => replica.version === version);
    return replicas.map(({ slot, pid }) => `${slot} ${pid}`).sort();
  }
});
