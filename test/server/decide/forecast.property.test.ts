// What a forecast says is what the deployment then does in a world where nothing fails: which slots, at which turn, to what end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Forecast, forecast } from '../../../server/decide/forecast.ts';
import { keyOf } from '../../../server/decide/place.ts';
import type { Slot, Strategy, Wish } from '../../../server/decide/types.ts';
import { type Fault, type Moment, type Script, tick, World, type WorldRelease } from './world.ts';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 2000);
const seed = Number(process.env.PROPERTY_SEED ?? 20);

const hook = fc.constantFrom('none' as const, 'none' as const, 'good' as const);
const aRelease: fc.Arbitrary<WorldRelease> = fc.record({
  web: fc.integer({ min: 1, max: 3 }),
  worker: fc.integer({ min: 0, max: 2 }),
  changesWeb: fc.boolean(),
  changesWorker: fc.boolean(),
  behaviour: fc.constant('good' as const),
  badOn: fc.constant(15),
  total: fc.boolean(),
  releaseHook: hook,
  lastHook: hook,
});
const anAmount = fc.oneof(
  fc.record({ count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
);
const strategy: fc.Arbitrary<Strategy> = fc.record({
  kind: fc.constantFrom('rolling', 'canary', 'blue-green', 'recreate', 'in-place'),
  canarySteps: fc.array(
    fc.record({ upTo: anAmount, bakeMs: fc.constantFrom(0, 4 * tick), manual: fc.boolean(), weight: fc.constantFrom(5, 100) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  verdict: fc.option(
    fc.record({
      minRequests: fc.constantFrom(1, 5000),
      moreErrors: fc.constant(0.01),
      latency: fc.constant({ quantile: 0.95, slower: 0.5 }),
      moreRestarts: fc.constant(0),
      checkMs: fc.constant(null),
    }),
  ),
  keepWarmMs: fc.constantFrom(0, 10 * tick),
  canaryHosts: fc.integer({ min: 0, max: 3 }),
  batch: anAmount,
  healthyMs: fc.constant(0),
  bakeMs: fc.constantFrom(0, 8 * tick),
  maxFailures: fc.constant(0),
  rollback: fc.boolean(),
  progressMs: fc.constant(60 * tick),
});
/** Early: most drained hosts have been emptied before the deployment begins. */
const before: fc.Arbitrary<Fault> = fc.record({
  at: fc.integer({ min: 0, max: 10 }),
  what: fc.constantFrom('join' as const, 'leave' as const, 'drain' as const, 'undrain' as const),
  host: fc.nat(5).map((host) => host * 2),
  release: fc.constant(0),
});
const deploying = { at: 31, what: 'deploy' as const, host: 0, release: 2 };
const script: fc.Arbitrary<Script> = fc.record({
  hosts: fc.integer({ min: 1, max: 5 }),
  fresh: fc.boolean(),
  releases: fc.tuple(
    aRelease.map((release): WorldRelease => ({ ...release, changesWeb: true, changesWorker: true })),
    aRelease,
    aRelease,
  ),
  strategy,
  faults: fc.array(before, { maxLength: 4 }).map((faults) => [...faults, deploying]),
  seed: fc.nat(),
  reordered: fc.constant(false),
});

test('the slots, the turns and the end are as forecast, whatever an earlier one left half done, and no slot is restarted that was to stay', () => {
  fc.assert(
    fc.property(script, (script) => {
      const seen = foreseen(script);
      assertCourse(seen);
      assertSlots(seen);
    }),
    { numRuns, seed },
  );
});

function assertCourse({ said, turns, world, drained }: Foreseen): void {
  // What a drain still does goes with the first turn or before it.
  const ofOthers = (all: string[][]) =>
    all.map((keys) => keys.filter((key) => !drained.has(key))).filter(({ length }) => length > 0);
  const { progress } = world.deployment;
  const outcome = progress.phase === 'settled' && progress.outcome;
  // Refused: what an earlier one had left half done is turned back.
  const isRefused = said.refusals.length > 0;
  assert.ok((isRefused ? ['refused', 'rolled-back'] : ['done']).includes(String(outcome)), String(outcome));
  if (isRefused) return;
  assert.deepEqual(ofOthers(turns), ofOthers(said.turns.map(({ slots }) => keysOf(slots))));
  assert.deepEqual(content(world.wishes), content(said.wishes));
}

function assertSlots({ said, world, prints }: Foreseen): void {
  if (said.refusals.length > 0) return;
  const places = new Map(world.hosts.flatMap((host) => [...host.places.values()]).map((place) => [place.key, place]));
  for (const slot of said.slots) {
    const [was, is] = [prints.get(keyOf(slot)), places.get(keyOf(slot))?.serving?.fingerprint];
    if (slot.change === 'keep' || slot.change === 'renumber') assert.equal(is, was, `${slot.change} ${keyOf(slot)}`);
    if (slot.change === 'start') assert.ok(is && !was, keyOf(slot));
    if (slot.change === 'stop' || slot.change === 'move') assert.ok(!is && was, keyOf(slot));
  }
}

type Foreseen = ReturnType<typeof foreseen>;

interface Seen {
  said?: Forecast;
  turns: string[][];
  /** Of what each slot served before. */
  prints: Map<string, string>;
  /** Slots that drained hosts still had. */
  drained: Set<string>;
}

/** The forecast of the deployment that begins last, and what it then asked for at each turn. */
function foreseen(script: Script) {
  const world = new World(script);
  const seen: Seen = { turns: [], prints: new Map(), drained: new Set() };
  world.run((moment) => look(moment, seen));
  assert.ok(seen.said);
  return { ...seen, said: seen.said, world };
}

function look({ world, before, fleet, next, now }: Moment, seen: Seen): void {
  if (world.deployments.length < 2 || before.progress.phase === 'settled') return;
  if (!seen.said) {
    seen.said = forecast(before, fleet, now);
    const wished = fleet.wishes.map((wish) => [keyOf(wish), world.contentOf(wish, 0).fingerprint] as const);
    seen.prints = new Map(wished);
    const draining = new Set(fleet.hosts.filter(({ draining }) => draining).map(({ name }) => name));
    seen.drained = new Set(fleet.wishes.filter(({ host }) => draining.has(host)).map(keyOf));
  }
  const slots = next.progress.phase === 'settled' ? [] : difference(fleet.wishes, next.wishes);
  if (slots.length > 0) seen.turns.push(keysOf(slots));
}

function difference(before: Wish[], after: Wish[]): Slot[] {
  const text = (wish: Wish) => `${keyOf(wish)} ${wish.release} ${wish.warm ?? 0} ${wish.deployment}`;
  const [old, now] = [new Set(before.map(text)), new Set(after.map(text))];
  return [...before.filter((wish) => !now.has(text(wish))), ...after.filter((wish) => !old.has(text(wish)))];
}

function keysOf(slots: Slot[]): string[] {
  return [...new Set(slots.map(keyOf))].sort();
}

function content(wishes: Wish[]): string[] {
  return wishes.map((wish) => `${keyOf(wish)} v${wish.release}`).sort();
}
