// Which of a route's replicas gets the next request: of each release its share, and within that the replica with the least in
// flight, equals in turn.
import type { Ms, RouteEntry, RouteTarget } from '../decide/types.ts';

export interface Balance {
  /**
   * None when all were tried already, or have as much in flight as they may. A replica that rests is taken only if no other
   * is left. `wanted` is taken if it can be.
   */
  pick(route: RouteEntry, tried: Tried, now: Ms, wanted?: RouteTarget): RouteTarget | undefined;
  /** One that was not tried has as much in flight as it may. */
  isFull(route: RouteEntry, tried: Tried): boolean;
  /** A replica that refused a connection answers nothing, so it would always have the least in flight. */
  rest(replica: string, until: Ms): void;
  keepOnly(replicas: ReadonlySet<string>): void;
}

type Tried = ReadonlySet<string> | undefined;

interface Turns {
  next: number;
  /** Requests so far for each unit of weight, by weight; undefined: all weigh the same. */
  shares: Map<number, number> | undefined;
}

const resting = 1e9;
const full = Number.POSITIVE_INFINITY;

export function balance(inFlight: (replica: string) => number): Balance {
  const turnsOf = new WeakMap<RouteEntry, Turns>();
  const restsUntil = new Map<string, Ms>();

  /** What a replica is doing, full or resting; undefined: not to be asked. */
  function loadOf(target: RouteTarget, limit: number, tried: Tried, now: Ms): number | undefined {
    if (tried?.has(target.replica)) return undefined;
    const load = inFlight(target.replica);
    if (load >= limit) return full;
    return restsUntil.size > 0 && (restsUntil.get(target.replica) ?? 0) > now ? load + resting : load;
  }

  function pick(route: RouteEntry, tried: Tried, now: Ms, wanted?: RouteTarget): RouteTarget | undefined {
    const limit = route.rules?.limits?.inFlight ?? full;
    if (wanted && (loadOf(wanted, limit, tried, now) ?? full) < resting) return wanted;
    const turns = turnsOf.get(route) ?? begin(route);
    const least = turns.shares && leastServed(route, turns.shares, (target) => loadOf(target, limit, tried, now));
    const count = route.targets.length;
    let best: RouteTarget | undefined;
    let bestLoad = full;
    let bestAt = 0;
    for (let step = 0; step < count; step += 1) {
      const at = (turns.next + step) % count;
      const target = route.targets[at] as RouteTarget;
      if (least !== undefined && weightOf(target) !== least) continue;
      const load = loadOf(target, limit, tried, now);
      if (load === undefined || load >= bestLoad) continue;
      [best, bestLoad, bestAt] = [target, load, at];
      if (load === 0) break;
    }
    turns.next = bestAt + 1;
    return best;
  }

  function isFull(route: RouteEntry, tried: Tried): boolean {
    const limit = route.rules?.limits?.inFlight;
    if (limit === null || limit === undefined) return false;
    return route.targets.some((target) => loadOf(target, limit, tried, 0) === full);
  }

  function begin(route: RouteEntry): Turns {
    const weights = new Set(route.targets.map(weightOf));
    const turns = { next: 0, shares: weights.size > 1 ? new Map([...weights].map((weight) => [weight, 0])) : undefined };
    turnsOf.set(route, turns);
    return turns;
  }

  return {
    pick,
    isFull,
    rest: (replica, until) => restsUntil.set(replica, until),
    keepOnly: (replicas) => {
      for (const replica of restsUntil.keys()) if (!replicas.has(replica)) restsUntil.delete(replica);
    },
  };
}

function weightOf(target: RouteTarget): number {
  return target.weight ?? 100;
}

// A share is kept however much is in flight: with few requests at a time the least busy would often be the canary.
function leastServed(
  { targets }: RouteEntry,
  shares: Map<number, number>,
  loadOf: (target: RouteTarget) => number | undefined,
): number | undefined {
  let least: number | undefined;
  let leastShare = full;
  for (const [weight, served] of shares) {
    const usable = targets.filter((target) => weightOf(target) === weight && (loadOf(target) ?? full) < resting).length;
    if (usable === 0 || weight === 0) continue;
    const share = (served + 1) / (weight * usable);
    if (share < leastShare) [least, leastShare] = [weight, share];
  }
  if (least !== undefined) shares.set(least, (shares.get(least) ?? 0) + 1);
  return least;
}
