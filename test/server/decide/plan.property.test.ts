// What must hold in any world, whatever fails, vanishes, comes back or is overtaken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { keyOf, place } from '../../../server/decide/place.ts';
import { plan } from '../../../server/decide/plan.ts';
import type { Deployment, Strategy, Wish } from '../../../server/decide/types.ts';
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
  'unfit' as const,
  'errors' as const,
);
const hook = fc.constantFrom('none' as const, 'none' as const, 'good' as const, 'bad' as const, 'silent' as const);
const aRelease: fc.Arbitrary<WorldRelease> = fc.record({
  web: fc.integer({ min: 1, max: 3 }),
  worker: fc.integer({ min: 0, max: 2 }),
  changesWeb: fc.boolean(),
  changesWorker: fc.boolean(),
  behaviour,
  badOn: fc.integer({ min: 1, max: 15 }),
  total: fc.boolean(),
  releaseHook: hook,
  lastHook: hook,
});
const theFirst = aRelease.map(
  (release): WorldRelease => ({ ...release, behaviour: 'good', changesWeb: true, changesWorker: true }),
);
const anAmount = fc.oneof(
  fc.record({ count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
);
const strategy: fc.Arbitrary<Strategy> = fc.record({
  kind: fc.constantFrom('rolling', 'rolling', 'canary', 'blue-green', 'recreate', 'in-place'),
  canarySteps: fc
    .array(fc.record({ upTo: anAmount, bakeMs: fc.constantFrom(0, 4 * tick), manual: fc.boolean() }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((steps) => steps),
  verdict: fc.option(
    fc.record({
      minRequests: fc.constantFrom(1, 50, 5000),
      moreErrors: fc.constant(0.01),
      latency: fc.constant({ quantile: 0.95, slower: 0.5 }),
      moreRestarts: fc.constant(0),
      checkMs: fc.constantFrom(null, 4 * tick),
    }),
  ),
  keepWarmMs: fc.constantFrom(0, 10 * tick),
  canaryHosts: fc.integer({ min: 0, max: 3 }),
  batch: anAmount,
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
    'drain' as const,
    'undrain' as const,
    'pause' as const,
    'resume' as const,
    'promote' as const,
    'abort' as const,
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
const unhooked = { releaseHook: 'none' as const, lastHook: 'none' as const };
const calm = aScript.map((script) => ({ ...script, faults: [], reordered: false }));
const kindOf = (kind: Strategy['kind']) => (script: Script) => ({ ...script, strategy: { ...script.strategy, kind } });
const inBatches = fc
  .tuple(aScript, fc.constantFrom('rolling' as const, 'in-place' as const))
  .map(([script, kind]) => kindOf(kind)(script));
const stopping = calm.map(kindOf('recreate'));
const switching = aScript.map(kindOf('blue-green'));
const verdict = { minRequests: 10, moreErrors: 0.1, latency: { quantile: 0.95, slower: 0.5 }, moreRestarts: 0, checkMs: null };
const failingCanary = calm.map(({ releases: [first, second], strategy, ...script }) => {
  const good = { ...(first as WorldRelease), ...unhooked, web: 2, total: false };
  const bad = {
    ...good,
    ...(second as WorldRelease),
    ...unhooked,
    changesWeb: true,
    behaviour: 'errors' as const,
    badOn: 15,
    web: 2,
    total: false,
  };
  const canarySteps = [{ upTo: { percent: 100 }, bakeMs: 4 * tick, manual: false }];
  return {
    ...script,
    fresh: false,
    releases: [good, bad],
    strategy: { ...strategy, kind: 'canary' as const, canarySteps, verdict },
  };
});

function holds(name: string, script: fc.Arbitrary<Script>, check: (script: Script) => void) {
  test(name, () =>
    fc.assert(fc.property(script, check), { numRuns, seed, ...(process.env.NOSHRINK ? { endOnFailure: true } : {}) }),
  );
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
    const { progress, failures, tasks } = next;
    const again = plan({ ...before, progress, failures, tasks }, { hosts, wishes: next.wishes }, now);
    assert.deepEqual(again, { ...next, events: [] });
    assert.ok(next.wakeAt === null || next.wakeAt > now, `wakes at ${next.wakeAt}, now ${now}`);
    const waitsForPeople = before.orders.paused || progress.phase === 'holding';
    if (progress.phase !== 'settled' && !waitsForPeople) assert.notEqual(next.wakeAt, null, progress.phase);
  });
});

holds(
  'nothing moves before every connected host that gets a slot has the bundle and says that it can run it',
  aScript,
  (script) => {
    live(script, ({ before, fleet, next, now }) => {
      if (before.progress.phase !== 'staging') return;
      const isMine = ({ deployment, release }: Wish) => deployment === before.number && release === before.to.number;
      const placed = new Set(place(before.to, fleet.hosts, now).map(({ host }) => host));
      const ready = fleet.hosts.every(
        (host) =>
          !placed.has(host.name) ||
          host.state === 'lost' ||
          (host.state === 'connected' &&
            host.staged[before.to.bundle]?.state === 'ready' &&
            host.preflights[before.number]?.length === 0),
      );
      if (before.to.number === before.from?.number) return;
      if (next.wishes.some(isMine)) assert.ok(ready, 'moved too early');
      if (next.progress.phase === 'settled' && next.progress.outcome === 'refused') assert.ok(!next.wishes.some(isMine));
    });
  },
);

holds('nothing moves before the release hook has run, and no hook runs twice', aScript, (script) => {
  const world = live(script, ({ before, fleet, next }) => {
    if (before.to.hooks.releaseMs === null || next.progress.phase !== 'moving') return;
    if (before.progress.phase !== 'staging' && before.progress.phase !== 'hook') return;
    if (Object.values(before.to.processes).every(({ replicas }) => replicas === 0)) return;
    assert.equal(next.tasks.find(({ name }) => name === 'release')?.state, 'done');
    assert.ok(fleet.wishes.every((wish) => wish.deployment !== before.number));
  });
  for (const { tasks } of world.deployments) assert.equal(new Set(tasks.map(({ name }) => name)).size, tasks.length);
  const asked = world.hosts.flatMap((host) => [...host.tasks.keys()]);
  assert.equal(new Set(asked).size, asked.length, `a task ran on two hosts: ${asked}`);
});

holds('where the old one has to stop first, two releases never run at the same time', stopping, (script) => {
  live(script, ({ world }) => {
    for (const process of ['web', 'worker']) {
      const places = world.hosts.flatMap((host) => [...host.places.values()]).filter((one) => one.key.includes(`/${process}/`));
      const prints = new Set(places.flatMap((one) => [one.serving, one.wanted].flatMap((content) => content?.fingerprint ?? [])));
      assert.ok(prints.size <= 1, `${[...prints]} at a time`);
    }
  });
});

holds(
  'while one is made ready beside the other, nothing is let go of, and the switch is of all that are ready',
  switching,
  (script) => {
    live(script, ({ before, fleet, next }) => {
      if (next.progress.phase !== 'moving' || next.progress.part !== 'warming') return;
      const after = new Map(next.wishes.map((wish) => [keyOf(wish), wish]));
      const staying = new Set(fleet.hosts.filter(({ draining }) => !draining).map(({ name }) => name));
      for (const wish of fleet.wishes)
        if (staying.has(wish.host)) assert.equal(after.get(keyOf(wish))?.release, wish.release, keyOf(wish));
      assert.ok(next.wishes.every((wish) => wish.release !== before.to.number || wish.deployment !== before.number));
    });
  },
);

holds('a release that answers with errors never gets past its first step by itself', failingCanary, (script) => {
  const world = live(script);
  assert.equal(outcome(world.deployment), script.strategy.rollback ? 'rolled-back' : 'failed');
  assert.equal(world.deployment.failures[0]?.cause, 'verdict');
});

holds('paused, no further step begins; and what is paused goes on when someone says so', aScript, (script) => {
  live(script, ({ before, next }) => {
    const { progress } = before;
    if (!before.orders.paused || !('step' in progress) || !('step' in next.progress)) return;
    if (next.progress.phase === 'baking' && progress.phase === 'moving') return;
    assert.equal(next.progress.step, progress.step);
  });
});

holds(
  'what is spread over the hosts is there as often as it should be, and a host that is drained is empty',
  aScript,
  (script) => {
    const world = live(script);
    const { progress, to, from } = world.deployment;
    if (progress.phase !== 'settled') return;
    const goal = progress.outcome === 'done' ? to : progress.outcome === 'rolled-back' ? from : null;
    const away = new Set(world.hosts.filter((host) => host.cut || host.refusals.length > 0).map(({ name }) => name));
    if (away.size > 0 || !goal || hasUnwell(world)) return;
    for (const { name, draining } of world.hosts)
      if (draining)
        assert.deepEqual(
          world.wishes.filter((wish) => wish.host === name),
          [],
          `${name} is not empty`,
        );
    const web = world.wishes.filter((wish) => wish.process === 'web').length;
    if (goal.processes.web?.total) assert.equal(web, goal.processes.web.replicas);
  },
);

holds(
  'a slot that both releases have is wished something at every moment, so its host never has to stop it',
  aScript,
  (script) => {
    live(script, ({ before, fleet, next, now }) => {
      const goals = [before.to, before.from].filter((release) => release !== null);
      const keep = new Set(
        place(goals[0] ?? null, fleet.hosts, now)
          .map(keyOf)
          .filter((key) => goals.every((goal) => place(goal, fleet.hosts, now).some((slot) => keyOf(slot) === key))),
      );
      const after = new Set(next.wishes.map(keyOf));
      if (before.from === null || before.strategy.kind === 'recreate') return;
      for (const wish of fleet.wishes)
        if (keep.has(keyOf(wish))) assert.ok(after.has(keyOf(wish)), `${keyOf(wish)} was let go of`);
    });
  },
);

holds('never more slots in flight than the strategy allows', inBatches, (script) => {
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
  // What is spread over the hosts lingers on those that are away.
  const isAway = world.hosts.some((host) => host.cut || host.refusals.length > 0) || hasUnwell(world);
  if (goal && !isAway)
    assert.deepEqual(
      new Set(world.wishes.map((wish) => `${keyOf(wish)} v${wish.release}`)),
      new Set(place(goal, world.fleet().hosts, world.now).map((slot) => `${keyOf(slot)} v${goal.number}`)),
    );
  if (progress.outcome === 'done') assert.ok(new Set(failures.map(keyOf)).size <= strategy.maxFailures);
});

holds('a good release on well hosts ends done, and serves everywhere', calm, (script) => {
  const releases = script.releases.map((release): WorldRelease => ({ ...release, ...unhooked, behaviour: 'good' }));
  const world = live({ ...script, releases });
  assert.deepEqual(outcome(world.deployment), 'done');
  assertServing(world);
});

holds('a release that fails where it runs never ends done, and turns back to what served before', calm, (script) => {
  const bad = script.releases.map(
    (release, n): WorldRelease =>
      n === 1 ? { ...release, ...unhooked, changesWeb: true, badOn: 15, behaviour: failed(release.behaviour) } : release,
  );
  const failing = { ...script, releases: bad, fresh: false, strategy: { ...script.strategy, maxFailures: 0, bakeMs: 8 * tick } };
  const world = live(failing);
  const nothingMoved = bad[1]?.behaviour === 'not-fetched' || bad[1]?.behaviour === 'unfit';
  assert.equal(outcome(world.deployment), nothingMoved ? 'refused' : script.strategy.rollback ? 'rolled-back' : 'failed');
  if (nothingMoved || script.strategy.rollback) assertServing(world, 1);
});

holds('while a release that never gets ready is rolled out and turned back, every old replica serves on', aScript, (script) => {
  const releases = script.releases.map(
    (release): WorldRelease => ({
      ...release,
      total: false,
      behaviour: release.behaviour === 'crashes' ? 'never-ready' : release.behaviour,
    }),
  );
  if (script.strategy.kind === 'recreate' || script.faults.some(({ what }) => what === 'drain')) return;
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

/** Without a verdict nobody sees that it answers with errors. */
function failed(behaviour: WorldRelease['behaviour']): WorldRelease['behaviour'] {
  return behaviour === 'good' || behaviour === 'errors' ? 'never-ready' : behaviour;
}

/** What does not serve where it should has its old place kept. */
function hasUnwell(world: World): boolean {
  return world.hosts.some((host) => [...host.places.values()].some(({ move }) => move !== 'settled'));
}

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
  const wanted = place(goal ?? null, world.fleet().hosts, world.now)
    .map(keyOf)
    .sort();
  const places = world.hosts.flatMap((host) => [...host.places.values()]);
  assert.deepEqual(places.map((one) => one.key).sort(), wanted);
  for (const one of places) {
    const process = one.key.split('/')[1] ?? '';
    assert.equal(one.serving?.fingerprint, goal?.processes[process]?.fingerprint, one.key);
  }
}
