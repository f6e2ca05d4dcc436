// What must hold in any world, whatever fails, vanishes, comes back or is overtaken.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { keyOf, place } from '../../../server/decide/place.ts';
import { plan } from '../../../server/decide/plan.ts';
import type { Wish } from '../../../server/decide/types.ts';
import type { World } from './world.ts';
import { aScript, holds, live } from './worlds.ts';

holds('R02: every deployment settles, whatever comes during it, and a settled one never changes again', aScript, (script) => {
  const world = live(script, ({ before, next }) => {
    if (before.progress.phase === 'settled')
      assert.deepEqual([next.progress, next.failures, next.events], [before.progress, before.failures, []]);
  });
  for (const { progress } of world.deployments) assert.equal(progress.phase, 'settled');
});

holds(
  'asked again with its answer recorded, the plan says the same, leaves the facts alone, and wakes later',
  aScript,
  (script) => {
    live(script, ({ before, fleet, next, now }) => {
      const isSame = isDeepStrictEqual(next.wishes, fleet.wishes);
      const hosts = fleet.hosts.map((host) => ({
        ...host,
        refusals: isSame ? host.refusals : [],
        answers: host.answers && isDeepStrictEqual(of(host.name, next.wishes), of(host.name, fleet.wishes)),
      }));
      const { progress, failures, tasks } = next;
      const again = plan(frozen({ ...before, progress, failures, tasks }), frozen({ hosts, wishes: next.wishes }), now);
      assert.deepEqual(again, { ...next, events: [] });
      assert.ok(next.wakeAt === null || next.wakeAt > now, `wakes at ${next.wakeAt}, now ${now}`);
      const waitsForPeople = before.orders.paused || progress.phase === 'holding';
      if (progress.phase !== 'settled' && !waitsForPeople) assert.notEqual(next.wakeAt, null, progress.phase);
    });
  },
);

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

holds('paused, no further step begins; and what is paused goes on when someone says so', aScript, (script) => {
  live(script, ({ before, next }) => {
    const { progress } = before;
    if (!before.orders.paused) return;
    if (progress.phase === 'staging' || progress.phase === 'hook') assert.notEqual(next.progress.phase, 'moving');
    if (progress.phase === 'staging') assert.notEqual(next.progress.phase, 'hook');
    if (!('step' in progress) || !('step' in next.progress)) return;
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
    const isAnyone = world.hosts.some(({ draining }) => !draining);
    if (goal.processes.web?.total && isAnyone) assert.equal(web, goal.processes.web.replicas);
  },
);

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

/** What does not serve where it should has its old place kept. */
function hasUnwell(world: World): boolean {
  return world.hosts.some((host) => [...host.places.values()].some(({ move }) => move !== 'settled'));
}

function of(name: string, wishes: Wish[]): Wish[] {
  return wishes.filter(({ host }) => host === name);
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}
