// What has gone wrong in a deployment: what hosts report, and what did not happen in time.
import { keyOf, place } from './place.ts';
import { factsByWish, goalOf, type Scene } from './scene.ts';
import type { Deployment, Failure, HostFacts, ReleaseFacts, Slot, SlotFacts, Wish } from './types.ts';
import { listed } from './words.ts';

/** Reported failures of what this deployment asked for that have not been recorded yet. */
export function newFailures(scene: Scene): Failure[] {
  const { deployment, fleet } = scene;
  const release = goalOf(deployment)?.number;
  const facts = factsByWish(fleet);
  const known = new Set(deployment.failures.map(keyOf));
  const hosts = new Set(fleet.hosts.map(({ name }) => name));
  const mine = fleet.wishes.filter(
    (wish) =>
      hosts.has(wish.host) && wish.deployment === deployment.number && (wish.release === release || wish.warm === release),
  );
  const reported = mine.flatMap((wish) => failuresOf(wish, facts(wish), known, scene));
  return reported.filter((failure) => !known.has(keyOf(failure)) || !isRecorded(failure, deployment));
}

/** More slots failed than the strategy puts up with, or it is the release as a whole. */
export function areTooMany({ failures, strategy }: Deployment): boolean {
  return failures.some(({ cause }) => isOfAll[cause]) || new Set(failures.map(keyOf)).size > strategy.maxFailures;
}

/** What is no matter of one slot. */
const isOfAll: Partial<Record<Failure['cause'], true>> = { verdict: true, aborted: true, 'hook-failed': true };

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
    const unfit = host.preflights[deployment.number] ?? [];
    if (unfit.length > 0) return [{ ...whole, cause: 'host-refused', message: unfit.join('; ') }];
    const state = host.staged[deployment.to.bundle]?.state;
    if (host.refusals.length > 0 && state !== 'ready')
      return [{ ...whole, cause: 'host-refused', message: host.refusals.join('; ') }];
    if (state !== 'failed') return [];
    return [{ ...whole, cause: 'not-staged', message: stagingOf(host, deployment.to.bundle) }];
  });
}

/** They would never answer for it. */
export function tooOld(hosts: HostFacts[], { now }: Scene): Failure[] {
  const old = hosts.filter((host) => host.state === 'connected' && host.tooOld !== undefined);
  return old.map(({ name, tooOld = '' }) => {
    const message = `its agent${tooOld ? ` (${tooOld})` : ''} is too old to say whether it can run this: ctl hosts upgrade ${name}`;
    return { ...wholeHost(name), cause: 'host-refused', message, at: now };
  });
}

/** They would leave out what they know nothing of, and say that all is well. */
export function knowingTooLittle(hosts: HostFacts[], { deployment: { to, from }, now }: Scene): Failure[] {
  const needs = [...(to.needs ?? []), ...changedRoutes(to, from)];
  if (needs.length === 0) return [];
  return hosts.flatMap(({ name, state, plainRoutes }): Failure[] => {
    if (state !== 'connected' || plainRoutes === undefined) return [];
    const message = `its agent${plainRoutes ? ` (${plainRoutes})` : ''} is too old for ${listed(needs)}: ctl hosts upgrade ${name}`;
    return [{ ...wholeHost(name), cause: 'host-refused', message, at: now }];
  });
}

/** Where nothing is restarted, an older agent keeps the routes that it knows. */
function changedRoutes(to: ReleaseFacts, from: ReleaseFacts | null): string[] {
  return Object.entries(to.processes).flatMap(([name, { fingerprint, routes }]) => {
    const before = from?.processes[name];
    const isOther = before && before.fingerprint === fingerprint && before.routes !== routes;
    return isOther ? [`routes of ${name} that change without a restart`] : [];
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

/** Processes that no host has a place for. */
export function unplaced({ deployment: { to }, fleet, now }: Scene): Failure[] {
  const placed = new Set(place(to, fleet.hosts, now).map(({ process }) => process));
  const isAnyone = fleet.hosts.length > 0;
  const homeless = Object.entries(to.processes).filter(([name, { replicas }]) => isAnyone && replicas > 0 && !placed.has(name));
  return homeless.map(([name, { labels }]) => {
    const wanted = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    const which = wanted.length > 0 ? ` with the labels ${wanted.join(', ')}` : '';
    const message = `no host${which} takes ${name} (hosts that are drained take nothing)`;
    return { ...wholeHost(''), cause: 'host-refused', message, at: now };
  });
}

export function wholeHost(host: string) {
  return { host, process: '', index: 0, replica: '' };
}

function failuresOf(wish: Wish, facts: SlotFacts | undefined, known: Set<string>, { now }: Scene): Failure[] {
  const { host, process, index } = wish;
  if (facts?.failure) return [{ ...facts.failure, host, process, index }];
  if (facts?.move !== 'failed' || known.has(keyOf(wish))) return [];
  return [{ host, process, index, replica: '', at: now, cause: 'did-not-start', message: 'given up by the host' }];
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
