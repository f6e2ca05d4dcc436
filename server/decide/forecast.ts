// What a deployment would do if nothing fails: planned as ever, over hosts that do at once what they are asked for.
import { bySlot, isAlike, movesAfter } from './place.ts';
import { plan } from './plan.ts';
import { asLast, courseOf, type Step } from './strategy.ts';
import type { Deployment, Failure, Fleet, HostFacts, Ms, Slot, Wish } from './types.ts';

/** `renumber`: the new number without a restart. `switch`: ready beside what serves, then switched. `move`: to another host. */
export type Change = 'start' | 'replace' | 'switch' | 'renumber' | 'keep' | 'stop' | 'move';

export interface SlotForecast extends Slot {
  change: Change;
  /** Releases; 0: none. */
  from: number;
  to: number;
}

/** What is asked for at once, and what is waited for after it. */
export interface Turn {
  step: Step;
  slots: Slot[];
}

export interface Forecast {
  slots: SlotForecast[];
  turns: Turn[];
  /** What would be wished for in the end. */
  wishes: Wish[];
  /** Why it would be refused before anything changes. */
  refusals: Failure[];
}

/** More looks than the longest deployment takes. */
const most = 100_000;

/** Hosts that are out of reach are taken to be back in time; lost ones stay lost. */
export function forecast(deployment: Deployment, fleet: Fleet, now: Ms): Forecast {
  const looks = rehearsal(deployment, fleet, now);
  for (;;) {
    const look = looks.next();
    if (look.done) return look.value;
  }
}

/** The same, a look at a time: with very many hosts each takes a while, and others may want their turn. */
export function* rehearsal(deployment: Deployment, fleet: Fleet, now: Ms): Generator<void, Forecast> {
  const turns: Turn[] = [];
  let rehearsed: Deployment = { ...deployment, strategy: { ...deployment.strategy, verdict: null } };
  let asked = obeying(rehearsed, fleet, fleet.wishes);
  let at = now;
  for (let look = 0; look < most; look += 1) {
    const next = plan(rehearsed, asked, at);
    const slots = changed(asked.wishes, next.wishes);
    rehearsed = { ...rehearsed, progress: next.progress, failures: next.failures, tasks: next.tasks };
    if (next.progress.phase === 'settled') {
      const refusals = next.progress.outcome === 'done' ? [] : next.failures;
      const slots = compare(deployment, fleet.wishes, next.wishes);
      return { slots, turns: withLastWatch(turns, deployment), wishes: next.wishes, refusals };
    }
    if (slots.length > 0) turns.push({ step: stepOf(rehearsed), slots });
    at = Math.max(at, slots.length > 0 ? at : (next.wakeAt ?? at));
    rehearsed = promoted(rehearsed);
    asked = obeying(rehearsed, fleet, next.wishes);
    yield;
  }
  throw new Error(`a forecast without an end: ${JSON.stringify(rehearsed.progress)}`);
}

function withLastWatch(turns: Turn[], { strategy }: Deployment): Turn[] {
  const last = turns.findLastIndex(({ step }) => step.part !== 'emptying');
  return turns.map((turn, at) => (at === last ? { ...turn, step: asLast(turn.step, strategy) } : turn));
}

/** The fleet as it is when every host that is not lost has done what is asked. */
function obeying(deployment: Deployment, { hosts }: Fleet, wishes: Wish[]): Fleet {
  const byHost = Map.groupBy(wishes, ({ host }) => host);
  return { wishes, hosts: hosts.map((host) => (host.state === 'lost' ? host : served(deployment, host, byHost.get(host.name)))) };
}

function served({ number, to, from, tasks }: Deployment, host: HostFacts, wishes: Wish[] = []): HostFacts {
  const bundles = [to.bundle, ...(from ? [from.bundle] : [])];
  return {
    ...host,
    state: 'connected',
    answers: true,
    staged: Object.fromEntries(bundles.map((bundle) => [bundle, { state: 'ready', detail: '' }])),
    refusals: [],
    preflights: { [number]: [] },
    tasks: tasks.filter((task) => task.host === host.name).map(({ name }) => ({ name, state: 'done', message: '' })),
    slots: wishes.map(({ release, warm = 0, deployment, ...slot }) => ({
      ...slot,
      wanted: release,
      deployment,
      move: 'settled',
      serving: release,
      warm,
      warmReady: warm > 0,
      failure: null,
    })),
  };
}

/** Whoever has to say go does. */
function promoted(deployment: Deployment): Deployment {
  const { progress, orders } = deployment;
  return progress.phase === 'holding' ? { ...deployment, orders: { ...orders, promoted: progress.step } } : deployment;
}

function changed(before: Wish[], after: Wish[]): Slot[] {
  const [old, now] = [bySlot(before), bySlot(after)];
  const differs = (a: Wish | undefined, b: Wish | undefined) =>
    a?.release !== b?.release || a?.warm !== b?.warm || a?.deployment !== b?.deployment;
  return [...new Map([...old, ...now]).entries()]
    .filter(([key]) => differs(old.get(key), now.get(key)))
    .map(([, { host, process, index }]) => ({ host, process, index }));
}

const alone: Step = { part: 'emptying', take: null, repeats: false, bakeMs: 0, verdict: false, manual: false, weight: 100 };

function stepOf(deployment: Deployment): Step {
  const { progress } = deployment;
  if (progress.phase !== 'moving' || progress.part === 'emptying') return alone;
  return courseOf(deployment)[progress.at] ?? alone;
}

function compare(deployment: Deployment, before: Wish[], after: Wish[]): SlotForecast[] {
  const [old, now] = [bySlot(before), bySlot(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const slots = keys.map((key): SlotForecast => {
    const [was, is] = [old.get(key), now.get(key)];
    const { host, process, index } = (is ?? was) as Wish;
    const slot = { host, process, index, from: was?.release ?? 0, to: is?.release ?? 0 };
    return { ...slot, change: changeOf(deployment, was, is) };
  });
  return withMoves(deployment, slots).sort(inOrder);
}

function changeOf(deployment: Deployment, was: Wish | undefined, is: Wish | undefined): Change {
  if (!was) return 'start';
  if (!is) return 'stop';
  if (was.release === is.release) return 'keep';
  if (isAlike(was, deployment)) return 'renumber';
  return deployment.strategy.kind === 'blue-green' ? 'switch' : 'replace';
}

/** A slot of a process with a number in total that stops while others of it start has gone to them. */
function withMoves({ to }: Deployment, slots: SlotForecast[]): SlotForecast[] {
  const starting = new Set(slots.filter(({ change }) => change === 'start').map(({ process }) => process));
  const goes = ({ change, process }: SlotForecast) =>
    change === 'stop' && starting.has(process) && movesAfter(to.processes[process]) !== null;
  return slots.map((slot) => (goes(slot) ? { ...slot, change: 'move' } : slot));
}

function inOrder(a: Slot, b: Slot): number {
  if (a.host !== b.host) return a.host < b.host ? -1 : 1;
  if (a.process !== b.process) return a.process < b.process ? -1 : 1;
  return a.index - b.index;
}
