// A forecast in words: the steps that a deployment would take, and what about the hosts it would run into.
import type { Forecast, Turn } from './forecast.ts';
import { keyOf, place } from './place.ts';
import type { Deployment, Fleet, HostFacts, Ms, Slot } from './types.ts';
import { listed } from './words.ts';

/** A line a step, hooks and waiting included. Nothing moves: none. */
export function sayCourse(deployment: Deployment, { turns, slots }: Forecast): string[] {
  const { to, runsHooks } = deployment;
  const still = new Set(slots.filter(({ change }) => change === 'keep' || change === 'renumber').map(keyOf));
  const moving = turns.map(({ step, slots }) => ({ step, slots: slots.filter((slot) => !still.has(keyOf(slot))) }));
  const steps = moving.filter((turn) => turn.slots.length > 0);
  const numbered = slots.filter(({ change }) => change === 'renumber').length;
  return [
    ...(runsHooks && to.hooks.releaseMs !== null ? ['the release hook runs once, on one host, before anything changes'] : []),
    ...(numbered > 0 ? [`${count(numbered)} ${numbered === 1 ? 'gets' : 'get'} the number v${to.number} without a restart`] : []),
    ...grouped(steps).map((group) => sayGroup(group, deployment)),
    ...(runsHooks && to.hooks.afterDeployMs !== null ? ['the after_deploy hook runs once, when everything serves'] : []),
  ];
}

/** What is not refused, and not as one may think. */
export function sayHosts({ to, strategy }: Deployment, { hosts }: Fleet, now: Ms): string[] {
  const placed = new Set(place(to, hosts, now).map(({ host }) => host));
  const wait = duration(strategy.progressMs);
  return hosts.flatMap((host) => {
    if (host.draining) return [`${host.name} is drained and takes nothing`];
    if (!placed.has(host.name)) return [];
    return sayAway(host, wait);
  });
}

function sayAway({ name, state }: HostFacts, wait: string): string[] {
  if (state === 'lost') return [`${name} is lost: it is not waited for, and catches up when it is back`];
  if (state === 'unreachable')
    return [`${name} is out of reach: it is waited for ${wait} at most, then the deployment is refused`];
  return [];
}

function share([turn]: Turn[]): string {
  const weight = turn?.step.weight ?? 100;
  return weight < 100 ? `, with ${weight} % of the requests of an old one` : '';
}

/** Batches follow each other; every other turn is a step of its own. */
function grouped(turns: Turn[]): Turn[][] {
  const groups: Turn[][] = [];
  for (const turn of turns) {
    const last = groups.at(-1);
    if (turn.step.part === 'batch' && last?.[0]?.step.part === 'batch') last.push(turn);
    else groups.push([turn]);
  }
  return groups;
}

function sayGroup(group: Turn[], deployment: Deployment): string {
  const [{ step }] = group as [Turn];
  const slots = group.flatMap((turn) => turn.slots);
  return `${parts[step.part](slots, group, deployment)}${sayWatch(step, deployment)}`;
}

const parts: Record<Turn['step']['part'], (slots: Slot[], group: Turn[], deployment: Deployment) => string> = {
  canary: (slots, group) => `canary: ${count(slots.length)} of ${processes(slots)} on ${hosts(slots)}${share(group)}`,
  batch: (slots, group) => `${count(slots.length)} of ${processes(slots)} on ${hosts(slots)}${pace(group)}`,
  all: (slots, _, { to, strategy }) =>
    `${count(slots.length)} of ${processes(slots)} on ${hosts(slots)} at once${strategy.kind === 'recreate' ? `, with v${to.number}` : ''}`,
  warming: (slots, _, { to }) =>
    `${count(slots.length)} of ${processes(slots)} on ${hosts(slots)} ${slots.length === 1 ? 'gets' : 'get'} v${to.number} ready beside what serves, without requests`,
  switch: (slots, _, { to, strategy }) =>
    `${count(slots.length)} ${slots.length === 1 ? 'switches' : 'switch at once'} to v${to.number}; what served is kept ready for ${duration(strategy.keepWarmMs)}`,
  clearing: (slots, _, { to }) => `${count(slots.length)} ${slots.length === 1 ? 'stops' : 'stop'} before v${to.number} starts`,
  emptying: (slots, _, { to }) =>
    `${count(slots.length)} that v${to.number} does not have ${slots.length === 1 ? 'goes' : 'go'} away`,
};

function pace(group: Turn[]): string {
  if (group.length === 1) return group[0]?.slots.length === 1 ? '' : ' at once';
  return `, at most ${Math.max(...group.map(({ slots }) => slots.length))} at a time`;
}

function sayWatch({ part, bakeMs, manual }: Turn['step'], { from, strategy }: Deployment): string {
  const watched = bakeMs > 0 ? `, then watched for ${duration(bakeMs)}` : '';
  const compared = strategy.kind === 'canary' && part === 'canary' && strategy.verdict && from;
  const verdict = compared ? ` and compared with v${from.number}` : '';
  return `${watched}${verdict}${manual ? '; it waits for ctl promote' : ''}`;
}

const shown = 3;

function hosts(slots: Slot[]): string {
  const names = [...new Set(slots.map(({ host }) => host))];
  return names.length <= shown ? listed(names) : `${names.length} hosts`;
}

function processes(slots: Slot[]): string {
  return listed(slots.map(({ process }) => process));
}

function count(slots: number): string {
  return slots === 1 ? 'one slot' : `${slots} slots`;
}

function duration(ms: Ms): string {
  if (ms % 60_000 === 0 && ms >= 60_000) return `${ms / 60_000} min`;
  return `${ms / 1000} s`;
}
