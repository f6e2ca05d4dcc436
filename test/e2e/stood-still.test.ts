// All of Castellan stands still in the middle of a deployment, as on machines that are paused: nothing fails because of it.
import { equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { deploy, newestDeployment, push, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const hosts = ['h1', 'h2'];
const shorter = { healthy: '1s', bake: '1s', progress_deadline: '10s' };
const stillMs = 12_000;

describe('machines that stand still', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts });
    for (const version of ['a', 'b']) await push(world, version, { replicas: 1, startTimeout: '10s', deploy: shorter });
    await deploy(world, 'a');
  });

  after(() => world?.close());

  it('C03: a pause that is longer than every deadline fails no deployment', async () => {
    const ctl = world.ctlStart('deploy', 'hello@b');
    await world.until('the deployment moves slots', async () => (await newestDeployment(world))?.phase === 'MOVING');
    for (const name of ['server', ...hosts]) await world.kill(name, 'SIGSTOP');
    await sleep(stillMs);
    for (const name of [...hosts, 'server']) await world.kill(name, 'SIGCONT');
    const { status, stderr } = await ctl.ended;
    equal(status, 0, stderr);
    await settledOn(world, 'b', 2);
  });
});
