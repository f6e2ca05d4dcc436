// What each strategy promises, in any world that it may be tried in.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keyOf, place } from '../../../server/decide/place.ts';
import type { Deployment, Strategy } from '../../../server/decide/types.ts';
import { type Fault, type Moment, type Script, tick, type World, type WorldRelease } from './world.ts';
import { aScript, calm, holds, live, outcome } from './worlds.ts';

const unhooked = { releaseHook: 'none' as const, lastHook: 'none' as const };
const kindOf = (kind: Strategy['kind']) => (script: Script) => ({ ...script, strategy: { ...script.strategy, kind } });
const inBatches = fc
  .tuple(aScript, fc.constantFrom('rolling' as const, 'in-place' as const))
  .map(([script, kind]) => kindOf(kind)(script));
// Who is out of reach, or was removed, runs on what nobody knows of.
const inReach = (script: Script) => ({ ...script, faults: script.faults.filter(({ what }) => !takesAway[what]) });
const takesAway: Partial<Record<Fault['what'], true>> = { cut: true, leave: true };
const stopping = aScript.map(inReach).map(kindOf('recreate'));
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
    // A host that is removed or drained meanwhile is asked for nothing more.
    const asked = new Set(next.wishes.map((wish) => id(wish, keyOf(wish)) + wish.release));
    inFlight = new Map([...inFlight].filter(([key, by]) => by === before.number && !served.has(key) && asked.has(key)));
    assert.ok(inFlight.size <= allowed(before, next, fleet.hosts.length), `${[...inFlight.keys()]} at once`);
  });
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
