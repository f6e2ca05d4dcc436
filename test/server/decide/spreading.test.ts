// Replicas in total, spread over the hosts: lost, back, drained, labelled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '../../../server/decide/place.ts';
import type { Deployment, ReleaseFacts } from '../../../server/decide/types.ts';
import { ask, change, deployment, minute, obey, release, type Story, staged, story, strategy } from './facts.ts';

const three = ['h1', 'h2', 'h3'];
const after = 5 * minute;

/** `web: 3` in total, on hosts with these labels. */
function spread(number: number, replicas: number, labels: Record<string, string> = {}): ReleaseFacts {
  const plain = release(number, { web: ['web', replicas] });
  const web = { fingerprint: 'web', replicas, total: { lostAfterMs: after }, labels };
  return { ...plain, processes: { web } };
}

/** Done: the release has its replicas on the hosts. */
function done(to: ReleaseFacts, names = three, labels: Record<string, Record<string, string>> = {}): Story {
  const told = story(names, { from: null, to });
  for (const name of names) change(told, name, { labels: labels[name] ?? {} });
  staged(told);
  ask(told);
  obey(told);
  ask(told);
  assert.equal(told.deployment.progress.phase, 'settled');
  return told;
}

/** Host -> replicas wished for. */
function shares({ fleet }: Story): Record<string, number> {
  const hosts = fleet.hosts.map(({ name }) => name);
  return Object.fromEntries(hosts.map((name) => [name, fleet.wishes.filter(({ host }) => host === name).length]));
}

function phaseOf({ deployment: { progress } }: Story): string {
  return progress.phase === 'settled' ? progress.outcome : progress.phase;
}

function total(told: Story): number {
  return told.fleet.wishes.length;
}

function lose(told: Story, name: string): void {
  change(told, name, { state: 'lost', since: told.now });
}

test('equal shares, and what is over goes to the same hosts every time', () => {
  assert.deepEqual(Object.values(shares(done(spread(2, 6)))), [2, 2, 2]);
  const told = done(spread(2, 4));
  assert.deepEqual(Object.values(shares(told)).sort(), [1, 1, 2]);
  assert.deepEqual(shares(told), shares(done(spread(2, 4), ['h3', 'h1', 'h2'])));
  assert.deepEqual(Object.values(shares(done(spread(2, 2)))).sort(), [0, 1, 1]);
});

test('a host that is lost keeps its share until its time is over, then it is started elsewhere', () => {
  const told = done(spread(2, 6));
  lose(told, 'h1');
  ask(told, 1);
  assert.deepEqual(shares(told), { h1: 2, h2: 2, h3: 2 });
  assert.equal(told.last.wakeAt, told.now - 1 + after);
  ask(told, after);
  assert.deepEqual(shares(told), { h1: 2, h2: 3, h3: 3 });
});

test('a host that is unreachable, but not lost, keeps its share for ever', () => {
  const told = done(spread(2, 6));
  change(told, 'h1', { state: 'unreachable', since: told.now });
  ask(told, 100 * after);
  assert.deepEqual(shares(told), { h1: 2, h2: 2, h3: 2 });
});

test('back in time, nothing has moved', () => {
  const told = done(spread(2, 6));
  const { wishes } = told.fleet;
  lose(told, 'h1');
  ask(told, after - 1);
  change(told, 'h1', { state: 'connected' });
  ask(told, minute);
  assert.deepEqual(told.fleet.wishes, wishes);
});

test('back after its time, it serves on until what took its place is not needed, and the extra ones go', () => {
  const told = done(spread(2, 6));
  lose(told, 'h1');
  ask(told, after);
  obey(told);
  ask(told);
  assert.deepEqual(shares(told), { h1: 2, h2: 3, h3: 3 });
  change(told, 'h1', { state: 'connected' });
  ask(told, minute);
  assert.deepEqual(shares(told), { h1: 2, h2: 2, h3: 2 });
});

test('back after its time with nothing left: the extra ones stay until its own serve', () => {
  const told = done(spread(2, 6));
  lose(told, 'h1');
  ask(told, after);
  obey(told);
  ask(told);
  change(told, 'h1', { state: 'connected', slots: [] });
  ask(told, minute);
  assert.deepEqual(shares(told), { h1: 2, h2: 3, h3: 3 });
  obey(told);
  ask(told);
  assert.deepEqual(shares(told), { h1: 2, h2: 2, h3: 2 });
});

test('a host that is drained keeps its share until it serves elsewhere', () => {
  const told = done(spread(2, 6));
  change(told, 'h1', { draining: { until: null } });
  ask(told, minute);
  assert.deepEqual(shares(told), { h1: 2, h2: 3, h3: 3 });
  obey(told, ['h2/web/3']);
  ask(told, 100 * minute);
  assert.equal(shares(told).h1, 2);
  obey(told);
  ask(told);
  assert.deepEqual(shares(told), { h1: 0, h2: 3, h3: 3 });
});

test('with a deadline it is emptied then, whatever serves elsewhere', () => {
  const told = done(spread(2, 6));
  change(told, 'h1', { draining: { until: told.now + minute } });
  ask(told);
  assert.equal(told.last.wakeAt, told.now + minute);
  ask(told, minute);
  assert.deepEqual(shares(told), { h1: 0, h2: 3, h3: 3 });
});

test('resumed, it takes its share again and the extra ones go once it serves', () => {
  const told = done(spread(2, 6));
  change(told, 'h1', { draining: { until: told.now + minute } });
  ask(told, minute);
  obey(told);
  ask(told);
  change(told, 'h1', { draining: null });
  ask(told);
  assert.equal(total(told), 8);
  obey(told);
  ask(told);
  assert.deepEqual(shares(told), { h1: 2, h2: 2, h3: 2 });
});

test('on each host: a drained one is emptied at once, and nothing is started elsewhere', () => {
  const told = done(release(2));
  change(told, 'h1', { draining: { until: null } });
  ask(told);
  assert.deepEqual(shares(told), { h1: 0, h2: 2, h3: 2 });
});

test('only hosts with the labels take any, and a label that is taken away moves the share', () => {
  const fast = { disk: 'fast' };
  const told = done(spread(2, 4, fast), three, { h1: fast, h2: fast });
  assert.deepEqual(shares(told), { h1: 2, h2: 2, h3: 0 });
  change(told, 'h2', { labels: {} });
  change(told, 'h3', { labels: fast });
  ask(told);
  assert.deepEqual(shares(told), { h1: 2, h2: 2, h3: 2 });
  obey(told);
  ask(told);
  assert.deepEqual(shares(told), { h1: 2, h2: 0, h3: 2 });
});

test('where no host has the labels the deployment is refused, and says which', () => {
  const told = story(three, { to: spread(2, 4, { disk: 'fast', zone: 'a' }) });
  staged(told);
  ask(told);
  assert.match(told.said.join(), /no host with the labels disk=fast, zone=a takes web/);
  assert.deepEqual(shares(told), { h1: 2, h2: 2, h3: 2 });
});

/** v2 has got to h1 when deployment 3 comes, which goes to v3 and is refused. */
function mixed(facts: Partial<Deployment> = {}): Story {
  const told = story(three, { strategy: { ...strategy, bakeMs: 0 } });
  staged(told);
  ask(told);
  obey(told);
  told.deployment = deployment({ number: 3, to: release(3), progress: { phase: 'staging', since: told.now }, ...facts });
  staged(told);
  return told;
}

test('refused after it took over from another one: what that one had begun is turned back', () => {
  const told = mixed();
  change(told, 'h2', { preflights: { 3: ['no such user'] } });
  ask(told);
  assert.equal(phaseOf(told), 'turning-back');
  const wished = told.fleet.wishes.map((wish) => `${keyOf(wish)} v${wish.release}`);
  assert.ok(
    wished.every((one) => one.endsWith('v1')),
    wished.join(),
  );
  obey(told);
  ask(told);
  assert.equal(phaseOf(told), 'rolled-back');
});

test('aborted before anything moved, after it took over from another one: turned back, or left as it is', () => {
  for (const [rollback, phase, release] of [[true, 'turning-back', 1] as const, [false, 'failed', 2] as const]) {
    const told = mixed();
    told.deployment.orders = { paused: false, promoted: 0, aborted: { rollback, by: 'ann' } };
    ask(told);
    assert.equal(phaseOf(told), phase);
    assert.equal(told.fleet.wishes.find((wish) => keyOf(wish) === 'h1/web/1')?.release, release);
    if (!rollback) assert.deepEqual(told.deployment.failures[0]?.message, 'aborted by ann');
  }
});

test('recreate that is refused after it took over clears what else runs first', () => {
  const told = mixed({ strategy: { ...strategy, kind: 'recreate' } });
  change(told, 'h2', { preflights: { 3: ['no such user'] } });
  ask(told);
  assert.deepEqual(shares(told), { h1: 0, h2: 2, h3: 2 });
  change(told, 'h1', { slots: [], answers: true });
  ask(told);
  assert.deepEqual(shares(told), { h1: 2, h2: 2, h3: 2 });
  assert.ok(told.fleet.wishes.every((wish) => wish.release === 1));
});
