// Wanted against running, one slot at a time: what to do next so that the slot comes to run its wish, make before break.
import { wornOut } from './ending.ts';
import { type Exit, hasFailed, isLeaving, isOver, isRouted, isWarm, type Replica, type Wish } from './replica.ts';
import type { Ms } from './types.ts';

export interface SlotFacts {
  /** null: the slot is to be empty. */
  wish: Wish | null;
  /** What is to be ready beside it, without requests. */
  warm?: Wish | null;
  /** All of this slot, those that are over included. */
  replicas: Replica[];
  /** Replicas that the router has acknowledged as targets. */
  acknowledged: ReadonlySet<string>;
  now: Ms;
}

export type Change =
  /** restarts, lastExit: of the one that it takes the place of for having worn out. */
  | { do: 'create'; wish: Wish; restarts?: number; lastExit?: Exit }
  | { do: 'relabel'; replica: string; wish: Wish }
  | { do: 'promote'; replica: string }
  /** It has shown that it is ready: it is not given up for not taking over. */
  | { do: 'keep'; replica: string }
  /** No request reaches it any more; it stays, to take over again. */
  | { do: 'demote'; replica: string }
  | { do: 'drain'; replica: string }
  | { do: 'stop'; replica: string }
  /** It is over, and nothing depends on what it was any more. */
  | { do: 'forget'; replica: string };

export interface SlotPlan {
  changes: Change[];
  /** When to ask again though nothing has happened; null: no need. */
  wakeAt: Ms | null;
  /** settled: what is wanted serves, and nothing is left but what is warm; failed: given up until the wish's deployment changes. */
  move: 'moving' | 'settled' | 'failed';
}

/** Asked again before anything has changed, it says the same; when all is done it says nothing. */
export function planSlot(facts: SlotFacts): SlotPlan {
  return facts.wish ? towards(facts.wish, facts) : emptied(facts);
}

/** The slot's newest failure of what is to serve, else of what is to be warm. */
export function failureOf({ wish, warm, replicas }: Pick<SlotFacts, 'wish' | 'warm' | 'replicas'>): Replica | null {
  const newest = (asked: Wish | null | undefined) =>
    replicas
      .filter(
        ({ failure }) => asked && failure?.lines && failure.release === asked.release && failure.deployment === asked.deployment,
      )
      .sort((a, b) => (b.failure?.at ?? 0) - (a.failure?.at ?? 0))[0];
  return newest(wish) ?? newest(warm) ?? null;
}

/** What is to be warm could take over at once. Where it is no different from what is to serve, that is what does. */
export function isWarmReady({ wish, warm, replicas }: Pick<SlotFacts, 'wish' | 'warm' | 'replicas'>): boolean {
  if (!warm) return false;
  const isThere = warm.fingerprint === wish?.fingerprint ? isRouted : isWarm;
  return replicas.some((replica) => replica.fingerprint === warm.fingerprint && isThere(replica));
}

function emptied({ replicas }: SlotFacts): SlotPlan {
  const changes = replicas.flatMap((replica): Change[] =>
    isOver(replica) ? [forget(replica)] : isLeaving(replica) ? [] : [letGo(replica)],
  );
  return { changes, wakeAt: null, move: replicas.every(isOver) ? 'settled' : 'moving' };
}

function towards(wish: Wish, facts: SlotFacts): SlotPlan {
  const { replicas } = facts;
  const here = replicas.filter((replica) => !isOver(replica) && !isLeaving(replica));
  const chosen = best(here.filter(({ fingerprint, worn }) => fingerprint === wish.fingerprint && !worn));
  const warm = warmOf(wish, facts);
  const beside = warm ? best(here.filter(({ fingerprint }) => fingerprint === warm.fingerprint)) : undefined;
  const others = here.filter((replica) => replica !== chosen && replica !== beside);
  const remembered = replicas.filter((replica) => remembers(wish, replica));
  const memories = [...remembered, ...replicas.filter((replica) => warm && remembers(warm, replica))];
  const over = replicas.filter((replica) => isOver(replica) && !memories.includes(replica)).map(forget);
  const { changes, wakeAt } = chosen ? advance(chosen, wish, facts) : begin(wish, remembered.length > 0, facts);
  const replaced = others.filter((other) => isInTheWay(other, chosen, wish, facts)).map(letGo);
  const warming = warm ? warmUp(warm, beside, chosen, memories, facts) : { changes: [], wakeAt: null };
  return {
    changes: [...replaced, ...changes, ...warming.changes, ...over],
    wakeAt: earliest(wakeAt, warming.wakeAt),
    move: moveOf(chosen, beside, remembered, facts),
  };
}

/** What is no different needs no second one, and a fixed port cannot be held by two. */
function warmOf(wish: Wish, { warm }: SlotFacts): Wish | null {
  if (!warm || warm.fingerprint === wish.fingerprint) return null;
  return hasFixedPort(warm) && hasFixedPort(wish) ? null : warm;
}

/** Something beside what serves, ready: it never gets a request, and is not given up for that once it has shown itself. */
function warmUp(
  warm: Wish,
  beside: Replica | undefined,
  chosen: Replica | undefined,
  memories: Replica[],
  facts: SlotFacts,
): { changes: Change[]; wakeAt: Ms | null } {
  if (!beside) {
    const isTried = memories.some((replica) => isFor(warm, replica));
    return { changes: isTried ? [] : [{ do: 'create', wish: warm }], wakeAt: null };
  }
  const relabel = relabelled(beside, warm);
  if (beside.promotedAt !== null) {
    const isRelieved = chosen && isServing(chosen, facts.acknowledged) && !facts.acknowledged.has(beside.id);
    return { changes: isRelieved ? [...relabel, { do: 'demote', replica: beside.id }] : relabel, wakeAt: null };
  }
  if (beside.phase.name !== 'healthy' || isWarm(beside)) return { changes: relabel, wakeAt: null };
  const ripe = beside.phase.since + warm.healthyMs;
  if (facts.now < ripe) return { changes: relabel, wakeAt: ripe };
  return { changes: [...relabel, { do: 'keep', replica: beside.id }], wakeAt: null };
}

function earliest(a: Ms | null, b: Ms | null): Ms | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** What serves already before what is on the way, and of these the newest. */
function best(replicas: Replica[]): Replica | undefined {
  const rank = (replica: Replica) => (isRouted(replica) ? 2 : replica.promotedAt !== null ? 1 : 0);
  return replicas.toSorted((a, b) => rank(b) - rank(a) || b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))[0];
}

/** It is over or about to be, and keeps its wish from being tried a second time. */
function remembers(wish: Wish, replica: Replica): boolean {
  if (replica.phase.name === 'stopped') return endedByItself(replica) && isFor(wish, replica);
  return hasFailed(replica) && isFor(wish, replica);
}

function isFor(wish: Wish, { release, deployment }: Replica): boolean {
  return release === wish.release && deployment === wish.deployment;
}

function endedByItself({ lastExit, spec, promotedAt, phase }: Replica): boolean {
  return (
    promotedAt !== null &&
    spec.restart.policy !== 'always' &&
    lastExit?.code === 0 &&
    !lastExit.why &&
    lastExit.at === phase.since
  );
}

function advance(chosen: Replica, wish: Wish, { now }: SlotFacts): { changes: Change[]; wakeAt: Ms | null } {
  const relabel = relabelled(chosen, wish);
  if (chosen.promotedAt !== null || chosen.phase.name !== 'healthy') return { changes: relabel, wakeAt: null };
  const ripe = isWarm(chosen) ? now : chosen.phase.since + wish.healthyMs;
  if (now < ripe) return { changes: relabel, wakeAt: ripe };
  return { changes: [...relabel, { do: 'promote', replica: chosen.id }], wakeAt: null };
}

function relabelled(replica: Replica, wish: Wish): Change[] {
  const isCalledSo = isFor(wish, replica) && replica.healthyMs === wish.healthyMs && replica.weight === wish.weight;
  return isCalledSo ? [] : [{ do: 'relabel', replica: replica.id, wish }];
}

function begin(wish: Wish, hasFailed: boolean, { replicas, now }: SlotFacts): { changes: Change[]; wakeAt: null } {
  const blocked = hasFailed || (hasFixedPort(wish) && replicas.some((replica) => !isOver(replica) && hasFixedPort(replica)));
  const worn = replicas.find((replica) => replica.worn && replica.fingerprint === wish.fingerprint);
  return { changes: blocked ? [] : [{ do: 'create', wish, ...(worn ? insteadOf(worn, now) : {}) }], wakeAt: null };
}

/** With a port of its own it runs on until it is relieved: how it will have ended nobody knows yet. */
function insteadOf(worn: Replica, now: Ms): { restarts: number; lastExit: Exit } {
  const replaced: Exit = { code: -1, signal: '', at: now, why: wornOut(worn.worn ?? '') };
  const hasEnded = isOver(worn) && worn.lastExit?.why?.reason === 'watchdog';
  return { restarts: worn.restarts + 1, lastExit: hasEnded && worn.lastExit ? worn.lastExit : replaced };
}

/** A fixed port is held by one replica at a time: such a slot is emptied before it is filled again. */
export function hasFixedPort({ spec }: Wish): boolean {
  return Object.values(spec.ports).some((port) => port !== 'auto');
}

/** What never took over goes at once; what serves goes when its successor's routes are acknowledged. */
function isInTheWay(other: Replica, chosen: Replica | undefined, wish: Wish, { acknowledged, replicas }: SlotFacts): boolean {
  if (other.promotedAt === null) return true;
  if (!chosen) return hasFixedPort(wish) && hasFixedPort(other) && !replicas.some((replica) => remembers(wish, replica));
  return isServing(chosen, acknowledged) && !acknowledged.has(other.id);
}

function isServing(replica: Replica, acknowledged: ReadonlySet<string>): boolean {
  return isRouted(replica) && (replica.spec.routes.length === 0 || acknowledged.has(replica.id));
}

function moveOf(
  chosen: Replica | undefined,
  beside: Replica | undefined,
  remembered: Replica[],
  { replicas, acknowledged, wish }: SlotFacts,
): SlotPlan['move'] {
  const unserving = beside?.promotedAt === null ? beside : undefined;
  const alone = replicas.every((replica) => isOver(replica) || replica === chosen || replica === unserving);
  if (chosen) return alone && isServing(chosen, acknowledged) && wish && isFor(wish, chosen) ? 'settled' : 'moving';
  const failed = remembered.filter(({ phase }) => phase.name !== 'stopped');
  if (failed.length > 0) return failed.some(({ failure }) => failure?.lines) ? 'failed' : 'moving';
  return remembered.length > 0 && alone ? 'settled' : 'moving';
}

function letGo(replica: Replica): Change {
  const hasServed = replica.promotedAt !== null || replica.demotedAt !== undefined;
  return { do: hasServed ? 'drain' : 'stop', replica: replica.id };
}

function forget(replica: Replica): Change {
  return { do: 'forget', replica: replica.id };
}
