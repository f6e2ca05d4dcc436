// What has gone wrong in a deployment: what hosts report, and what did not happen in time.
import { bySlot, keyOf } from './place.ts';
import { factsOf, goalOf, type Scene } from './scene.ts';
import type { Deployment, Failure, HostFacts, Slot, Wish } from './types.ts';

/** Reported failures of what this deployment asked for that have not been recorded yet. */
export function newFailures(scene: Scene): Failure[] {
  const { deployment, fleet } = scene;
  const release = goalOf(deployment)?.number;
  const wishes = bySlot(fleet.wishes.filter((wish) => wish.deployment === deployment.number && wish.release === release));
  const reported = fleet.hosts.flatMap((host) =>
    host.slots.flatMap((slot) => {
      const wish = wishes.get(keyOf(slot));
      return wish ? failuresOf(wish, host, scene) : [];
    }),
  );
  return reported.filter((failure) => !isRecorded(failure, deployment));
}

/** More slots failed than the strategy puts up with. */
export function areTooMany({ failures, strategy }: Deployment): boolean {
  return new Set(failures.map(keyOf)).size > strategy.maxFailures;
}

/** What it means that these slots did not get to their goal in time. */
export function overdue(slots: Slot[], { fleet, deployment, now }: Scene): Failure[] {
  const hosts = new Map(fleet.hosts.map((host) => [host.name, host]));
  const bundle = (goalOf(deployment) ?? deployment.to).bundle;
  return slots.map(({ host, process, index }) => {
    const facts = hosts.get(host);
    const slot = { host, process, index, replica: '', at: now };
    if (facts?.state !== 'connected')
      return { ...slot, cause: 'host-unreachable', message: `${host} is ${facts?.state ?? 'gone'}` };
    if (facts.staged[bundle]?.state !== 'ready') return { ...slot, cause: 'not-staged', message: stagingOf(facts, bundle) };
    return { ...slot, cause: 'never-ready', message: 'nothing has moved until the progress deadline' };
  });
}

/** Hosts that cannot get the bundle. Where it is ready already, a refusal is about what was asked before. */
export function refusing({ fleet, deployment, now }: Scene): Failure[] {
  const connected = fleet.hosts.filter((host) => host.state === 'connected');
  return connected.flatMap((host): Failure[] => {
    const whole = { ...wholeHost(host.name), at: now };
    const state = host.staged[deployment.to.bundle]?.state;
    if (host.refusals.length > 0 && state !== 'ready')
      return [{ ...whole, cause: 'host-refused', message: host.refusals.join('; ') }];
    if (state !== 'failed') return [];
    return [{ ...whole, cause: 'not-staged', message: stagingOf(host, deployment.to.bundle) }];
  });
}

/** Waiting slots of hosts that refuse the assignment that holds them. */
export function refusedSlots(waiting: Slot[], { fleet, now }: Scene): Failure[] {
  const refusals = new Map(fleet.hosts.filter((host) => host.state === 'connected').map((host) => [host.name, host.refusals]));
  return waiting.flatMap(({ host, process, index }): Failure[] => {
    const why = refusals.get(host) ?? [];
    return why.length === 0
      ? []
      : [{ host, process, index, replica: '', cause: 'host-refused', message: why.join('; '), at: now }];
  });
}

export function wholeHost(host: string) {
  return { host, process: '', index: 0, replica: '' };
}

function failuresOf(wish: Wish, host: HostFacts, { deployment, now }: Scene): Failure[] {
  const { process, index } = wish;
  const facts = factsOf(host, wish);
  if (facts?.failure) return [{ ...facts.failure, host: host.name, process, index }];
  const slot = { host: host.name, process, index, replica: '', at: now };
  const known = deployment.failures.some((failure) => keyOf(failure) === keyOf(wish));
  if (facts?.move === 'failed' && !known) return [{ ...slot, cause: 'did-not-start', message: 'given up by the host' }];
  return [];
}

function isRecorded(failure: Failure, { failures }: Deployment): boolean {
  return failures.some((known) => keyOf(known) === keyOf(failure) && known.at === failure.at);
}

function stagingOf(host: HostFacts, bundle: string): string {
  const staged = host.staged[bundle];
  return staged
    ? `the bundle is ${staged.state} on ${host.name}${staged.detail ? `: ${staged.detail}` : ''}`
    : `the bundle is not on ${host.name}`;
}
