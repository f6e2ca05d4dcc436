// Hooks of a deployment and what operators say of it, at each phase.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Deployment, Task } from '../../../server/decide/types.ts';
import { ask, change, failure, minute, movedIn, obey, release, report, type Story, staged, story, strategy } from './facts.ts';

const two = ['h1', 'h2'];
const hooked = { ...release(2), hooks: { releaseMs: minute, afterDeployMs: minute } };
const quick = { ...strategy, bakeMs: 0 };

function phase({ deployment: { progress } }: Story): string {
  return progress.phase === 'settled' ? progress.outcome : progress.phase;
}

/** Staged, and looked at once more. */
function begun(facts: Partial<Deployment> = {}): Story {
  const told = story(two, { strategy: quick, ...facts });
  staged(told);
  ask(told);
  return told;
}

function says(told: Story, state: Task['state'], message = ''): void {
  const task = told.deployment.tasks.at(-1);
  assert.ok(task, 'no task was asked for');
  change(told, task.host, { tasks: [{ name: task.name, state, message }] });
  ask(told);
}

function order(told: Story, orders: Partial<Deployment['orders']>): void {
  told.deployment = { ...told.deployment, orders: { ...told.deployment.orders, ...orders } };
  ask(told);
}

/** Obeyed at once until nothing is asked any more. */
function carryOn(told: Story): string {
  for (let n = 0; n < 20 && told.deployment.progress.phase !== 'settled'; n += 1) {
    obey(told);
    ask(told);
  }
  return phase(told);
}

function tasks({ deployment }: Story): string[] {
  return deployment.tasks.map(({ name, host, state }) => `${name} on ${host} ${state}`);
}

test('the release hook runs on one host once everything is staged, and nothing moves before it has ended well', () => {
  const told = begun({ to: hooked });
  assert.deepEqual([phase(told), tasks(told)], ['hook', ['release on h1 waiting']]);
  says(told, 'running');
  assert.deepEqual(movedIn(told), []);
  says(told, 'done');
  assert.deepEqual(movedIn(told), ['h1/web/1', 'h1/web/2']);
});

test('a release hook waits until one of an earlier deployment has ended, wherever that runs', () => {
  const told = story(two, { strategy: quick, to: hooked });
  staged(told);
  change(told, 'h2', { runsEarlier: true });
  ask(told);
  assert.deepEqual([phase(told), tasks(told)], ['hook', []]);
  told.fleet = { ...told.fleet, hosts: told.fleet.hosts.map(({ runsEarlier: _, ...host }) => host) };
  ask(told);
  assert.deepEqual(tasks(told), ['release on h1 waiting']);
});

test('a release hook that fails: refused with nothing changed, and its message is the evidence', () => {
  const told = begun({ to: hooked });
  const { wishes } = told.fleet;
  says(told, 'failed', 'exited with status 3');
  assert.equal(phase(told), 'refused');
  assert.deepEqual(told.fleet.wishes, wishes);
  const [found] = told.deployment.failures;
  assert.deepEqual([found?.cause, found?.host, found?.message], ['hook-failed', 'h1', 'release: exited with status 3']);
});

for (const [what, facts] of [
  ['says nothing', {}],
  ['is lost', { state: 'lost' as const }],
] as const) {
  test(`a host that ${what} while it runs the release hook: refused, and no other host tries again`, () => {
    const told = begun({ to: hooked });
    change(told, 'h1', facts);
    ask(told, 2 * minute - 1);
    assert.equal(phase(told), 'hook');
    ask(told, 1);
    assert.equal(phase(told), 'refused');
    assert.deepEqual(tasks(told), ['release on h1 waiting']);
    assert.match(told.said.join(), /nothing was heard of the release hook on h1, which may have run/);
  });
}

test('a release hook that ends after it was given up changes nothing', () => {
  const told = begun({ to: hooked });
  ask(told, 2 * minute);
  says(told, 'done');
  assert.deepEqual([phase(told), movedIn(told)], ['refused', []]);
});

test('aborted while the release hook runs: refused, with nothing changed', () => {
  const told = begun({ to: hooked });
  order(told, { aborted: { rollback: true, by: 'ann' } });
  assert.deepEqual([phase(told), movedIn(told)], ['refused', []]);
});

test('paused while the release hook runs, nothing moves when it is done until someone resumes', () => {
  const told = begun({ to: hooked });
  order(told, { paused: true });
  says(told, 'done');
  assert.equal(phase(told), 'hook');
  order(told, { paused: false });
  assert.equal(movedIn(told).length, 2);
});

test('after_deploy runs once when everything serves; failing or silent it leaves done', () => {
  const ends: [(told: Story) => void, RegExp | null][] = [
    [(told) => says(told, 'done'), null],
    [(told) => says(told, 'failed', 'exited with status 1'), /after_deploy hook failed on h1: exited with status 1/],
    [(told) => ask(told, 2 * minute), /nothing was heard of the after_deploy hook on h1/],
  ];
  for (const [end, said] of ends) {
    const told = begun({ to: { ...hooked, hooks: { releaseMs: null, afterDeployMs: minute } } });
    for (let n = 0; phase(told) !== 'finishing'; n += 1) {
      assert.ok(n < 10, phase(told));
      obey(told);
      ask(told);
    }
    assert.deepEqual(tasks(told), ['after_deploy on h1 waiting']);
    end(told);
    assert.equal(phase(told), 'done');
    if (said) assert.match(told.said.join('\n'), said);
    assert.equal(told.deployment.failures.length, 0);
  }
});

test('a deployment that runs no hooks (scaling, going back) runs none', () => {
  const told = begun({ to: hooked, runsHooks: false });
  assert.equal(carryOn(told), 'done');
  assert.deepEqual(tasks(told), []);
});

test('a deployment that turns back runs no last hook', () => {
  const told = begun({ to: { ...hooked, hooks: { releaseMs: null, afterDeployMs: minute } } });
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  ask(told);
  assert.equal(carryOn(told), 'rolled-back');
  assert.deepEqual(tasks(told), []);
});

const phases: [string, (told: Story) => void][] = [
  ['moving', () => {}],
  [
    'baking',
    (told) => {
      obey(told);
      ask(told);
    },
  ],
];

for (const [name, reach] of phases) {
  const at = () => {
    const told = begun({ strategy });
    reach(told);
    assert.equal(phase(told), name);
    return told;
  };

  test(`aborted while ${name}: everything is back, and the failure says by whom`, () => {
    const told = at();
    order(told, { aborted: { rollback: true, by: 'ann' } });
    assert.equal(phase(told), 'turning-back');
    assert.equal(carryOn(told), 'rolled-back');
    assert.deepEqual(
      told.deployment.failures.map(({ cause, message }) => `${cause}: ${message}`),
      ['aborted: aborted by ann'],
    );
    assert.ok(told.fleet.wishes.every((wish) => wish.release === 1));
  });

  test(`aborted without rollback while ${name}: everything stays as it is`, () => {
    const told = at();
    const { wishes } = told.fleet;
    order(told, { aborted: { rollback: false, by: 'ann' } });
    assert.equal(phase(told), 'failed');
    assert.deepEqual(told.fleet.wishes, wishes);
  });

  test(`paused while ${name}: what moves comes to its end, and nothing else begins for hours`, () => {
    const told = at();
    order(told, { paused: true });
    for (let n = 0; n < 5; n += 1) {
      obey(told);
      ask(told, 60 * minute);
    }
    assert.equal(movedIn(told).length, 2);
    order(told, { paused: false });
    assert.equal(movedIn(told).length, 3);
  });

  test(`paused while ${name}, a failure turns back all the same`, () => {
    const told = at();
    order(told, { paused: true });
    report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
    ask(told);
    assert.equal(phase(told), 'turning-back');
    assert.equal(carryOn(told), 'rolled-back');
  });
}

test('aborted while staging: refused, with nothing changed', () => {
  const told = story(two);
  ask(told);
  order(told, { aborted: { rollback: true, by: 'ann' } });
  assert.deepEqual([phase(told), movedIn(told)], ['refused', []]);
});

test('paused while staging, it is not refused for being late', () => {
  const told = story(two);
  order(told, { paused: true });
  ask(told, 100 * minute);
  assert.equal(phase(told), 'staging');
});

for (const [what, to, next] of [
  ['moves nothing', release(2), 'moving'],
  ['runs no hook', hooked, 'hook'],
] as const) {
  test(`paused while staging, it ${what} when everything is staged and prepared, for hours, and goes on when someone resumes`, () => {
    const told = story(two, { strategy: quick, to });
    staged(told);
    order(told, { paused: true });
    for (let n = 0; n < 5; n += 1) {
      obey(told);
      ask(told, 60 * minute);
    }
    assert.ok(told.fleet.hosts.every(({ staged, preflights }) => staged['bundle-2']?.state === 'ready' && preflights[2]));
    assert.deepEqual([phase(told), movedIn(told), tasks(told)], ['staging', [], []]);
    order(told, { paused: false });
    assert.equal(phase(told), next);
  });
}

test('what turns back cannot be aborted, and goes on though it is paused', () => {
  const told = begun();
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  ask(told);
  order(told, { paused: true, aborted: { rollback: false, by: 'ann' } });
  assert.equal(phase(told), 'turning-back');
  assert.equal(carryOn(told), 'rolled-back');
});
