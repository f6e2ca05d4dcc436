// Deployments forwards and back, agents and the server killed between and during them, and clients who notice nothing: fifty in
// `make lab`, fewer in `make test`.
import { equal, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { appHost } from './apps.ts';
import { push, settledOn } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import { startWorld, type World } from './world.ts';

const versions = ['1.0.0', '1.1.0', '1.2.0'];
const quick = { deploy: { canary: 0, batch: '100%', healthy: '100ms', bake: '0s' }, replicas: 1 };

const count = process.env.LAB === 'all' ? 50 : 12;

describe(`${count} deployments`, () => {
  let world: World;
  let load: Load;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    for (const version of versions) await push(world, version, quick);
    equal((await world.ctl('deploy', 'hello@1.0.0')).status, 0);
    await settledOn(world, '1.0.0', 2);
    load = startLoad({ ports: world.routerPorts, host: appHost });
  });

  after(async () => {
    await load?.stop();
    await world?.close();
  });

  it('R09: no request fails, whatever is killed meanwhile', async () => {
    for (let nth = 1; nth <= count; nth += 1) {
      const version = versions[nth % versions.length] as string;
      const { ended } = world.ctlStart('deploy', `hello@${version}`);
      await disturb(nth);
      const { status, stdout, stderr } = await ended;
      equal(status, 0, `deployment ${nth} to ${version}: ${stdout}${stderr}`);
    }
    await settledOn(world, versions[count % versions.length] as string, 2);
    await load.stop();
    equal(load.failures.length, 0, loadSummary(load));
    for (const version of versions) ok((load.versions.get(version) ?? 0) > 0, `${version} never answered: ${loadSummary(load)}`);
  });

  /** Each seventh time an agent, each eleventh the server: at another moment of the deployment each time. */
  async function disturb(nth: number): Promise<void> {
    const victim = nth % 11 === 0 ? 'server' : nth % 7 === 0 ? (nth % 2 === 0 ? 'h1' : 'h2') : undefined;
    if (victim === undefined) return;
    await sleep(nth * 10);
    await world.kill(victim, 'SIGKILL');
    await world.start(victim);
  }
});
