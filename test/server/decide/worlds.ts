// Random worlds: hosts, releases, a strategy, what goes wrong and what operators say meanwhile. PROPERTY_RUNS is how many.
import { test } from 'node:test';
import fc from 'fast-check';
import type { Deployment, Strategy } from '../../../server/decide/types.ts';
import { type Death, type Fault, type Moment, type Script, tick, World, type WorldRelease } from './world.ts';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 2000);
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
    .array(
      fc.record({ upTo: anAmount, bakeMs: fc.constantFrom(0, 4 * tick), manual: fc.boolean(), weight: fc.constantFrom(5, 100) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
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
const aDeath: fc.Arbitrary<Death> = fc.record({
  write: fc.integer({ min: 1, max: 24 }),
  when: fc.constantFrom('before' as const, 'after' as const, 'half-told' as const),
});
export const aScript: fc.Arbitrary<Script> = fc.record({
  hosts: fc.integer({ min: 1, max: 4 }),
  fresh: fc.boolean(),
  releases: fc.tuple(theFirst, fc.array(aRelease, { minLength: 1, maxLength: 3 })).map(([first, rest]) => [first, ...rest]),
  strategy,
  faults: fc.array(aFault, { maxLength: 6 }),
  seed: fc.nat(),
  reordered: fc.boolean(),
  deaths: fc.array(aDeath, { maxLength: 4 }),
});
export const calm = aScript.map((script) => ({ ...script, faults: [], reordered: false }));

/** `lives`: as many as there are on an average of each script that is checked, where it is more than one. */
export function holds(name: string, script: fc.Arbitrary<Script>, check: (script: Script) => void, lives = 1) {
  const asked = { numRuns: Math.ceil(numRuns / lives), seed, ...(process.env.NOSHRINK ? { endOnFailure: true } : {}) };
  test(name, () => fc.assert(fc.property(script, check), asked));
}

export function live(script: Script, watch: (moment: Moment) => void = () => {}): World {
  const world = new World(script);
  world.run(watch);
  return world;
}

export function outcome({ progress }: Deployment): string {
  return progress.phase === 'settled' ? progress.outcome : progress.phase;
}
