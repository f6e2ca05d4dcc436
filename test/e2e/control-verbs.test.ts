// Deployments steered by hand: paused, promoted, ended, overtaken, at whatever they are doing.
import { deepEqual, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import { answers, deploy, expectStatus, newestDeployment, push, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const quick = { healthy: '50ms', bake: '0s' };
/** One slot, then it waits for someone. */
const byHand = { ...quick, strategy: 'canary', steps: [{ share: 1, bake: '0s', promote: 'manual' }], verdict: 'off' };

describe('pause, resume, promote, abort, supersede', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    const good = { replicas: 1, deploy: byHand };
    for (const version of ['1.0.0', '2.0.0', '3.0.0']) await push(world, version, good);
    await push(world, '4.0.0', { replicas: 1, template: 'never-healthy', deploy: quick });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 2);
  });

  after(() => world?.close());

  async function until(what: string, is: (deployment: Deployment) => boolean): Promise<Deployment> {
    return world.until(what, async () => {
      const newest = await newestDeployment(world);
      return newest && is(newest) ? newest : undefined;
    });
  }

  async function held(version: string): Promise<Deployment> {
    await expectStatus(world, 0, 'deploy', `hello@${version}`, '--detach');
    return until(`${version} waits for someone`, ({ phase, to }) => phase === 'HOLDING' && to?.version === version);
  }

  it('a canary waits until it is promoted, and says so where someone watches', async () => {
    const { number } = await held('2.0.0');
    deepEqual((await answers(world)).sort(), ['1.0.0', '2.0.0']);
    const watched = await expectStatus(world, 5, 'attach', String(number), '--timeout', '500ms');
    match(watched.stderr, /holding, step \d of \d\nwaiting for `ctl promote \d+`, or end it: ctl abort \d+/);
    const { stderr, stdout } = await expectStatus(world, 0, 'promote', String(number));
    match(stderr, /leaves step \d of \d, whatever the verdict was: step \d is next; to end it: ctl abort \d+/);
    match(stdout, /done: hello 2\.0\.0 .*\nundo: ctl rollback hello v1\n/);
    await settledOn(world, '2.0.0', 2);
    await expectStatus(world, 4, 'promote', String(number));
  });

  it('abort ends it, and what it moved goes back; to end as was asked is status 0', async () => {
    const { number } = await held('3.0.0');
    const { stderr } = await expectStatus(world, 0, 'abort');
    match(stderr, /what it moved goes back to 2\.0\.0/);
    match(stderr, /ended: hello 3\.0\.0 in production; 2\.0\.0 \(v2\) serves again/);
    match(stderr, /aborted by admin/);
    match(stderr, /next: ctl deploy hello@3\.0\.0/);
    await settledOn(world, '2.0.0', 2);
    equal((await world.ctl('ghosts', 'list')).stdout, 'no ghosts\n');
    equal((await newestDeployment(world))?.number, number);
    const nothing = await expectStatus(world, 4, 'abort');
    match(nothing.stderr, /no deployment is under way in production/);
  });

  it('abort --no-rollback leaves each slot as it is; the next deployment tidies up', async () => {
    await held('3.0.0');
    const { stderr } = await expectStatus(world, 0, 'abort', 'hello', '--no-rollback');
    match(stderr, /slots stay as they are/);
    deepEqual((await answers(world)).sort(), ['2.0.0', '3.0.0']);
    const back = await held('2.0.0');
    await expectStatus(world, 0, 'promote', String(back.number));
    await settledOn(world, '2.0.0', 2);
  });

  it('paused while it stages, it goes no further until it is resumed', async () => {
    await expectStatus(world, 0, 'deploy', 'hello@1.0.0', '--detach');
    const { stdout } = await expectStatus(world, 0, 'pause', 'hello');
    const [, number = ''] = /deployment (\d+)/.exec(stdout) ?? [];
    match(stdout, /^paused: Deploying hello 1\.0\.0.*\nno further step begins.*\nundo: ctl resume \d+\n$/);
    const paused = await until('it is paused', (one) => one.paused);
    equal(paused.untilMs, 0, 'a pause stops the clock');
    await expectStatus(world, 0, 'resume', number, '--detach');
    await until('it waits for someone', ({ phase, paused }) => phase === 'HOLDING' && !paused);
    await expectStatus(world, 0, 'promote', number);
    await settledOn(world, '1.0.0', 2);
  });

  it('a newer one takes over from one that hangs, and during a turn-back', async () => {
    await expectStatus(world, 0, 'deploy', 'hello@4.0.0', '--detach');
    const hanging = await until('a replica of it starts', ({ slots }) => slots.some(({ state }) => state === 'STARTING'));
    const watching = world.ctlStart('attach', String(hanging.number));
    const next = await held('2.0.0');
    const { status, stderr } = await watching.ended;
    equal(status, 8);
    match(stderr, new RegExp(`superseded: deployment ${next.number} of hello took over`));
    await expectStatus(world, 0, 'abort', 'hello', '--detach');
    const newest = await held('3.0.0');
    await expectStatus(world, 0, 'promote', String(newest.number));
    await settledOn(world, '3.0.0', 2);
    deepEqual(await answers(world), ['3.0.0', '3.0.0']);
  });
});
