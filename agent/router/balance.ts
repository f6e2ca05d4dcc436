// Which of a route's replicas gets the next request: the one with the least in flight, ties in turn.
import type { Ms, RouteEntry, RouteTarget } from '../decide/types.ts';

export interface Balance {
  /** None when all were tried already. A replica that rests is taken only if no other is left. */
  pick(route: RouteEntry, tried: ReadonlySet<string>, now: Ms): RouteTarget | undefined;
  /** A replica that refused a connection answers nothing, so it would always have the least in flight. */
  rest(replica: string, until: Ms): void;
  keepOnly(replicas: ReadonlySet<string>): void;
}

export function balance(inFlight: (replica: string) => number): Balance {
  const turns = new WeakMap<RouteEntry, number>();
  const resting = new Map<string, Ms>();

  function pick(route: RouteEntry, tried: ReadonlySet<string>, now: Ms): RouteTarget | undefined {
    const turn = turns.get(route) ?? 0;
    let best: RouteTarget | undefined;
    let bestLoad = Number.POSITIVE_INFINITY;
    let bestAt = 0;
    for (let step = 0; step < route.targets.length; step += 1) {
      const at = (turn + step) % route.targets.length;
      const target = route.targets[at];
      if (!target || tried.has(target.replica)) continue;
      const load = inFlight(target.replica) + ((resting.get(target.replica) ?? 0) > now ? 1e9 : 0);
      if (load < bestLoad) [best, bestLoad, bestAt] = [target, load, at];
    }
    turns.set(route, bestAt + 1);
    return best;
  }

  return {
    pick,
    rest: (replica, until) => resting.set(replica, until),
    keepOnly: (replicas) => {
      for (const replica of resting.keys()) if (!replicas.has(replica)) resting.delete(replica);
    },
  };
}
