// What was done can be undone: rollback, scale, restart, stop and start, each a deployment of its own.
import { deepEqual, equal, match, notDeepEqual } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { answers, deploy, expectStatus, push, runningReplicas, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

describe('rollback, scale, restart, stop, start', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    await push(world, '1.0.0', { replicas: 1 });
    await push(world, '2.0.0', { replicas: 1 });
    await deploy(world, '1.0.0');
    await deploy(world, '2.0.0');
    await settledOn(world, '2.0.0', 2);
  });

  after(() => world?.close());

  it('rollback goes to the release before, under a number of its own', async () => {
    await expectStatus(world, 0, 'rollback', 'hello');
    await settledOn(world, '1.0.0', 2);
    const releases = await world.ask<{ number: number; version: string; current: boolean }>('releases', 'hello');
    deepEqual(
      releases.filter(({ current }) => current).map(({ version }) => version),
      ['1.0.0'],
    );
  });

  it('scale changes the count on each host and leaves the others alone', async () => {
    const before = (await runningReplicas(world)).map(({ pid }) => pid);
    await expectStatus(world, 0, 'scale', 'hello', 'web=3');
    const after = (await settledOn(world, '1.0.0', 6)).map(({ pid }) => pid);
    deepEqual(
      before.filter((pid) => !after.includes(pid)),
      [],
      'scaling up ended a replica',
    );
    await expectStatus(world, 0, 'scale', 'hello', 'web=1');
    await settledOn(world, '1.0.0', 2);
  });

  it('restart gives every slot a new process', async () => {
    const before = (await runningReplicas(world)).map(({ pid }) => pid);
    await expectStatus(world, 0, 'restart', 'hello');
    const after = (await settledOn(world, '1.0.0', 2)).map(({ pid }) => pid);
    notDeepEqual(after.sort(), before.sort());
    deepEqual(
      after.filter((pid) => before.includes(pid)),
      [],
    );
  });

  it('stop ends every replica, and start brings them back', async () => {
    await expectStatus(world, 0, 'stop', 'hello');
    await world.until('nothing runs', async () => (await runningReplicas(world)).length === 0);
    match((await answers(world)).join(), /^(404|503),(404|503)$/);
    await expectStatus(world, 0, 'start', 'hello');
    await settledOn(world, '1.0.0', 2);
    deepEqual(await answers(world), ['1.0.0', '1.0.0']);
  });

  it('a rollback to a release that never was is refused and changes nothing', async () => {
    const { stderr } = await expectStatus(world, 4, 'rollback', 'hello', 'v99');
    match(stderr, /v?99/);
    equal((await runningReplicas(world)).length, 2);
  });
});
