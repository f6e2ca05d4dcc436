// Blue-green, recreate and in-place, one story for each promise.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '../../../server/decide/place.ts';
import type { Deployment, Strategy } from '../../../server/decide/types.ts';
import { ask, change, failure, minute, movedIn, obey, release, report, type Story, staged, story, strategy } from './facts.ts';

const two = ['h1', 'h2'];
/** It says that it has done what it was asked for, and runs nothing. */
const gone = { slots: [], answers: true };
const blueGreen: Strategy = { ...strategy, kind: 'blue-green', bakeMs: 0 };
const recreate: Strategy = { ...strategy, kind: 'recreate', bakeMs: 0 };

/** Staged, and the first step asked for. */
function begun(facts: Partial<Deployment>): Story {
  const told = story(two, facts);
  staged(told);
  ask(told);
  return told;
}

function next(told: Story): Story {
  obey(told);
  ask(told);
  return told;
}

function phase({ deployment: { progress } }: Story): string {
  if (progress.phase === 'moving') return progress.part;
  return progress.phase === 'settled' ? progress.outcome : progress.phase;
}

/** `h1/web/1 v1+2`: v1 serves, v2 is ready beside it. */
function wished({ fleet }: Story): string[] {
  return fleet.wishes.map((wish) => `${keyOf(wish)} v${wish.release}${wish.warm ? `+${wish.warm}` : ''}`).sort();
}

function everywhere(what: string): string[] {
  return ['h1/web/1', 'h1/web/2', 'h2/web/1', 'h2/web/2'].map((key) => `${key} ${what}`);
}

test('blue-green: all get ready beside what serves, one switch, and the old one is kept ready', () => {
  const told = begun({ strategy: blueGreen });
  assert.deepEqual([phase(told), wished(told)], ['warming', everywhere('v1+2')]);
  next(told);
  assert.deepEqual([phase(told), wished(told)], ['switch', everywhere('v2+1')]);
  next(told);
  assert.deepEqual([phase(told), wished(told)], ['done', everywhere('v2+1')]);
  assert.deepEqual(told.said, ['4 slots of web on h1, h2 get v2 ready', '4 slots switch to v2', '4 of 4 slots serve v2']);
});

test('blue-green: nothing switches before the last one is ready', () => {
  const told = begun({ strategy: blueGreen });
  obey(told, ['h2/web/2']);
  ask(told, 5 * minute);
  assert.deepEqual([phase(told), wished(told)], ['warming', everywhere('v1+2')]);
});

test('blue-green: the old one is let go of when it has been kept ready for so long', () => {
  const told = next(next(begun({ strategy: blueGreen })));
  assert.equal(told.last.wakeAt, told.now + 10 * minute);
  ask(told, 10 * minute - 1);
  assert.deepEqual(wished(told), everywhere('v2+1'));
  ask(told, 1);
  assert.deepEqual(wished(told), everywhere('v2'));
  assert.equal(told.last.wakeAt, null);
});

test('blue-green: going back while the old one is ready is a switch', () => {
  const told = next(next(begun({ strategy: blueGreen })));
  told.deployment = { ...told.deployment, number: 3, to: release(1), from: release(2), failures: [], tasks: [] };
  told.deployment.progress = { phase: 'staging', since: told.now };
  ask(told);
  obey(told);
  ask(told);
  assert.deepEqual([phase(told), wished(told)], ['warming', everywhere('v2+1')]);
  next(told);
  assert.deepEqual([phase(told), wished(told)], ['switch', everywhere('v1+2')]);
  assert.equal(phase(next(told)), 'done');
});

test('blue-green: one that never gets ready ends it before anything was switched', () => {
  const told = begun({ strategy: blueGreen });
  report(told, 'h2/web/1', { warmReady: false, failure: failure('h2/web/1', 3) });
  ask(told);
  assert.deepEqual([phase(told), wished(told)], ['turning-back', everywhere('v1')]);
  assert.equal(phase(next(told)), 'rolled-back');
});

test('blue-green: what fails while it is watched after the switch is switched back', () => {
  const told = next(begun({ strategy: { ...blueGreen, bakeMs: minute } }));
  next(told);
  assert.equal(phase(told), 'baking');
  report(told, 'h1/web/1', { failure: failure('h1/web/1', 3, 'failed-after-ready') });
  ask(told);
  assert.deepEqual([phase(told), wished(told)], ['turning-back', everywhere('v1')]);
});

test('blue-green: a slot that the old one does not have is started at the switch', () => {
  const told = begun({ strategy: blueGreen, to: release(2, { web: 3 }) });
  assert.deepEqual(wished(told), everywhere('v1+2'));
  next(told);
  assert.deepEqual(wished(told), [...everywhere('v2+1'), 'h1/web/3 v2', 'h2/web/3 v2'].sort());
});

test('recreate: nothing new is asked for before all of the old is gone', () => {
  const told = begun({ strategy: recreate });
  assert.deepEqual([phase(told), wished(told)], ['clearing', []]);
  change(told, 'h1', gone);
  ask(told);
  assert.deepEqual([phase(told), wished(told)], ['clearing', []]);
  change(told, 'h2', gone);
  ask(told);
  assert.deepEqual([phase(told), wished(told)], ['all', everywhere('v2')]);
  assert.equal(phase(next(told)), 'done');
});

test('recreate: a host that is out of reach may still run the old one, so it holds everything up', () => {
  const told = begun({ strategy: recreate });
  change(told, 'h1', gone);
  change(told, 'h2', { state: 'unreachable', ...gone });
  ask(told, minute);
  assert.deepEqual([phase(told), wished(told)], ['clearing', []]);
  change(told, 'h2', { state: 'connected' });
  ask(told, minute);
  assert.equal(phase(told), 'all');
});

test('recreate: an old one that does not go in time ends it, and what served serves again', () => {
  const told = begun({ strategy: recreate });
  change(told, 'h1', gone);
  ask(told, 10 * minute);
  assert.equal(phase(told), 'turning-back');
  ask(told, 10 * minute);
  assert.deepEqual(wished(told), everywhere('v1'));
});

test('recreate: a host that has not answered may have begun what it was asked for before', () => {
  const told = begun({ strategy: recreate });
  change(told, 'h1', gone);
  change(told, 'h2', { slots: [], answers: false });
  ask(told);
  assert.equal(phase(told), 'clearing');
  change(told, 'h2', gone);
  ask(told);
  assert.equal(phase(told), 'all');
});

test('recreate: turning back clears what is new before the old one comes again', () => {
  const told = next(begun({ strategy: recreate }));
  assert.equal(phase(told), 'all');
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 3) });
  ask(told);
  assert.deepEqual([phase(told), wished(told)], ['turning-back', []]);
  change(told, 'h1', gone);
  ask(told);
  assert.deepEqual(wished(told), []);
  change(told, 'h2', gone);
  ask(told);
  assert.deepEqual(wished(told), everywhere('v1'));
  assert.equal(phase(next(told)), 'rolled-back');
});

test('recreate: what has the same content is not stopped', () => {
  const from = release(1, { web: 1, worker: 1 });
  const told = begun({ strategy: recreate, from, to: release(2, { web: 1, worker: ['worker-1', 1] }) });
  assert.deepEqual(
    wished(told).filter((one) => one.includes('worker')),
    ['h1/worker/1 v1', 'h2/worker/1 v1'],
  );
  next(told);
  assert.ok(wished(told).every((one) => one.endsWith('v2')));
});

test('in-place goes as rolling does: a host first, then batches', () => {
  const told = begun({ strategy: { ...strategy, kind: 'in-place', bakeMs: 0, batch: { count: 2 } } });
  assert.deepEqual(movedIn(told), ['h1/web/1', 'h1/web/2']);
  next(told);
  assert.equal(movedIn(told).length, 4);
  assert.equal(phase(next(told)), 'done');
});
