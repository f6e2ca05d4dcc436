// A canary under real traffic: judged by what the routers saw, and by nothing when there is too little of it.
import { deepEqual, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import { answers, deploy, expectStatus, newestDeployment, push, settledOn, whoAnswers } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const canary = {
  strategy: 'canary',
  healthy: '50ms',
  bake: '0s',
  steps: [{ share: 1, bake: '2s' }],
  verdict: { min_requests: 20, more_errors: '1%', slower: '1000%' },
};

describe('a canary', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    await push(world, '1.0.0', { replicas: 1, deploy: canary });
    await push(world, '2.0.0', { replicas: 1, deploy: canary, template: 'fails-some' });
    await push(world, '3.0.0', { replicas: 1, deploy: canary });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 2);
  });

  after(() => world?.close());

  it('that answers a third of its requests with 500 is turned back, with the figures as evidence', async () => {
    const { stdout, stderr } = await underTraffic(() => deploy(world, '2.0.0', 2));
    match(stdout + stderr, /does worse than v1: 3\d\.\d % of its requests failed, of the old one's 0\.0 %/);
    deepEqual(await answers(world), ['1.0.0', '1.0.0']);
    const newest = await newestDeployment(world);
    equal(newest?.failure?.cause, 'VERDICT');
    const shown = await world.ctl('deployments', 'show', String(newest?.number));
    match(shown.stdout, /3\d\.\d % of its requests failed/);
  });

  it('without traffic nobody can tell: it waits and says so, and goes on when it is promoted', async () => {
    const following = world.ctlStart('deploy', 'hello@3.0.0');
    await until('it waits', ({ phase }) => phase === 'HOLDING');
    deepEqual((await answers(world)).sort(), ['1.0.0', '3.0.0']);
    await expectStatus(world, 0, 'promote', 'hello');
    const { status, stdout, stderr } = await following.ended;
    equal(status, 0, stdout + stderr);
    match(stdout + stderr, /inconclusive, waiting: \d+ requests to the new release are too few to tell \(20 are needed\)/);
    deepEqual(await answers(world), ['3.0.0', '3.0.0']);
  });

  async function until(what: string, is: (deployment: Deployment) => boolean): Promise<Deployment> {
    return world.until(what, async () => {
      const newest = await newestDeployment(world);
      return newest && is(newest) ? newest : undefined;
    });
  }

  /** Asks both hosts all the time meanwhile. */
  async function underTraffic<Result>(what: () => Promise<Result>): Promise<Result> {
    const over = new AbortController();
    const asking = world.routerPorts.map(async (port) => {
      while (!over.signal.aborted) {
        await whoAnswers(port);
        await sleep(20);
      }
    });
    try {
      return await what();
    } finally {
      over.abort();
      await Promise.all(asking);
    }
  }
});
