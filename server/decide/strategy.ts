// A strategy as steps: how much moves at each, how long it is watched, who must say go.
import { changes, place } from './place.ts';
import type { Amount, Deployment, Fleet, HostFacts, Ms, Part, Slot, Strategy } from './types.ts';

export interface Step {
  part: Part;
  /** How much; null: everything that is left. */
  take: { hosts: number } | { upTo: Amount } | { batch: Amount } | null;
  /** Again until nothing is left. */
  repeats: boolean;
  bakeMs: Ms;
  /** The release before is compared with at the end of the bake. */
  verdict: boolean;
  /** Goes on only when an operator says so. */
  manual: boolean;
  /** Of what has moved by then: its share of a full one's requests, in percent. */
  weight: number;
}

const plain = { take: null, repeats: false, bakeMs: 0, verdict: false, manual: false, weight: 100 };

/** Where nothing that serves is replaced there is nothing to protect, and so one step. */
export const atOnce: Step[] = [{ ...plain, part: 'all' }];

/** The steps of the deployment that is under way. */
export function courseOf({ progress, strategy }: Deployment): Step[] {
  const isAtOnce = progress.phase === 'moving' && progress.part === 'all' && strategy.kind !== 'recreate';
  return isAtOnce ? atOnce : compile(strategy);
}

function compile(strategy: Strategy): Step[] {
  const { batch, bakeMs } = strategy;
  const batches: Step = { ...plain, part: 'batch', take: { batch }, repeats: true, bakeMs };
  switch (strategy.kind) {
    case 'rolling':
    case 'in-place':
      return [{ ...plain, part: 'canary', take: { hosts: strategy.canaryHosts }, bakeMs }, batches];
    case 'canary':
      return [
        ...strategy.canarySteps.map(
          ({ upTo, bakeMs, manual, weight = 100 }): Step => ({
            ...plain,
            part: 'canary',
            take: { upTo },
            bakeMs,
            manual,
            weight,
            verdict: strategy.verdict !== null,
          }),
        ),
        batches,
      ];
    case 'blue-green':
      return [
        { ...plain, part: 'warming' },
        { ...plain, part: 'switch', bakeMs },
      ];
    case 'recreate':
      return [
        { ...plain, part: 'clearing' },
        { ...plain, part: 'all', bakeMs },
      ];
  }
}

/** Those of `able` whose turn it is; `moved` have had theirs, and all that change are so many. */
export function turnOf({ take }: Step, able: Slot[], { moved, all }: { moved: number; all: number }): Slot[] {
  if (take === null) return able;
  if ('hosts' in take) {
    const first = canaryHosts(take.hosts, able);
    return able.filter((slot) => first.has(slot.host));
  }
  if ('upTo' in take) return able.slice(0, Math.max(0, amount(take.upTo, all) - moved));
  return able.slice(0, amount(take.batch, all));
}

/** So many slots, at least one. */
function amount(asked: Amount, all: number): number {
  return Math.max(1, 'count' in asked ? asked.count : Math.ceil((all * asked.percent) / 100));
}

/** The hosts that go first, alone; none when that would be all of several. One host by itself is its own canary. */
function canaryHosts(count: number, candidates: Slot[]): Set<string> {
  const hosts = [...new Set(candidates.map((slot) => slot.host))];
  if (count >= hosts.length && hosts.length > 1) return new Set();
  return new Set(hosts.slice(0, count));
}

/** How many steps the deployment has with the hosts that there are now; an estimate until all hosts have had their turn. */
export function steps(deployment: Deployment, fleet: Fleet, now: Ms): number {
  const { progress } = deployment;
  const slots = place(deployment.to, fleet.hosts, now).length;
  const planned = rolls(deployment) ? stepsOf(deployment, fleet.hosts, now) : slots > 0 ? 1 : 0;
  const kept = new Set(place(deployment.to, fleet.hosts, now).map((slot) => `${slot.host}/${slot.process}/${slot.index}`));
  const before = place(deployment.from, fleet.hosts, now);
  const emptying = before.some((slot) => !kept.has(`${slot.host}/${slot.process}/${slot.index}`));
  return Math.max(planned + (emptying ? 1 : 0), 'step' in progress ? progress.step : 0);
}

function rolls({ to, from, progress, strategy }: Deployment): boolean {
  if (progress.phase === 'moving' && progress.part !== 'emptying') return progress.part !== 'all' || strategy.kind === 'recreate';
  return Object.entries(to.processes).some(([name, { replicas, fingerprint }]) => {
    const before = from?.processes[name];
    return before && Math.min(before.replicas, replicas) > 0 && before.fingerprint !== fingerprint;
  });
}

/** A step, and a bake where there is one. */
function stepsOf(deployment: Deployment, hosts: HostFacts[], now: Ms): number {
  const slots = changes(deployment, hosts, now);
  let left = slots;
  let count = 0;
  for (const step of compile(deployment.strategy)) {
    const turn = new Set(turnOf(step, left, { moved: slots.length - left.length, all: slots.length }));
    if (turn.size === 0) continue;
    const isLast = left.length === turn.size;
    count += step.repeats ? Math.ceil(left.length / turn.size) : 1;
    count += bakes(isLast ? asLast(step, deployment.strategy) : step) ? 1 : 0;
    if (step.part !== 'clearing' && step.part !== 'warming') left = step.repeats ? [] : left.filter((slot) => !turn.has(slot));
  }
  return count;
}

/** The step that leaves nothing to be moved is watched as the last batch would be. */
export function asLast(step: Step, { bakeMs }: Strategy): Step {
  return step.part === 'canary' ? { ...step, bakeMs: Math.max(step.bakeMs, bakeMs) } : step;
}

/** Something is waited for after it. */
export function bakes({ bakeMs, verdict, manual }: Step): boolean {
  return bakeMs > 0 || verdict || manual;
}
