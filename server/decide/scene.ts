// Where a deployment stands: one reading of the facts, which every phase decides on.
import { bySlot, isAlike, keyOf, movesAfter, place } from './place.ts';
import type { Deployment, Fleet, HostFacts, Ms, Progress, ReleaseFacts, Slot, SlotFacts, Wish } from './types.ts';

/** The facts with what has been decided on them so far. */
export interface Scene {
  deployment: Deployment;
  fleet: Fleet;
  now: Ms;
  events: string[];
}

export interface Standing {
  /** Have not had their turn: `able` to move now, on a `lost` host, or neither (out of reach, bundle not there yet). */
  able: Slot[];
  lost: Slot[];
  unable: Slot[];
  /** Wished slots that get the new number without a restart. */
  alike: Slot[];
  /** Asked for the goal by this deployment, do not serve it (or have it ready, while it is warmed), and have to. */
  waiting: Wish[];
  /** Wished slots that the goal does not have. */
  surplus: Wish[];
  /** No longer wished, not yet gone. */
  leaving: Slot[];
  /** Connected hosts of either release that have not said yet what they make of the newest assignment. */
  unheard: string[];
  /** Hosts that may be back any moment, with what nobody knows. */
  unreachable: string[];
  /** So many slots serve the goal, of so many. */
  served: number;
  total: number;
}

export function standing({ deployment, fleet, now }: Scene): Standing {
  const goal = goalOf(deployment);
  const hosts = new Map(fleet.hosts.map((host) => [host.name, host]));
  const wishes = fleet.wishes.filter((wish) => hosts.has(wish.host));
  const wished = bySlot(wishes);
  const placed = place(goal, fleet.hosts, now);
  const goalSlots = bySlot(placed);
  const behind = new Set(behindOf(deployment.progress));
  const failed = new Set(deployment.failures.map(keyOf));
  const warming = isWarming(deployment);
  const facts = factsByWish(fleet);
  const host = (slot: Slot) => hosts.get(slot.host) as HostFacts;
  const isMine = (wish: Wish | undefined) =>
    wish?.deployment === deployment.number &&
    (wish.release === goal?.number || (warming && wish.warm !== undefined && wish.warm === goal?.number));
  const turnless = placed.filter((slot) => !isMine(wished.get(keyOf(slot))));
  const isAlikeNow = (slot: Slot) => {
    const wish = wished.get(keyOf(slot));
    return wish !== undefined && isAlike(wish, deployment);
  };
  // A slot where nothing serves has nothing to be switched from.
  const hasTurn = (slot: Slot) => !warming || wished.has(keyOf(slot));
  const pending = turnless.filter((slot) => !isAlikeNow(slot) && !failed.has(keyOf(slot)) && hasTurn(slot));
  const isServing = (wish: Wish) => facts(wish)?.move === 'settled';
  const isThere = (wish: Wish) => (wish.release === goal?.number ? isServing(wish) : facts(wish)?.warmReady === true);
  const isWaitedFor = (wish: Wish) => isMine(wish) && !isThere(wish) && !behind.has(wish.host);
  const turningBack = deployment.progress.phase === 'turning-back';
  return {
    able: pending.filter((slot) => isAble(host(slot), goal)),
    lost: pending.filter((slot) => host(slot).state === 'lost'),
    unable: pending.filter((slot) => host(slot).state !== 'lost' && !isAble(host(slot), goal)),
    alike: turnless.filter(isAlikeNow),
    waiting: wishes.filter((wish) => isWaitedFor(wish) && (turningBack || !failed.has(keyOf(wish)))),
    surplus: wishes.filter((wish) => !goalSlots.has(keyOf(wish)) && !staysWhileLost(wish, host(wish), goal)),
    leaving: fleet.hosts
      .flatMap((one) => one.slots)
      .filter((slot) => !wished.has(keyOf(slot)) && !isGone(slot) && !behind.has(slot.host)),
    unheard: ofEither(deployment, fleet, now),
    unreachable: fleet.hosts.filter(({ name, state }) => state === 'unreachable' && !behind.has(name)).map(({ name }) => name),
    served: wishes.filter((wish) => wish.release === goal?.number && goalSlots.has(keyOf(wish)) && isServing(wish)).length,
    total: placed.length,
  };
}

function ofEither({ to, from }: Deployment, { hosts }: Fleet, now: Ms): string[] {
  const silent = hosts.filter(({ state, answers }) => state === 'connected' && !answers);
  if (silent.length === 0) return [];
  const placed = new Set([...place(to, hosts, now), ...place(from, hosts, now)].map(({ host }) => host));
  return silent.map(({ name }) => name).filter((name) => placed.has(name));
}

export function goalOf({ to, from, progress }: Deployment): ReleaseFacts | null {
  return progress.phase === 'turning-back' ? from : to;
}

/** Ready beside what serves, and nothing has been switched. */
export function isWarming({ progress }: Deployment): boolean {
  return progress.phase === 'moving' && progress.part === 'warming';
}

/** What the host says of this very wish; a report about an earlier one says nothing. */
export function factsByWish({ hosts }: Fleet): (wish: Wish) => SlotFacts | undefined {
  const reported = bySlot(hosts.flatMap((host) => host.slots.map((slot) => ({ ...slot, host: host.name }))));
  return (wish) => {
    const facts = reported.get(keyOf(wish));
    if (facts?.wanted !== wish.release || facts.deployment !== wish.deployment) return undefined;
    return facts.warm === (wish.warm ?? 0) ? facts : undefined;
  };
}

/**
 * What a lost host was asked for in total stays asked: it may serve, and when it is back it must not be told to stop before it is
 * known who has its share.
 */
export function staysWhileLost(wish: Wish, host: HostFacts | undefined, release: ReleaseFacts | null): boolean {
  return host?.state === 'lost' && movesAfter(release?.processes[wish.process]) !== null;
}

export function change(
  scene: Scene,
  changed: { progress?: Progress; wishes?: Wish[]; deployment?: Deployment },
  ...events: string[]
): Scene {
  const deployment = { ...(changed.deployment ?? scene.deployment) };
  if (changed.progress) deployment.progress = changed.progress;
  const fleet = changed.wishes ? asking(changed.wishes, scene.fleet) : scene.fleet;
  return { ...scene, deployment, fleet, events: [...scene.events, ...events] };
}

export function behindOf(progress: Progress): string[] {
  return 'behind' in progress ? progress.behind : [];
}

/** Asked for less: what their hosts said before, they have not said of this. */
export function unanswered(slots: Slot[], { hosts, wishes }: Fleet): Fleet {
  const concerned = new Set(slots.map(({ host }) => host));
  return { hosts: hosts.map((host) => (concerned.has(host.name) ? { ...host, answers: false } : host)), wishes };
}

/** Nobody can have refused yet what is asked from now on. */
function asking(wishes: Wish[], { hosts }: Fleet): Fleet {
  return { hosts: hosts.map((host) => ({ ...host, refusals: [] })), wishes };
}

function isGone(facts: SlotFacts): boolean {
  return facts.wanted === 0 && facts.move === 'settled';
}

function isAble(host: HostFacts, goal: ReleaseFacts | null): boolean {
  return host.state === 'connected' && goal !== null && host.staged[goal.bundle]?.state === 'ready';
}
