// A simulated environment with very many hosts, of which one in a hundred cannot run the new release.
import { strategy } from './facts.ts';
import { tick, World, type WorldRelease } from './world.ts';

export function largeWorld(hosts: number, { maxFailures }: { maxFailures: number }): World {
  const release = (behaviour: WorldRelease['behaviour']): WorldRelease => ({
    web: 3,
    worker: 1,
    changesWeb: true,
    changesWorker: true,
    behaviour,
    badOn: 0,
    total: false,
    releaseHook: 'none',
    lastHook: 'none',
  });
  return new World({
    hosts,
    fresh: false,
    releases: [release('good'), release('never-ready')],
    strategy: { ...strategy, canaryHosts: 0, bakeMs: 0, healthyMs: 0, progressMs: 24 * tick, maxFailures },
    faults: [],
    seed: 1,
    reordered: false,
    badEvery: 100,
  });
}
