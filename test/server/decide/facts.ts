// Facts for tests of the rollout: releases, hosts that obey at once, a deployment under way.

import { keyOf } from '../../../server/decide/place.ts';
import { plan } from '../../../server/decide/plan.ts';
import type {
  Deployment,
  Failure,
  Fleet,
  HostFacts,
  Plan,
  ReleaseFacts,
  SlotFacts,
  Stage,
  Strategy,
  Wish,
} from '../../../server/decide/types.ts';

export const second = 1_000;
export const minute = 60 * second;

export const strategy: Strategy = {
  kind: 'rolling',
  canaryHosts: 1,
  batch: { percent: 25 },
  healthyMs: 10 * second,
  bakeMs: minute,
  maxFailures: 0,
  rollback: true,
  progressMs: 10 * minute,
  canarySteps: [{ upTo: { percent: 10 }, bakeMs: minute, manual: false }],
  verdict: null,
  keepWarmMs: 10 * minute,
};

/** `web: 2` is two replicas whose content is the release's own; `['a', 2]` names the content. */
export function release(number: number, processes: Record<string, number | [string, number]> = { web: 2 }): ReleaseFacts {
  const entries = Object.entries(processes).map(([name, what]) => {
    const [fingerprint, replicas] = typeof what === 'number' ? [`${name}-${number}`, what] : what;
    return [name, { replicas, fingerprint, total: null, labels: {} }] as const;
  });
  const hooks = { releaseMs: null, afterDeployMs: null };
  return { app: 'hello', number, bundle: `bundle-${number}`, processes: Object.fromEntries(entries), hooks };
}

export function host(name: string, facts: Partial<HostFacts> = {}): HostFacts {
  const nothing = { answers: true, staged: {}, refusals: [], preflights: {}, tasks: [], figures: {}, slots: [] };
  return { name, state: 'connected', since: 0, labels: {}, draining: null, ...nothing, ...facts };
}

export function deployment(facts: Partial<Deployment> = {}): Deployment {
  const staging = { phase: 'staging' as const, since: 0 };
  const orders = { paused: false, promoted: 0, aborted: null };
  const begun = { progress: staging, orders, runsHooks: true, tasks: [], failures: [] };
  return { number: 2, to: release(2), from: release(1), strategy, ...begun, ...facts };
}

/** What the shell keeps: the deployment and the fleet, changed by plans and reports, with every line that was said. */
export interface Story {
  deployment: Deployment;
  fleet: Fleet;
  now: number;
  said: string[];
  last: Plan;
}

/** Hosts on which `from` serves, and a deployment that nobody has planned yet. */
export function story(names: string[], facts: Partial<Deployment> = {}): Story {
  const begun = deployment(facts);
  const wishes = begun.from ? wishesOf(begun.from, names, begun.number - 1) : [];
  const hosts = names.map((name) =>
    host(name, { slots: wishes.filter((wish) => wish.host === name).map((wish) => serving(wish)) }),
  );
  return { deployment: begun, fleet: { hosts, wishes }, now: 0, said: [], last: undefined as never };
}

export function wishesOf({ number, processes }: ReleaseFacts, names: string[], by: number): Wish[] {
  return names.flatMap((name) =>
    Object.entries(processes).flatMap(([process, { replicas }]) =>
      Array.from({ length: replicas }, (_, n) => ({ host: name, process, index: n + 1, release: number, deployment: by })),
    ),
  );
}

export function serving(wish: Wish, facts: Partial<SlotFacts> = {}): SlotFacts {
  const { host: name, process, index } = wish;
  const wanted = { wanted: wish.release, deployment: wish.deployment };
  const ready = { warm: wish.warm ?? 0, warmReady: wish.warm !== undefined, failure: null };
  return { host: name, process, index, ...wanted, move: 'settled', serving: wish.release, ...ready, ...facts };
}

/** Plans, and records what the plan says. */
export function ask(told: Story, later = 0): Plan {
  told.now += later;
  const { deployment: before, fleet, now } = told;
  const next = plan(before, fleet, now);
  told.deployment = { ...before, progress: next.progress, failures: next.failures, tasks: next.tasks };
  told.fleet = { wishes: next.wishes, hosts: fleet.hosts.map((one) => unanswered(one, fleet.wishes, next.wishes)) };
  told.said.push(...next.events);
  told.last = next;
  return next;
}

/** What is asked now, its last report says nothing of. */
function unanswered(one: HostFacts, before: Wish[], after: Wish[]): HostFacts {
  const of = (wishes: Wish[]) => JSON.stringify(wishes.filter(({ host: name }) => name === one.name));
  return of(before) === of(after) ? one : { ...one, answers: false };
}

/** All hosts but the absent ones stage and do what is wished of them. */
export function obey(told: Story, except: string[] = []): void {
  for (const one of told.fleet.hosts) {
    if (one.state !== 'connected' || except.includes(one.name)) continue;
    const asked = told.last.stage.filter((stage) => stage.host === one.name);
    const staged = Object.fromEntries(asked.map(({ bundle }) => [bundle, { state: 'ready' as const, detail: '' }]));
    const preflights = { [told.deployment.number]: [] };
    const wishes = told.fleet.wishes.filter((wish) => wish.host === one.name && !except.includes(keyOf(wish)));
    const held = one.slots.filter((slot) => except.includes(keyOf(slot)));
    change(told, one.name, { staged, preflights, answers: true, slots: [...wishes.map((wish) => serving(wish)), ...held] });
  }
}

export function change(told: Story, name: string, facts: Partial<HostFacts>): void {
  const hosts = told.fleet.hosts.map((one) => (one.name === name ? { ...one, ...facts } : one));
  told.fleet = { ...told.fleet, hosts };
}

/** The host reports this of a slot that it was asked for. */
export function report(told: Story, key: string, facts: Partial<SlotFacts>): void {
  const wish = told.fleet.wishes.find((one) => keyOf(one) === key);
  const one = told.fleet.hosts.find(({ name }) => name === key.split('/')[0]);
  if (!wish || !one) throw new Error(`no wish for ${key}`);
  change(told, one.name, { slots: [...one.slots.filter((slot) => keyOf(slot) !== key), serving(wish, facts)] });
}

/** Someone says go for the step that it is at, as server/orders.ts records it. */
export function promote(told: Story): void {
  const { progress, orders } = told.deployment;
  if (!('step' in progress)) throw new Error(`nothing to promote: ${progress.phase}`);
  told.deployment = { ...told.deployment, orders: { ...orders, paused: false, promoted: progress.step } };
}

export function failure(key: string, at: number, cause: Failure['cause'] = 'never-ready'): Failure {
  const [name = '', process = '', index] = key.split('/');
  return { host: name, process, index: Number(index), cause, replica: `${process}-${index}`, message: 'no answer', at };
}

/** Slots that this deployment has moved, by key. */
export function movedIn({ deployment: { number, to }, fleet }: Story): string[] {
  return fleet.wishes.filter((wish) => wish.deployment === number && wish.release === to.number).map(keyOf);
}

export function bundles(stage: Stage[]): string[] {
  return [...new Set(stage.map(({ bundle }) => bundle))];
}

export function staged(told: Story): void {
  ask(told);
  obey(told);
}
