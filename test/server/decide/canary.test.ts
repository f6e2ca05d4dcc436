// A canary: its steps, what its verdict rests on, and who says go.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Figures, ProcessFacts, ReleaseFacts, Strategy, Task } from '../../../server/decide/types.ts';
import {
  ask,
  change,
  failure,
  minute,
  movedIn,
  obey,
  promote,
  release,
  report,
  type Story,
  staged,
  story,
  strategy,
} from './facts.ts';

const two = ['h1', 'h2'];
const five = { web: 5 };
const verdict = { minRequests: 100, moreErrors: 0.01, latency: { quantile: 0.95, slower: 0.5 }, moreRestarts: 0, checkMs: null };
const canary: Strategy = { ...strategy, kind: 'canary', verdict, bakeMs: 0, batch: { percent: 100 } };

/** The canary serves, and is watched. */
function watched(more: Partial<Strategy> = {}): Story {
  const told = story(two, { from: release(1, five), to: release(2, five), strategy: { ...canary, ...more } });
  staged(told);
  ask(told);
  obey(told);
  ask(told);
  assert.equal(phase(told), 'baking');
  return told;
}

function phase({ deployment: { progress } }: Story): string {
  return progress.phase === 'settled' ? progress.outcome : progress.phase;
}

/** What the router on h1 saw of the new release, all told. */
function seen(told: Story, requests: number, { failures = 0, restarts = 0, slow = 0 } = {}): void {
  const counts = (all: number, late: number) => [all - late, 0, 0, 0, 0, 0, 0, late, 0, 0, 0, 0];
  const old: Figures = { requests: 1000, failures: 0, latency: counts(1000, 0), restarts: 0 };
  const figures = { 1: old, 2: { requests, failures, latency: counts(requests, slow), restarts } };
  change(told, 'h1', { figures });
}

/** The host of the user's check says this. */
function checked(told: Story, state: Task['state'], message = ''): void {
  const task = told.deployment.tasks.at(-1);
  assert.ok(task);
  change(told, task.host, { tasks: [{ name: task.name, state, message }] });
  ask(told);
}

function said(told: Story): string {
  return told.said.join('\n');
}

test('steps by share and by count: so many have moved after each, the rest follows in batches', () => {
  const steps = [{ count: 1 }, { percent: 25 }, { count: 6 }].map((upTo) => ({ upTo, bakeMs: minute, manual: false }));
  const told = watched({ canarySteps: steps, verdict: null, batch: { count: 3 } });
  const counts = [movedIn(told).length];
  for (let n = 0; n < 20 && told.deployment.progress.phase !== 'settled'; n += 1) {
    ask(told, minute);
    if (movedIn(told).length !== counts.at(-1)) counts.push(movedIn(told).length);
    obey(told);
  }
  assert.deepEqual(counts, [1, 3, 6, 9, 10]);
  assert.equal(phase(told), 'done');
});

test('a step that leaves nothing to be moved is watched as long as the last batch would be', () => {
  for (const [bakeMs, watchedFor] of [
    [0, minute],
    [2 * minute, 2 * minute],
  ] as const) {
    const steps = [{ upTo: { percent: 100 }, bakeMs, manual: false }];
    const told = watched({ canarySteps: steps, verdict: null, bakeMs: minute });
    ask(told, watchedFor - 1);
    assert.equal(phase(told), 'baking');
    ask(told, 1);
    assert.equal(phase(told), 'done');
  }
});

test('a step that has moved enough already is passed over', () => {
  const steps = [{ count: 3 }, { percent: 30 }, { count: 4 }].map((upTo) => ({ upTo, bakeMs: minute, manual: false }));
  const told = watched({ canarySteps: steps, verdict: null });
  assert.equal(movedIn(told).length, 3);
  ask(told, minute);
  assert.equal(movedIn(told).length, 4);
});

test('a host that is lost has not had its turn: the canary goes first all the same, and someone has to say go', () => {
  const steps = [{ upTo: { count: 1 }, bakeMs: 0, manual: true }];
  const told = story(['h1', 'h2', 'h3'], { strategy: { ...canary, canarySteps: steps, verdict: null } });
  change(told, 'h1', { state: 'lost' });
  staged(told);
  ask(told);
  assert.deepEqual(movedIn(told), ['h2/web/1']);
  obey(told);
  ask(told, minute);
  assert.equal(phase(told), 'holding');
  promote(told);
  ask(told);
  assert.equal(movedIn(told).length, 6);
});

test('not judged before the bake is over, however bad it looks', () => {
  const told = watched();
  seen(told, 500, { failures: 500 });
  ask(told, minute - 1);
  assert.equal(phase(told), 'baking');
  ask(told, 1);
  assert.equal(phase(told), 'turning-back');
});

test('a good verdict is told with what it rests on, and the rest follows', () => {
  const told = watched();
  seen(told, 500);
  ask(told, minute);
  assert.match(said(told), /verdict: good: of 500 requests 0\.0 % failed, of 1000 to the old one 0\.0 %/);
  assert.equal(movedIn(told).length, 10);
});

for (const [what, worse, reason] of [
  ['errors', { failures: 50 }, /v2 does worse than v1: 10\.0 % of its requests failed/],
  ['latency', { slow: 100 }, /v2 does worse than v1: 95 % of its answers took up to 1 s/],
  ['restarts', { restarts: 1 }, /v2 does worse than v1: its replicas were restarted once/],
] as const) {
  test(`a bad verdict for its ${what} turns it back, and the failure is the release's`, () => {
    const told = watched({ maxFailures: 5 });
    seen(told, 500, worse);
    ask(told, minute);
    assert.equal(phase(told), 'turning-back');
    assert.deepEqual([told.deployment.failures[0]?.cause, told.deployment.failures[0]?.host], ['verdict', '']);
    assert.match(said(told), reason);
    obey(told);
    ask(told);
    assert.equal(phase(told), 'rolled-back');
  });
}

test('with rollback off a bad verdict leaves everything as it is', () => {
  const told = watched({ rollback: false });
  seen(told, 500, { failures: 50 });
  ask(told, minute);
  assert.equal(phase(told), 'failed');
  assert.equal(movedIn(told).length, 1);
});

test('too little traffic is no verdict: it waits and says so, for hours, and nothing else moves', () => {
  const told = watched();
  seen(told, 99);
  ask(told, minute);
  assert.equal(phase(told), 'holding');
  ask(told, 300 * minute);
  assert.equal(phase(told), 'holding');
  assert.equal(movedIn(told).length, 1);
  assert.equal(told.said.filter((line) => line.startsWith('verdict: inconclusive, waiting: 99 requests')).length, 1);
});

test('once there has been enough traffic it goes on by itself, or turns back', () => {
  for (const [failures, next] of [[0, 'moving'] as const, [60, 'turning-back'] as const]) {
    const told = watched();
    ask(told, minute);
    assert.equal(phase(told), 'holding');
    seen(told, 600, { failures });
    ask(told, minute);
    assert.equal(phase(told), next);
  }
});

test('a replica that fails while too little traffic is waited for turns it back', () => {
  const told = watched();
  ask(told, minute);
  seen(told, 3, { restarts: 1 });
  ask(told, minute);
  assert.equal(phase(told), 'turning-back');
});

test('promoted during the bake it goes on without a verdict, and only by that step', () => {
  const steps = [{ count: 1 }, { count: 4 }].map((upTo) => ({ upTo, bakeMs: minute, manual: false }));
  const told = watched({ canarySteps: steps });
  promote(told);
  ask(told);
  assert.equal(movedIn(told).length, 4);
  obey(told);
  ask(told);
  ask(told, minute);
  assert.equal(phase(told), 'holding');
  promote(told);
  ask(told);
  assert.equal(movedIn(told).length, 10);
});

test('manual promotion: after a good verdict it waits for go, and says what to type', () => {
  const told = watched({ canarySteps: [{ upTo: { count: 1 }, bakeMs: minute, manual: true }] });
  seen(told, 500);
  ask(told, minute);
  assert.equal(phase(told), 'holding');
  assert.equal(told.said.at(-1), 'waiting for `ctl promote 2`');
  ask(told, 300 * minute);
  assert.equal(movedIn(told).length, 1);
  promote(told);
  ask(told);
  assert.equal(movedIn(told).length, 10);
});

test('manual promotion does not keep a bad verdict from turning back, and comes after enough traffic', () => {
  const canarySteps = [{ upTo: { count: 1 }, bakeMs: minute, manual: true }];
  const bad = watched({ canarySteps });
  seen(bad, 500, { failures: 50 });
  ask(bad, minute);
  assert.equal(phase(bad), 'turning-back');
  const late = watched({ canarySteps });
  ask(late, minute);
  seen(late, 500);
  ask(late, minute);
  assert.equal(phase(late), 'holding');
  assert.equal(late.said.at(-1), 'waiting for `ctl promote 2`');
});

test('a bake of no length is judged all the same', () => {
  const told = story(two, { strategy: { ...canary, canarySteps: [{ upTo: { count: 1 }, bakeMs: 0, manual: false }] } });
  staged(told);
  ask(told);
  obey(told);
  ask(told);
  assert.equal(phase(told), 'holding');
});

test('with the verdict off only failures count', () => {
  const told = watched({ verdict: null });
  seen(told, 500, { failures: 500 });
  ask(told, minute);
  assert.equal(movedIn(told).length, 10);
});

const withCheck = { verdict: { ...verdict, checkMs: minute } };

test('the user’s check runs after the bake, once, on a host of the canary', () => {
  const told = watched(withCheck);
  seen(told, 500);
  ask(told, minute);
  assert.deepEqual(
    told.deployment.tasks.map(({ name, host, state }) => [name, host, state]),
    [['verdict/2', 'h1', 'waiting']],
  );
  checked(told, 'running');
  assert.equal(phase(told), 'baking');
  checked(told, 'done');
  assert.equal(movedIn(told).length, 10);
  assert.equal(told.deployment.tasks.length, 1);
});

test('a check that says no turns it back, whatever the figures say', () => {
  const told = watched(withCheck);
  seen(told, 500);
  ask(told, minute);
  checked(told, 'failed', 'exited with status 1');
  assert.equal(phase(told), 'turning-back');
  assert.match(said(told), /the check says no: exited with status 1/);
});

test('a bad verdict asks no check', () => {
  const told = watched(withCheck);
  seen(told, 500, { failures: 50 });
  ask(told, minute);
  assert.deepEqual([phase(told), told.deployment.tasks], ['turning-back', []]);
});

test('a check that cannot tell waits for people: traffic does not make up for it', () => {
  const told = watched(withCheck);
  seen(told, 500);
  ask(told, minute);
  checked(told, 'failed', 'inconclusive: exited with status 2');
  assert.equal(phase(told), 'holding');
  seen(told, 5000);
  ask(told, minute);
  assert.equal(phase(told), 'holding');
  promote(told);
  ask(told);
  assert.equal(movedIn(told).length, 10);
});

test('a check whose time passes while a server that has just started waits for a host is not given up yet', () => {
  const told = watched(withCheck);
  seen(told, 500);
  ask(told, minute);
  change(told, 'h2', { state: 'unreachable', slots: [], awaitedUntil: told.now + 60 * minute });
  ask(told, 60 * minute - 1);
  assert.equal(phase(told), 'baking');
  ask(told, 1);
  assert.deepEqual([phase(told), said(told).includes('nothing was heard of the check on h1')], ['holding', true]);
});

test('a host that says nothing of its check is not waited for for ever', () => {
  const told = watched(withCheck);
  seen(told, 500);
  ask(told, minute);
  assert.equal(told.last.wakeAt, told.now + 2 * minute);
  ask(told, 2 * minute);
  assert.equal(phase(told), 'holding');
  assert.match(said(told), /nothing was heard of the check on h1/);
});

test('where no host could run the check, people have to say', () => {
  const told = watched(withCheck);
  seen(told, 500);
  change(told, 'h1', { state: 'lost' });
  ask(told, minute);
  assert.equal(phase(told), 'holding');
  assert.match(said(told), /no host could run the check/);
});

test('a good verdict is said once, and the progress deadline counts from it, while the hosts of the next step cannot move', () => {
  const told = watched({ canarySteps: [{ upTo: { count: 5 }, bakeMs: minute, manual: false }] });
  seen(told, 500);
  change(told, 'h2', { state: 'unreachable' });
  for (const later of [minute, 1000, 1000]) {
    ask(told, later);
    obey(told);
  }
  assert.equal(told.said.filter((text) => text.startsWith('verdict: good')).length, 1);
  ask(told, strategy.progressMs);
  assert.equal(phase(told), 'turning-back');
});

test('a step with a weight: what has moved gets its share until the next step, and all of it in the end or on the way back', () => {
  const steps = [5, 50].map((weight, at) => ({ upTo: { count: 1 + at }, bakeMs: minute, manual: false, weight }));
  const weights = ({ fleet: { wishes } }: Story) => wishes.flatMap(({ release: of, weight = 100 }) => (of === 2 ? [weight] : []));
  const told = watched({ canarySteps: steps, verdict: null });
  assert.deepEqual(weights(told), [5]);
  assert.match(said(told), /each gets 5 % of the requests of an old one beside it/);
  ask(told, minute);
  assert.deepEqual(weights(told), [50, 50]);
  obey(told);
  ask(told);
  assert.equal(phase(told), 'baking');
  ask(told, minute);
  assert.deepEqual(weights(told), Array(10).fill(100));
  const back = watched({ canarySteps: steps, verdict: null });
  report(back, movedIn(back)[0] ?? '', { move: 'failed', failure: failure(movedIn(back)[0] ?? '', back.now) });
  ask(back);
  assert.match(said(back), /turning back to v1/);
  assert.ok(back.fleet.wishes.every(({ weight }) => weight === undefined));
});

test('a canary that ends with its last step serves in full when it is done', () => {
  const told = watched({ canarySteps: [{ upTo: { percent: 100 }, bakeMs: minute, manual: false, weight: 5 }], verdict: null });
  ask(told, minute);
  assert.equal(phase(told), 'done');
  assert.ok(told.fleet.wishes.every(({ weight }) => weight === undefined));
});

test('an agent that knows of a route’s place alone: refused, naming host, reason and remedy, for what it would leave out', () => {
  const older = (more: Partial<ReleaseFacts>, from = release(1, { web: ['same', 1] })) => {
    const told = story(['h1'], { from, to: { ...release(2, { web: ['same', 1] }), ...more }, strategy });
    change(told, 'h1', { plainRoutes: '0.9.0' });
    ask(told);
    return told;
  };
  const refusedFor = /h1.* its agent \(0\.9\.0\) is too old for what the routes of web say: ctl hosts upgrade h1/;
  assert.match(said(older({ needs: ['what the routes of web say'] })), refusedFor);
  const moved = { processes: { web: { ...release(2, { web: ['same', 1] }).processes.web, routes: 'other' } as ProcessFacts } };
  assert.match(said(older(moved)), /is too old for routes of web that change without a restart/);
  assert.equal(phase(older({})), 'staging');
});
