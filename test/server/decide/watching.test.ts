// A step is watched only while its hosts can be seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, change, minute, obey, promote, type Story, second, staged, story, strategy } from './facts.ts';

/** The canary, h1, serves and is watched; then nothing is heard of it. */
function unseenCanary(): Story {
  const told = story(['h1', 'h2', 'h3'], { strategy });
  staged(told);
  ask(told);
  obey(told);
  ask(told);
  assert.equal(told.deployment.progress.phase, 'baking');
  change(told, 'h1', { state: 'unreachable' });
  ask(told, 2 * minute);
  assert.equal(told.deployment.progress.phase, 'baking');
  return told;
}

test('it goes on when the host is back', () => {
  const told = unseenCanary();
  change(told, 'h1', { state: 'connected' });
  ask(told, second);
  assert.equal(told.deployment.progress.phase, 'moving');
});

test('it goes on when the host counts as lost', () => {
  const told = unseenCanary();
  change(told, 'h1', { state: 'lost' });
  ask(told, second);
  assert.equal(told.deployment.progress.phase, 'moving');
});

test('it goes on when someone says so', () => {
  const told = unseenCanary();
  promote(told);
  ask(told, second);
  assert.equal(told.deployment.progress.phase, 'moving');
});

test('a host that stays neither there nor lost is a failure after the progress deadline', () => {
  const told = unseenCanary();
  ask(told, strategy.progressMs);
  assert.equal(told.deployment.progress.phase, 'turning-back');
  assert.deepEqual(told.deployment.failures.map(({ host, cause }) => [host, cause])[0], ['h1', 'host-unreachable']);
});
