// What must hold in any world, whatever fails, vanishes, comes back or is overtaken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { keyOf, place } from '../../../server/decide/place.ts';
import { plan } from '../../../server/decide/plan.ts';
import type { Deployment } from '../../../server/decide/types.ts';
import { type Fault, type Moment, type Script, tick, World, type WorldRelease } from './world.ts';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 200);
const seed = Number(process.env.PROPERTY_SEED ?? 20);

const behaviour = fc.constantFrom(
  'good' as const,
  'good' as const,
  'never-ready' as const,
  'crashes' as const,
  'refused' as const,
  'not-fetched' as const,
);
const aRelease: fc.Arbitrary<WorldRelease> = fc.record({
  web: fc.integer({ min: 1, max: 3 }),
  worker: fc.integer({ min: 0, max: 2 }),
  changesWeb: fc.boolean(),
  changesWorker: fc.boolean(),
  behaviour,
  badOn: fc.integer({ min: 1, max: 15 }),
});
const theFirst = aRelease.map(
  (release): WorldRelease => ({ ...release, behaviour: 'good', changesWeb: true, changesWorker: true }),
);
const strategy = fc.record({
  canaryHosts: fc.integer({ min: 0, max: 3 }),
  batch: fc.oneof(fc.record({ count: fc.integer({ min: 1, max: 4 }) }), fc.record({ percent: fc.integer({ min: 1, max: 100 }) })),
  healthyMs: fc.constant(0),
  bakeMs: fc.constantFrom(0, 8 * tick),
  maxFailures: fc.constantFrom(0, 0, 1, 2),
  rollback: fc.boolean(),
  progressMs: fc.constant(24 * tick),
});
const aFault: fc.Arbitrary<Fault> = fc.record({
  at: fc.integer({ min: 0, max: 40 }),
  what: fc.constantFrom(
    'cut' as const,
    'heal' as const,
    'join' as const,
    'leave' as const,
    'restart' as const,
    'deploy' as const,
  ),
  host: fc.nat(5),
  release: fc.nat(3),
});
const aScript: fc.Arbitrary<Script> = fc.record({
  hosts: fc.integer({ min: 1, max: 4 }),
  fresh: fc.boolean(),
  releases: fc.tuple(theFirst, fc.array(aRelease, { minLength: 1, maxLength: 3 })).map(([first, rest]) => [first, ...rest]),
  strategy,
  faults: fc.array(aFault, { maxLength: 6 }),
  seed: fc.nat(),
  reordered: fc.boolean(),
});
const calm = aScript.map((script) => ({ ...script, faults: [], reordered: false }));

function holds(name: string, script: fc.Arbitrary<Script>, check: (script: Script) => void) {
  test(name, () => fc.assert(fc.property(script, check), { numRuns, seed }));
}

function live(script: Script, watch: (moment: Moment) => void = () => {}): World {
  const world = new World(script);
  world.run(watch);
  return world;
}

holds('every deployment settles, and a settled one never changes again', aScript, (script) => {
  const world = live(script, ({ before, next }) => {
    if (before.progress.phase === 'settled')
      assert.deepEqual([next.progress, next.failures, next.events], [before.progress, before.failures, []]);
  });
  for (const { progress } of world.deployments) assert.equal(progress.phase, 'settled');
});

holds('asked again with its answer recorded, the plan says the same, has nothing to tell, and wakes later', aScript, (script) => {
  live(script, ({ before, fleet, next, now }) => {
    const hosts = fleet.hosts.map((host) => ({
      ...host,
      refusals: isDeepStrictEqual(next.wishes, fleet.wishes) ? host.refusals : [],
    }));
    const again = plan({ ...before, progress: next.progress, failures: next.failures }, { hosts, wishes: next.wishes }, now);
    assert.deepEqual(again, { ...next, events: [] });
    assert.ok(next.wakeAt === null || next.wakeAt > now, `wakes at ${next.wakeAt}, now ${now}`);
    assert.equal(next.wakeAt === null, next.progress.phase === 'settled');
  });
});

holds('nothing moves before every connected host has the bundle', aScript, (script) => {
  live(script, ({ before, fleet, next }) => {
    if (before.progress.phase !== 'staging') return;
    const moved = next.wishes.some((wish) => wish.deployment === before.number);
    const ready = fleet.hosts.every(
      (host) => host.state === 'lost' || (host.state === 'connected' && host.staged[before.to.bundle]?.state === 'ready'),
    );
    if (moved) assert.ok(ready, 'moved too early');
    if (next.progress.phase === 'staging') assert.deepEqual(next.wishes, fleet.wishes);
    if (next.progress.phase === 'settled' && next.progress.outcome === 'refused') assert.deepEqual(next.wishes, fleet.wishes);
  });
});

holds(
  'a slot that both releases have is wished something at every moment, so its host never has to stop it',
  aScript,
  (script) => {
    live(script, ({ before, fleet, next }) => {
      const goals = [before.to, before.from].filter((release) => release !== null);
      const keep = new Set(
        place(goals[0] ?? null, fleet.hosts)
          .map(keyOf)
          .filter((key) => goals.every((goal) => place(goal, fleet.hosts).some((slot) => keyOf(slot) === key))),
      );
      const after = new Set(next.wishes.map(keyOf));
      if (before.from === null) return;
      for (const wish of fleet.wishes)
        if (keep.has(keyOf(wish))) assert.ok(after.has(keyOf(wish)), `${keyOf(wish)} was let go of`);
    });
  },
);

holds('never more slots in flight than the strategy allows', aScript, (script) => {
  const served = new Set<string>();
  let inFlight = new Map<string, number>();
  live(script, ({ world, before, fleet, next }) => {
    const id = (wish: { deployment: number }, key: string) => `${wish.deployment}:${key}`;
    for (const slot of fleet.hosts.flatMap((host) => host.slots))
      if (slot.move === 'settled') served.add(id(slot, keyOf(slot)) + slot.wanted);
    for (const failure of next.failures) served.add(id({ deployment: before.number }, keyOf(failure)) + before.to.number);
    if (next.progress.phase !== 'moving' && next.progress.phase !== 'baking') return;
    const old = new Map(fleet.wishes.map((wish) => [keyOf(wish), wish]));
    const state = new Map(fleet.hosts.map((host) => [host.name, host.state]));
    for (const wish of next.wishes) {
      const was = old.get(keyOf(wish));
      const isMove =
        was && (was.release !== wish.release || was.deployment !== wish.deployment) && wish.deployment === before.number;
      if (!isMove || isAlike(world, was, wish) || state.get(wish.host) === 'lost') continue;
      inFlight.set(id(wish, keyOf(wish)) + wish.release, before.number);
    }
    const hosts = new Set(fleet.hosts.map((host) => host.name));
    inFlight = new Map(
      [...inFlight].filter(([key, by]) => by === before.number && !served.has(key) && hosts.has(key.split(/[:/]/)[1] ?? '')),
    );
    assert.ok(inFlight.size <= allowed(before, next, fleet.hosts.length), `${[...inFlight.keys()]} at once`);
  });
});

holds('a turn-back is never turned back', aScript, (script) => {
  const turned = new Set<number>();
  live(script, ({ before, next }) => {
    if (turned.has(before.number) && next.progress.phase !== 'settled') assert.equal(next.progress.phase, 'turning-back');
    if (turned.has(before.number) && next.progress.phase === 'settled') assert.notEqual(next.progress.outcome, 'done');
    if (next.progress.phase === 'turning-back') turned.add(before.number);
  });
});

holds('after it settled, every reachable host runs what the outcome says', aScript, (script) => {
  const world = live(script);
  const { progress, to, from, failures, strategy } = world.deployment;
  if (progress.phase !== 'settled') return;
  const goal = progress.outcome === 'done' ? to : progress.outcome === 'rolled-back' ? from : null;
  if (goal)
    assert.deepEqual(
      new Set(world.wishes.map((wish) => `${keyOf(wish)} v${wish.release}`)),
      new Set(place(goal, world.hosts as never).map((slot) => `${keyOf(slot)} v${goal.number}`)),
    );
  if (progress.outcome === 'done') assert.ok(new Set(failures.map(keyOf)).size <= strategy.maxFailures);
});

holds('a good release on well hosts ends done, and serves everywhere', calm, (script) => {
  const releases = script.releases.map((release): WorldRelease => ({ ...release, behaviour: 'good' }));
  const world = live({ ...script, releases });
  assert.deepEqual(outcome(world.deployment), 'done');
  assertServing(world);
});

holds('a release that fails where it runs never ends done, and turns back to what served before', calm, (script) => {
  const bad = script.releases.map(
    (release, n): WorldRelease =>
      n === 1
        ? { ...release, changesWeb: true, badOn: 15, behaviour: release.behaviour === 'good' ? 'never-ready' : release.behaviour }
        : release,
  );
  const failing = { ...script, releases: bad, fresh: false, strategy: { ...script.strategy, maxFailures: 0, bakeMs: 8 * tick } };
  const world = live(failing);
  const nothingMoved = bad[1]?.behaviour === 'not-fetched';
  assert.equal(outcome(world.deployment), nothingMoved ? 'refused' : script.strategy.rollback ? 'rolled-back' : 'failed');
  if (nothingMoved || script.strategy.rollback) assertServing(world, 1);
});

holds('while a release that never gets ready is rolled out and turned back, every old replica serves on', aScript, (script) => {
  const releases = script.releases.map(
    (release): WorldRelease => (release.behaviour === 'crashes' ? { ...release, behaviour: 'never-ready' } : release),
  );
  const first = new Map<string, Set<string>>();
  live({ ...script, releases, fresh: false }, ({ world }) => {
    for (const host of world.hosts) {
      const keep =
        first.get(host.name) ??
        new Set([...host.places.values()].filter((one) => one.serving && one.key.endsWith('/web/1')).map((one) => one.key));
      first.set(host.name, keep);
      for (const key of keep) assert.ok(host.places.get(key)?.serving, `${key} serves nothing`);
    }
  });
});

function isAlike(world: World, was: { release: number; process: string }, wish: { release: number; process: string }): boolean {
  const print = (of: typeof was) =>
    world.releases.find((release) => release.number === of.release)?.processes[of.process]?.fingerprint;
  return print(was) === print(wish);
}

function allowed({ strategy: { canaryHosts, batch }, to }: Deployment, { progress }: Moment['next'], hosts: number): number {
  const perHost = Object.values(to.processes).reduce((sum, process) => sum + process.replicas, 0);
  const count = 'count' in batch ? batch.count : Math.ceil((perHost * hosts * batch.percent) / 100);
  const canary = 'step' in progress && progress.step <= 2 ? perHost * canaryHosts : 0;
  return Math.max(1, count, canary);
}

function outcome({ progress }: Deployment): string {
  return progress.phase === 'settled' ? progress.outcome : progress.phase;
}

function assertServing(world: World, release = world.deployment.to.number): void {
  const goal = world.releases.find((one) => one.number === release);
  const wanted = place(goal ?? null, world.hosts as never)
    .map(keyOf)
    .sort();
  const places = world.hosts.flatMap((host) => [...host.places.values()]);
  assert.deepEqual(places.map((one) => one.key).sort(), wanted);
  for (const one of places) {
    const process = one.key.split('/')[1] ?? '';
    assert.equal(one.serving?.fingerprint, goal?.processes[process]?.fingerprint, one.key);
  }
}
