// The rollout's rules, one story each: what the facts are, what is asked, what is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan, supersede } from '../../../server/decide/plan.ts';
import { steps } from '../../../server/decide/strategy.ts';
import type { Outcome } from '../../../server/decide/types.ts';
import {
  ask,
  bundles,
  change,
  deployment,
  failure,
  host,
  minute,
  movedIn,
  obey,
  release,
  report,
  type Story,
  second,
  staged,
  story,
  strategy,
} from './facts.ts';

const three = ['h1', 'h2', 'h3'];

function phase({ deployment: { progress } }: Story): string {
  return progress.phase === 'settled' ? progress.outcome : progress.phase;
}

/** Obeyed at once by everyone, until it settles. */
function carryOn(told: Story, except: string[] = []): Outcome | string {
  for (let n = 0; n < 100 && told.deployment.progress.phase !== 'settled'; n += 1) {
    ask(told, 20 * second);
    obey(told, except);
  }
  return phase(told);
}

/** Staged, and the canary asked for. */
function atCanary(facts: Parameters<typeof story>[1] = {}, names = three): Story {
  const told = story(names, facts);
  staged(told);
  ask(told);
  return told;
}

function reports(told: Story, ...keys: string[]): void {
  for (const key of keys) report(told, key, {});
}

test('a release goes to the canary, is watched, goes on in batches, is watched again, and is done', () => {
  const told = story(three, { strategy: { ...strategy, batch: { count: 2 } } });
  assert.equal(carryOn(told), 'done');
  assert.deepEqual(told.said, [
    'canary: web on h1 moves to v2',
    '2 of 6 slots serve v2',
    'watching for 60 s',
    '2 slots of web on h2 move to v2',
    '4 of 6 slots serve v2',
    '2 slots of web on h3 move to v2',
    '6 of 6 slots serve v2',
    'watching for 60 s',
  ]);
  assert.deepEqual(bundles(told.last.stage), ['bundle-2']);
  assert.equal(told.last.wakeAt, null);
});

test('hosts and processes go by name, whatever order they come in', () => {
  const told = story(['h3', 'h1', 'h2'], { from: null, to: release(2, { worker: 1, web: 1 }) });
  staged(told);
  ask(told);
  assert.deepEqual(movedIn(told), ['h1/web/1', 'h1/worker/1', 'h2/web/1', 'h2/worker/1', 'h3/web/1', 'h3/worker/1']);
});

test('nothing moves until every connected host has the bundle', () => {
  const told = story(three);
  staged(told);
  change(told, 'h3', { staged: { 'bundle-2': { state: 'fetching', detail: '' } } });
  assert.deepEqual(bundles(ask(told).stage), ['bundle-2', 'bundle-1']);
  assert.equal(phase(told), 'staging');
  assert.deepEqual(movedIn(told), []);
  obey(told);
  ask(told);
  assert.equal(phase(told), 'moving');
});

for (const [what, facts, cause] of [
  ['cannot unpack the bundle', { staged: { 'bundle-2': { state: 'failed' as const, detail: 'disk full' } } }, 'not-staged'],
  ['refuses the assignment', { staged: {}, refusals: ['port 80 taken'] }, 'host-refused'],
] as const) {
  test(`a host that ${what} while staging: refused, with nothing changed`, () => {
    const told = story(three);
    const { wishes } = told.fleet;
    staged(told);
    change(told, 'h2', { ...facts, refusals: 'refusals' in facts ? [...facts.refusals] : [] });
    ask(told);
    assert.equal(phase(told), 'refused');
    assert.deepEqual(told.fleet.wishes, wishes);
    assert.deepEqual(
      told.deployment.failures.map((one) => [one.host, one.cause]),
      [['h2', cause]],
    );
    assert.deepEqual(bundles(told.last.stage), ['bundle-1']);
  });
}

test('staging waits for an unreachable host until it is lost, and not for a lost one', () => {
  const told = story(three);
  staged(told);
  change(told, 'h2', { state: 'unreachable' });
  ask(told);
  assert.equal(phase(told), 'staging');
  change(told, 'h2', { state: 'lost' });
  ask(told);
  assert.equal(phase(told), 'moving');
});

test('D25: an agent that knows nothing of looking ahead is not waited for: refused at once, with what to do', () => {
  const told = story(three);
  change(told, 'h2', { tooOld: '0.9.0' });
  ask(told);
  assert.equal(phase(told), 'refused');
  assert.match(told.said.join('\n'), /h2.*its agent \(0\.9\.0\) is too old .*: ctl hosts upgrade h2/);
});

test('staging has a deadline: refused', () => {
  const told = story(three);
  ask(told);
  assert.equal(told.last.wakeAt, 10 * minute);
  ask(told, 10 * minute);
  assert.equal(phase(told), 'refused');
  assert.deepEqual(
    told.deployment.failures.map((one) => one.cause),
    ['not-staged', 'not-staged', 'not-staged'],
  );
});

test('with no host connected it waits, then is refused', () => {
  for (const names of [[], ['h1']]) {
    const told = story(names);
    for (const name of names) change(told, name, { state: 'lost' });
    ask(told, 9 * minute);
    assert.equal(phase(told), 'staging');
    ask(told, 1 * minute);
    assert.equal(phase(told), 'refused');
    assert.equal(told.deployment.failures[0]?.cause, 'host-unreachable');
  }
});

test('a release without slots needs no bundle anywhere: what is there goes away', () => {
  const told = story(['h1', 'h2'], { to: release(2, { web: 0 }) });
  change(told, 'h2', { state: 'lost' });
  ask(told);
  assert.deepEqual(told.fleet.wishes, []);
  assert.equal(phase(told), 'moving');
  change(told, 'h1', { slots: [] });
  ask(told);
  assert.equal(phase(told), 'done');
  assert.deepEqual(told.said, ['4 slots that v2 does not have go away', 'h2 was lost before its turn and will catch up']);
});

test('a first release goes everywhere at once and is not watched', () => {
  const told = atCanary({ from: null });
  assert.equal(movedIn(told).length, 6);
  obey(told);
  ask(told);
  assert.equal(phase(told), 'done');
});

test('scaling up starts the new slots at once and leaves the others alone', () => {
  const told = atCanary({ to: release(2, { web: ['web-1', 3] }) });
  assert.equal(movedIn(told).length, 9);
  assert.equal(carryOn(told), 'done');
  assert.ok(told.said.includes('3 slots of web on h1, h2, h3 move to v2'));
});

test('what has the same fingerprint takes the new number at once; only the rest is rolled out', () => {
  const told = atCanary({ from: release(1, { web: 1, worker: 1 }), to: release(2, { web: 1, worker: ['worker-1', 1] }) });
  assert.deepEqual(movedIn(told).sort(), ['h1/web/1', 'h1/worker/1', 'h2/worker/1', 'h3/worker/1']);
});

test('slots that the release does not have go last, after everything serves and was watched', () => {
  const told = atCanary({ from: release(1, { web: 1, worker: 1 }), to: release(2, { web: 1 }) }, ['h1']);
  const wished = () => told.fleet.wishes.map((wish) => `${wish.process} v${wish.release}`).sort();
  obey(told, ['h1/worker/1']);
  ask(told);
  assert.deepEqual([phase(told), wished()], ['baking', ['web v2', 'worker v1']]);
  ask(told, minute);
  assert.deepEqual([phase(told), wished()], ['moving', ['web v2']]);
  obey(told);
  ask(told);
  assert.equal(phase(told), 'done');
});

test('slots that are not given back in time: failed, and what serves stays', () => {
  const told = story(['h1'], { to: release(2, { web: 0 }) });
  ask(told);
  assert.equal(phase(told), 'moving');
  ask(told, 10 * minute);
  assert.equal(phase(told), 'failed');
  assert.deepEqual(told.fleet.wishes, []);
});

test('the canary is one step for a single host, and skipped when it would be all of several or none', () => {
  assert.equal(movedIn(atCanary({}, ['h1'])).length, 2);
  assert.equal(movedIn(atCanary({ strategy: { ...strategy, canaryHosts: 3 } })).length, 2);
  assert.equal(movedIn(atCanary({ strategy: { ...strategy, canaryHosts: 0, batch: { count: 1 } } })).length, 1);
  assert.equal(movedIn(atCanary({ strategy: { ...strategy, canaryHosts: 2 } })).length, 4);
});

test('the next batch waits for every slot of the one before', () => {
  const told = atCanary({ strategy: { ...strategy, canaryHosts: 0, batch: { count: 2 } } });
  reports(told, 'h1/web/1');
  ask(told);
  assert.equal(movedIn(told).length, 2);
  reports(told, 'h1/web/2');
  ask(told);
  assert.equal(movedIn(told).length, 4);
});

test('reports about another deployment or another release are ignored', () => {
  const told = atCanary();
  const stale = { move: 'failed' as const, failure: failure('h1/web/1', 5) };
  report(told, 'h1/web/1', { ...stale, deployment: 1 });
  report(told, 'h1/web/2', { ...stale, wanted: 1 });
  assert.deepEqual(ask(told).failures, []);
  assert.equal(phase(told), 'moving');
});

test('a slot that fails turns everything back that was moved, at once', () => {
  const told = atCanary();
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  ask(told);
  assert.equal(phase(told), 'turning-back');
  assert.deepEqual(told.said.slice(-2), ['web/1 on h1 was never ready: no answer', 'turning back to v1']);
  const wished = told.fleet.wishes.map((wish) => `${wish.host} v${wish.release} by ${wish.deployment}`);
  assert.deepEqual([...new Set(wished)], ['h1 v1 by 2', 'h2 v1 by 1', 'h3 v1 by 1']);
  obey(told);
  ask(told);
  assert.equal(phase(told), 'rolled-back');
  assert.deepEqual(bundles(told.last.stage), ['bundle-1']);
});

test('a slot that fails while it is watched, after it had served, turns it back too', () => {
  const told = atCanary();
  obey(told);
  ask(told);
  report(told, 'h1/web/2', { failure: failure('h1/web/2', 9, 'failed-after-ready') });
  ask(told, second);
  assert.equal(phase(told), 'turning-back');
});

test('a failure counts once, however often it is reported', () => {
  const told = atCanary({ strategy: { ...strategy, maxFailures: 1 } });
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  assert.equal(ask(told).failures.length, 1);
  assert.equal(ask(told).failures.length, 1);
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 8) });
  assert.equal(ask(told).failures.length, 2);
  assert.equal(phase(told), 'moving');
});

test('failures that are put up with do not hold the others back', () => {
  const told = atCanary({ strategy: { ...strategy, maxFailures: 1 } });
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  assert.equal(carryOn(told, ['h1/web/1']), 'done');
});

test('with rollback off a failure leaves everything as it is', () => {
  const told = atCanary({ strategy: { ...strategy, rollback: false } });
  const { wishes } = told.fleet;
  report(told, 'h1/web/1', { move: 'failed', failure: null });
  ask(told);
  assert.equal(phase(told), 'failed');
  assert.deepEqual(told.fleet.wishes, wishes);
});

test('going back to the release that it came from cannot be turned back', () => {
  const told = atCanary({ to: release(1), number: 3 });
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  ask(told);
  assert.equal(phase(told), 'failed');
});

test('without a release to turn back to everything is taken away, and it failed', () => {
  const told = atCanary({ from: null });
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  ask(told);
  assert.deepEqual([phase(told), told.fleet.wishes], ['turning-back', []]);
  obey(told);
  ask(told);
  assert.equal(phase(told), 'failed');
});

test('nothing has moved until the deadline: the slots that are waited for have failed', () => {
  const told = atCanary();
  reports(told, 'h1/web/1');
  ask(told, 9 * minute);
  assert.equal(told.last.wakeAt, 19 * minute);
  ask(told, 10 * minute);
  assert.deepEqual(
    told.deployment.failures.map((one) => [one.host, one.index, one.cause]),
    [['h1', 2, 'never-ready']],
  );
  assert.equal(phase(told), 'turning-back');
});

test('a host that refuses what it is asked for fails its slots at once', () => {
  const told = atCanary();
  change(told, 'h1', { refusals: ['port 80 taken'] });
  ask(told);
  assert.equal(phase(told), 'turning-back');
  assert.ok(told.said.includes('web/1 on h1 was refused: port 80 taken'));
});

test('a host that was lost before its turn is moved without waiting', () => {
  const told = story(three);
  staged(told);
  change(told, 'h1', { state: 'lost' });
  assert.equal(carryOn(told), 'done');
  assert.equal(told.said[0], 'canary: web on h2 moves to v2');
  assert.ok(told.said.includes('h1 was lost before its turn and will catch up'));
  assert.ok(told.fleet.wishes.every((wish) => wish.release === 2));
});

test('a host that was lost before its turn and came back is waited for', () => {
  const told = story(['h1', 'h2']);
  staged(told);
  change(told, 'h2', { state: 'lost' });
  ask(told);
  obey(told);
  ask(told);
  ask(told, minute);
  assert.equal(movedIn(told).length, 4);
  change(told, 'h2', { state: 'connected' });
  ask(told, minute);
  assert.equal(phase(told), 'baking');
  obey(told);
  ask(told);
  assert.equal(phase(told), 'done');
});

test('a host that is lost after its turn is waited for, then it has failed', () => {
  const told = atCanary();
  change(told, 'h1', { state: 'lost' });
  ask(told, 9 * minute);
  assert.equal(phase(told), 'moving');
  ask(told, minute);
  assert.deepEqual(
    told.deployment.failures.map((one) => one.cause),
    ['host-unreachable', 'host-unreachable'],
  );
  assert.equal(phase(told), 'turning-back');
  ask(told, 10 * minute);
  assert.equal(phase(told), 'rolled-back');
  assert.equal(told.said.at(-1), 'h1 is lost and will catch up');
});

test('a turn-back is never turned back: what fails meanwhile is only told, and it ends at the deadline', () => {
  const told = atCanary();
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  ask(told);
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 8) });
  ask(told);
  assert.equal(phase(told), 'turning-back');
  assert.equal(told.said.filter((line) => line.startsWith('web/1 on h1')).length, 2);
  ask(told, 10 * minute);
  assert.equal(phase(told), 'failed');
});

test('slots that did not exist before go away again when it turns back', () => {
  const told = atCanary({ to: release(2, { web: 3 }) });
  assert.equal(movedIn(told).length, 3);
  report(told, 'h1/web/3', { move: 'failed', failure: failure('h1/web/3', 7) });
  ask(told);
  assert.equal(told.fleet.wishes.length, 6);
  obey(told, ['h1/web/3']);
  ask(told);
  assert.equal(phase(told), 'turning-back');
  obey(told);
  ask(told);
  assert.equal(phase(told), 'rolled-back');
});

test('a host that joins on the way gets its slots before the deployment is done, and once it has the bundle', () => {
  const told = atCanary();
  told.fleet = { ...told.fleet, hosts: [...told.fleet.hosts, host('h4')] };
  for (let n = 0; n < 10; n += 1) {
    obey(told, ['h4']);
    ask(told, 20 * second);
  }
  assert.equal(movedIn(told).length, 6);
  assert.equal(carryOn(told), 'done');
  assert.equal(movedIn(told).length, 8);
});

test('a host that joins or leaves later changes the slots, not the deployment', () => {
  const told = story(three);
  carryOn(told);
  const { progress } = told.deployment;
  told.fleet = { ...told.fleet, hosts: [...told.fleet.hosts.slice(1), host('h4')] };
  const next = ask(told, minute);
  assert.deepEqual([...new Set(next.wishes.map((wish) => `${wish.host} v${wish.release}`))], ['h2 v2', 'h3 v2', 'h4 v2']);
  assert.deepEqual([next.progress, next.events], [progress, []]);
});

test('a rolled back deployment keeps the release before in place', () => {
  const told = atCanary();
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  carryOn(told);
  told.fleet = { ...told.fleet, hosts: [...told.fleet.hosts, host('h4')] };
  assert.deepEqual([...new Set(ask(told).wishes.map((wish) => wish.release))], [1]);
  assert.equal(told.fleet.wishes.length, 8);
});

test('a newer deployment starts from whatever the wishes are', () => {
  const told = atCanary();
  const settled = supersede(told.deployment, 3, told.now);
  assert.deepEqual(settled.progress, { phase: 'settled', outcome: 'superseded', at: told.now });
  assert.deepEqual(plan(settled, told.fleet, told.now).wishes, told.fleet.wishes);
  told.deployment = deployment({ number: 3, to: release(3), progress: { phase: 'staging', since: told.now } });
  assert.equal(carryOn(told), 'done');
  assert.deepEqual([...new Set(told.fleet.wishes.map((wish) => `v${wish.release} by ${wish.deployment}`))], ['v3 by 3']);
});

test('rolling back to where it came from leaves alone what was never moved', () => {
  const told = atCanary();
  told.deployment = deployment({ number: 3, to: release(1), from: release(1), progress: { phase: 'staging', since: told.now } });
  ask(told);
  obey(told);
  ask(told);
  assert.deepEqual(told.fleet.wishes.filter((wish) => wish.deployment === 3 && wish.release === 1).length, 6);
  assert.equal(carryOn(told), 'done');
});

test('only an older deployment that is under way is superseded', () => {
  const done = deployment({ progress: { phase: 'settled', outcome: 'done', at: 5 } });
  assert.equal(supersede(done, 3, 9), done);
  const newer = deployment({ number: 4 });
  assert.equal(supersede(newer, 3, 9), newer);
});

test('after a restart of the server, before hosts have reported, nothing is decided on what is not known', () => {
  const told = story(['h1'], { to: release(2, { web: 0 }) });
  ask(told);
  change(told, 'h1', { state: 'unreachable', slots: [], staged: {} });
  ask(told);
  assert.equal(phase(told), 'moving');
  change(told, 'h1', { state: 'connected', slots: [] });
  ask(told);
  assert.equal(phase(told), 'done');
});

test('a deadline that passes while a server that has just started waits for its hosts is looked at when they have had their time', () => {
  const told = atCanary();
  reports(told, 'h1/web/1');
  ask(told, 9 * minute);
  const heard = told.fleet.hosts;
  told.fleet = {
    ...told.fleet,
    hosts: heard.map((one) => ({ ...one, state: 'unreachable', slots: [], awaitedUntil: 19 * minute + 15 * second })),
  };
  ask(told, 10 * minute);
  assert.deepEqual([phase(told), told.deployment.failures, told.last.wakeAt], ['moving', [], 19 * minute + 15 * second]);
  told.fleet = { ...told.fleet, hosts: heard };
  reports(told, 'h1/web/2');
  ask(told);
  assert.deepEqual(told.deployment.failures, []);
  assert.equal(phase(told), 'baking');
});

test('a worker that is not routed is settled when its host says so', () => {
  const told = atCanary({ from: null, to: release(2, { worker: 1 }) }, ['h1']);
  report(told, 'h1/worker/1', { serving: 0 });
  ask(told);
  assert.equal(phase(told), 'done');
});

test('steps are counted for display', () => {
  const fleet = story(three).fleet;
  const batch = { count: 3 };
  assert.equal(steps(deployment(), fleet, 0), 5);
  assert.equal(steps(deployment({ strategy: { ...strategy, batch } }), fleet, 0), 5);
  assert.equal(steps(deployment({ strategy: { ...strategy, canaryHosts: 0, batch } }), fleet, 0), 3);
  assert.equal(steps(deployment(), story(['h1']).fleet, 0), 2);
  assert.equal(steps(deployment({ from: null }), fleet, 0), 1);
  assert.equal(steps(deployment({ to: release(2, { web: 0 }) }), fleet, 0), 1);
  assert.equal(steps(deployment({ to: release(2, { web: 1 }) }), fleet, 0), 6);
});

test('hosts that join while everything goes at once, one lost and one without the bundle, hold nothing up', () => {
  const told = atCanary({ from: null });
  told.fleet = { ...told.fleet, hosts: [...told.fleet.hosts, host('h4', { state: 'lost' }), host('h5')] };
  obey(told, ['h5']);
  ask(told);
  assert.equal(movedIn(told).length, 8);
  assert.equal(carryOn(told), 'done');
  assert.equal(movedIn(told).length, 10);
});

test('a refusal of what was asked before does not stand in the way of going back', () => {
  const told = atCanary({}, ['h1']);
  change(told, 'h1', { refusals: ['port 80 taken'], preflights: { 3: [] } });
  told.deployment = deployment({ number: 3, to: release(1), from: release(1), progress: { phase: 'staging', since: told.now } });
  ask(told);
  assert.equal(phase(told), 'moving');
  change(told, 'h1', { refusals: [] });
  assert.equal(carryOn(told), 'done');
});

test('turning back also takes back what a superseded deployment had moved', () => {
  const told = story(three, { number: 3, to: release(3) });
  told.fleet.wishes = told.fleet.wishes.map((wish) => (wish.host === 'h3' ? { ...wish, release: 2, deployment: 2 } : wish));
  staged(told);
  ask(told);
  report(told, 'h1/web/1', { move: 'failed', failure: failure('h1/web/1', 7) });
  ask(told);
  const wished = told.fleet.wishes.map((wish) => `${wish.host} v${wish.release} by ${wish.deployment}`);
  assert.deepEqual([...new Set(wished)], ['h1 v1 by 3', 'h2 v1 by 2', 'h3 v1 by 3']);
});

test('a host that is out of reach when its turn comes is passed over, and asked when it is back', () => {
  const told = atCanary();
  obey(told);
  ask(told);
  change(told, 'h2', { state: 'unreachable' });
  ask(told, minute);
  assert.deepEqual(movedIn(told), ['h1/web/1', 'h1/web/2', 'h3/web/1', 'h3/web/2']);
  change(told, 'h2', { state: 'connected' });
  assert.equal(carryOn(told), 'done');
});
