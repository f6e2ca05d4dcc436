// Very many hosts in virtual time: SCALE_HOSTS=10000 for as many as the design is for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largeWorld } from './large.ts';

const hosts = Number(process.env.SCALE_HOSTS ?? 300);

test(`${hosts} hosts with four slots each, and one in a hundred fails: done, with so many failures`, () => {
  const world = largeWorld(hosts, { maxFailures: hosts });
  world.run(() => {});
  const { progress, failures } = world.deployment;
  assert.equal(progress.phase === 'settled' && progress.outcome, 'done');
  assert.equal(new Set(failures.map(({ host }) => host)).size, Math.ceil(hosts / 100));
  const serving = world.hosts.flatMap((host) => [...host.places.values()]).filter((one) => one.serving?.release === 2).length;
  assert.equal(serving, hosts * 4 - failures.length);
});

test(`${hosts} hosts with four slots each, and the first failure is one too many: everything is back`, () => {
  const world = largeWorld(hosts, { maxFailures: 0 });
  world.run(() => {});
  const { progress } = world.deployment;
  assert.equal(progress.phase === 'settled' && progress.outcome, 'rolled-back');
  const served = world.hosts.flatMap((host) => [...host.places.values()].map((one) => one.serving?.release));
  assert.deepEqual([...new Set(served)], [1]);
  assert.equal(served.length, hosts * 4);
});
