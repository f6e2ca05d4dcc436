// Requests that wait, in turn, until a replica of their route may be asked one more.
import type { Ms, RouteEntry } from '../decide/types.ts';

export interface Waiting {
  /**
   * false: so many wait already that it may not. Else `turn` is called whenever it may try, until it leaves, or `late` when it
   * has waited enough. Who waits already keeps its place and its time, also when the route is another one by now.
   */
  join(route: RouteEntry, one: Waiter): boolean;
  leave(one: Waiter): void;
  /** A request of this replica has ended, of whichever route; so many are left. */
  next(replica: string, left: number): void;
  /** The table has changed: all may try. */
  all(): void;
  count(): number;
}

export interface Waiter {
  /** Asks somebody and leaves, or joins again. */
  turn(): void;
  late(): void;
}

interface Entry {
  one: Waiter;
  arrival: number;
  route: RouteEntry;
  timer: NodeJS.Timeout;
}

export function waitInTurn(): Waiting {
  const entries = new Map<Waiter, Entry>();
  /** In the order of arrival. */
  const queues = new Map<RouteEntry, Entry[]>();
  let arrivals = 0;

  function join(route: RouteEntry, one: Waiter): boolean {
    const known = entries.get(one);
    if (known) move(known, route);
    return known !== undefined || enter(route, one);
  }

  function enter(route: RouteEntry, one: Waiter): boolean {
    const limits = route.rules?.limits;
    if (!limits || (queues.get(route)?.length ?? 0) >= limits.queue) return false;
    arrivals += 1;
    const entry = { one, arrival: arrivals, route, timer: lateAfter(limits.queueMs, one) };
    entries.set(one, entry);
    add(entry);
    return true;
  }

  function lateAfter(ms: Ms, one: Waiter): NodeJS.Timeout {
    return setTimeout(() => {
      leave(one);
      one.late();
    }, ms);
  }

  function move(entry: Entry, route: RouteEntry): void {
    if (entry.route === route) return;
    remove(entry);
    entry.route = route;
    add(entry);
  }

  function add(entry: Entry): void {
    const queue = queues.get(entry.route) ?? [];
    queues.set(entry.route, queue);
    queue.splice(queue.findLastIndex(({ arrival }) => arrival < entry.arrival) + 1, 0, entry);
  }

  function remove(entry: Entry): void {
    const queue = queues.get(entry.route) ?? [];
    queue.splice(queue.indexOf(entry), 1);
    if (queue.length === 0) queues.delete(entry.route);
  }

  function leave(one: Waiter): void {
    const entry = entries.get(one);
    if (!entry) return;
    entries.delete(one);
    clearTimeout(entry.timer);
    remove(entry);
  }

  function next(replica: string, left: number): void {
    if (entries.size === 0) return;
    const open = [...queues].filter(([route]) => mayAsk(route, replica, left)).map(([, queue]) => queue);
    for (const queue of open.sort(byFirst)) {
      for (const { one } of queue) {
        one.turn();
        if (!entries.has(one)) return;
      }
    }
  }

  function all(): void {
    for (const { one } of [...entries.values()]) if (entries.has(one)) one.turn();
  }

  return { join, leave, next, all, count: () => entries.size };
}

function mayAsk({ targets, rules }: RouteEntry, replica: string, inFlight: number): boolean {
  return inFlight < (rules?.limits?.inFlight ?? Number.POSITIVE_INFINITY) && targets.some((target) => target.replica === replica);
}

function byFirst([one]: Entry[], [other]: Entry[]): number {
  return (one?.arrival ?? 0) - (other?.arrival ?? 0);
}
