// Recreate: what cannot run twice never does, not while it goes forth, not while it turns back, and not because of a host that nobody
// can see.
import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { answering, cutOff, endsWith, fiveHosts, gateOf, hostsRunning, neverLost, newest } from './cut-off.ts';
import { deploy, push, settledOn } from './fleet.ts';
import { netMissing } from './net.ts';
import { type NetWorld, startNetWorld } from './net-world.ts';
import { processesNaming } from './processes.ts';

const recreate = { strategy: 'recreate', healthy: '50ms', bake: '0s' };
const stop = { drain: '200ms', timeout: '30s' };
const skip = (await netMissing()) ?? false;

describe('recreate, on five hosts', { skip }, () => {
  let world: NetWorld;

  before(async () => {
    world = await startNetWorld({ hosts: fiveHosts, serverSettings: { hosts: neverLost } });
    const usual = { replicas: 1, deploy: recreate, stop, command: noted() };
    const release = { command: `until [ -e ${gateOf(world, 'hook')} ]; do sleep 0.1; done`, timeout: '5m' };
    await Promise.all([
      push(world, '1.0.0', usual),
      push(world, '2.0.0', { ...usual, hooks: { release } }),
      push(world, '3.0.0', { ...usual, template: 'never-healthy', startTimeout: '1s' }),
    ]);
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', fiveHosts.length);
  });

  after(() => world?.close());

  it('N02: nothing of the new version starts before all of the old one has ended, also on a host that is cut off', async () => {
    const deploying = world.ctlStart('deploy', 'hello@2.0.0').ended;
    const hooks = () => processesNaming(gateOf(world, 'hook'));
    await world.until('its release hook runs', () => hooks().length > 0);
    await cutOff(world, 'h4', async () => {
      writeFileSync(gateOf(world, 'hook'), '');
      await world.until('the others have stopped', async () => (await hostsRunning(world)).join() === 'h4');
      equal((await newest(world)).outcome, 'PENDING');
      await answering(world, { h4: '1.0.0' });
    });
    await endsWith(0, deploying);
    await everywhere('2.0.0');
    deepEqual(ran(), ['1.0.0', '', '2.0.0']);
  });

  it('what never gets ready has ended everywhere before the old one comes back', async () => {
    await deploy(world, '3.0.0', 2);
    await everywhere('2.0.0');
    deepEqual(ran(), ['1.0.0', '', '2.0.0', '', '3.0.0', '', '2.0.0']);
  });

  async function everywhere(version: string): Promise<void> {
    await answering(world, Object.fromEntries(fiveHosts.map((host) => [host, version])));
  }

  /** The app, by a shell that notes before it starts, and when it has ended. */
  function noted(): string {
    const note = (what: string) => `echo "${what} $(cat VERSION)" >> ${notes()}`;
    return `trap : TERM; ${note('+')}; node server.js; ${note('-')}`;
  }

  function notes(): string {
    return join(world.folder, 'notes');
  }

  /** Each set of versions of which something ran, in turn; hosts need not start or stop one at the same moment. */
  function ran(): string[] {
    const sets: string[] = [];
    const running: string[] = [];
    for (const line of readFileSync(notes(), 'utf8').trim().split('\n')) {
      const [what, version = ''] = line.split(' ');
      if (what === '+') running.push(version);
      else running.splice(running.indexOf(version), 1);
      const set = [...new Set(running)].sort().join();
      if (set === sets.at(-1)) continue;
      if (sets.at(-1) === '' && set === sets.at(-2)) sets.pop();
      else sets.push(set);
    }
    return sets;
  }
});
