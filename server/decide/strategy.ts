// A strategy as steps: who goes first, how many at a time, how many steps in all.
import { changes, place } from './place.ts';
import type { Deployment, Fleet, HostFacts, Slot, Strategy } from './types.ts';

/** The hosts that go first, alone; none when that would be all of several. One host by itself is its own canary. */
export function canaryHosts(strategy: Strategy, candidates: Slot[]): Set<string> {
  const hosts = [...new Set(candidates.map((slot) => slot.host))];
  if (strategy.canaryHosts >= hosts.length && hosts.length > 1) return new Set();
  return new Set(hosts.slice(0, strategy.canaryHosts));
}

export function batchSize(deployment: Deployment, hosts: HostFacts[]): number {
  const { batch } = deployment.strategy;
  if ('count' in batch) return Math.max(1, batch.count);
  return Math.max(1, Math.ceil((changes(deployment, hosts).length * batch.percent) / 100));
}

/** How many steps the deployment has with the hosts that there are now; an estimate until all hosts have had their turn. */
export function steps(deployment: Deployment, fleet: Fleet): number {
  const { progress } = deployment;
  const atOnce = place(deployment.to, fleet.hosts).length > 0 ? 1 : 0;
  const planned = rolls(deployment) ? rollingSteps(deployment, fleet.hosts) : atOnce;
  const emptying = place(deployment.from, fleet.hosts).some(({ process, index }) => index > replicasOf(deployment, process));
  return Math.max(planned + (emptying ? 1 : 0), 'step' in progress ? progress.step : 0);
}

function rolls({ to, from, progress }: Deployment): boolean {
  if (progress.phase === 'moving' && progress.part !== 'emptying') return progress.part !== 'all';
  return Object.entries(to.processes).some(([name, { replicas, fingerprint }]) => {
    const before = from?.processes[name];
    return before && Math.min(before.replicas, replicas) > 0 && before.fingerprint !== fingerprint;
  });
}

function rollingSteps(deployment: Deployment, hosts: HostFacts[]): number {
  const slots = changes(deployment, hosts);
  const first = canaryHosts(deployment.strategy, slots);
  const rest = slots.filter((slot) => !first.has(slot.host)).length;
  const batches = Math.ceil(rest / batchSize(deployment, hosts));
  return (first.size > 0 ? 2 : 0) + (batches > 0 ? batches + 1 : 0);
}

function replicasOf({ to }: Deployment, process: string): number {
  return to.processes[process]?.replicas ?? 0;
}
