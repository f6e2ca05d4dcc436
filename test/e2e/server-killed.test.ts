// The server is killed at each point where it has just recorded something of a deployment; the deployment ends all the same.
import { deepEqual, equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { answers, deploy, newestDeployment, push, settledOn } from './fleet.ts';
import { processesNaming } from './processes.ts';
import { startWorld, type World } from './world.ts';

const hosts = ['h1', 'h2'];
const mostRecords = 100;
/** Each has its turn in `make lab`. */
const step = process.env.LAB === 'all' ? 1 : 3;
const quick = { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } };

describe('D02: kill -9 of the server at every record of a deployment', () => {
  let world: World;
  /** Its number. */
  let newest: number;

  before(async () => {
    world = await startWorld({ hosts });
    await push(world, 'a', quick);
    await push(world, 'b', quick);
    await push(world, 'bad', { ...quick, template: 'exits-at-once' });
    await deploy(world, 'a');
    newest = (await newestDeployment(world))?.number ?? 0;
  });

  after(() => world?.close());

  it('a good version is there after the restart, and runs once in each slot', async () => {
    let from = 'a';
    let to = 'b';
    const turns = await killedAtRecords(1, async () => {
      const began = await deployedAcrossDeath(to);
      await endsAs('DONE', to);
      [from, to] = [to, from];
      return began;
    });
    equal(turns > 2, true, `the server was killed only ${turns} times: the failpoint is not where deployments are recorded`);
  });

  it('a bad version is turned back after the restart', async () => {
    const [serving = ''] = await answers(world);
    const turns = await killedAtRecords(2, async () => {
      const died = await deployedAcrossDeath('bad');
      await endsAs('ROLLED_BACK', serving);
      return died;
    });
    equal(turns > 1, true, `the server was killed only ${turns} times`);
  });

  /** With the server dying at record `first`, then at later and later ones, until a deployment makes fewer. How often it died. */
  async function killedAtRecords(first: number, turn: () => Promise<boolean>): Promise<number> {
    for (let nth = first, deaths = 0; nth <= mostRecords; nth += step, deaths += 1) {
      await world.kill('server');
      await world.start('server', { CASTELLAN_FAILPOINT: `record:${nth}` });
      if (!(await turn())) return deaths;
    }
    throw new Error(`one deployment makes more than ${mostRecords} records`);
  }

  /** Whether the server died of it; there is one again when this resolves, and it does not die any more. */
  async function deployedAcrossDeath(version: string): Promise<boolean> {
    // A version that failed before is refused without it.
    const asked = ['deploy', `hello@${version}`, '--force'];
    const ctl = world.ctlStart(...asked);
    const died = await Promise.race([world.ended('server').then(() => true), ctl.ended.then(() => false)]);
    if (died) ctl.child.kill();
    await ctl.ended;
    await world.kill('server');
    const before = await world.start('server').then(() => world.until('the server answers', () => newestDeployment(world)));
    // One that died before it acknowledged the deployment owes nothing: it is asked for again.
    if (before.number === newest) await world.ctl(...asked);
    newest = (await newestDeployment(world))?.number ?? 0;
    return died;
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
