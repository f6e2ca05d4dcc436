// The server is killed at each point where it has just recorded something of a deployment; the deployment ends all the same.
import { deepEqual, equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { answers, deploy, newestDeployment, push, settledOn } from './fleet.ts';
import { processesNaming } from './processes.ts';
import { startWorld, type World } from './world.ts';

const hosts = ['h1', 'h2'];
const mostRecords = 100;
const quick = { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } };

describe('D02: kill -9 of the server at every record of a deployment', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts });
    await push(world, 'a', quick);
    await push(world, 'b', quick);
    await push(world, 'bad', { ...quick, template: 'exits-at-once' });
    await deploy(world, 'a');
  });

  after(() => world?.close());

  it('a good version is there after the restart, and runs once in each slot', async () => {
    let from = 'a';
    let to = 'b';
    const deaths = await killedAtEachRecord(
      async () => {
        await endsAs('DONE', to);
        [from, to] = [to, from];
      },
      () => to,
    );
    equal(deaths > 2, true, `the server was killed only ${deaths} times: the failpoint is not where deployments are recorded`);
  });

  it('a bad version is turned back after the restart', async () => {
    const [serving = ''] = await answers(world);
    await killedAtEachRecord(
      () => endsAs('ROLLED_BACK', serving),
      () => 'bad',
    );
  });

  /** Deploys again and again, with the server dying at record 1, 2, 3, ... until a deployment makes fewer records than that. */
  async function killedAtEachRecord(check: () => Promise<void>, version: () => string): Promise<number> {
    for (let nth = 1; nth <= mostRecords; nth += 1) {
      await world.kill('server');
      await world.start('server', { CASTELLAN_FAILPOINT: `record:${nth}` });
      const died = await deployedUntilDeath(version());
      if (died) await world.start('server');
      await asWished(version());
      await check();
      if (!died) return nth - 1;
    }
    throw new Error(`one deployment makes more than ${mostRecords} records`);
  }

  /** Whether the server died of it. */
  async function deployedUntilDeath(version: string): Promise<boolean> {
    const ctl = world.ctlStart('deploy', `hello@${version}`);
    const died = await Promise.race([world.ended('server').then(() => true), ctl.ended.then(() => false)]);
    if (died) ctl.child.kill();
    await ctl.ended;
    return died;
  }

  /** A server that died before it acknowledged the deployment owes nothing: it is asked for again. */
  async function asWished(version: string): Promise<void> {
    const newest = await world.until('the server answers', () => newestDeployment(world));
    if (newest.to?.version !== version) await world.ctl('deploy', `hello@${version}`);
  }

  async function endsAs(outcome: string, version: string): Promise<void> {
    const settled = await world.until(`the deployment is settled as ${outcome}`, async () => {
      const newest = await newestDeployment(world);
      return newest?.phase === 'SETTLED' ? newest : undefined;
    });
    equal(settled.outcome, outcome);
    const replicas = await settledOn(world, version, hosts.length);
    deepEqual(
      await answers(world),
      hosts.map(() => version),
    );
    const apps = processesNaming(world.folder).filter(({ command }) => command === 'node server.js');
    deepEqual(apps.map(({ pid }) => pid).sort(), replicas.map(({ pid }) => pid).sort(), 'what runs is not what is reported');
  }
});
