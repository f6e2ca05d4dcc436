// Requests that wait, in turn, until a replica of their route may be asked one more.
import type { Ms, RouteEntry } from '../decide/types.ts';

export interface Waiting {
  /** false: so many wait already that it may not. Else `turn` is called when it may try, or `late` when it has waited enough. */
  join(route: RouteEntry, one: Waiter): boolean;
  leave(one: Waiter): void;
  /** A request of this route has ended. */
  next(route: RouteEntry): void;
  /** The table has changed: all may try. */
  all(): void;
  count(): number;
}

export interface Waiter {
  turn(): void;
  late(): void;
}

interface Entry {
  one: Waiter;
  timer: NodeJS.Timeout;
}

export function waitInTurn(): Waiting {
  const queues = new Map<RouteEntry, Entry[]>();

  function join(route: RouteEntry, one: Waiter): boolean {
    const limits = route.rules?.limits;
    const queue = queues.get(route) ?? [];
    if (!limits || queue.length >= limits.queue) return false;
    queues.set(route, queue);
    queue.push({ one, timer: lateAfter(limits.queueMs, one) });
    return true;
  }

  function lateAfter(ms: Ms, one: Waiter): NodeJS.Timeout {
    return setTimeout(() => {
      leave(one);
      one.late();
    }, ms);
  }

  function leave(one: Waiter): void {
    for (const [route, queue] of queues) {
      const at = queue.findIndex((entry) => entry.one === one);
      if (at !== -1) take(route, queue, at);
    }
  }

  function take(route: RouteEntry, queue: Entry[], at: number): Waiter | undefined {
    const [entry] = queue.splice(at, 1);
    clearTimeout(entry?.timer);
    if (queue.length === 0) queues.delete(route);
    return entry?.one;
  }

  function next(route: RouteEntry): void {
    const queue = queues.get(route);
    if (queue) take(route, queue, 0)?.turn();
  }

  function all(): void {
    const every = [...queues].flatMap(([route, queue]) => queue.map(() => take(route, queue, 0)));
    for (const one of every) one?.turn();
  }

  return { join, leave, next, all, count: () => [...queues.values()].reduce((sum, queue) => sum + queue.length, 0) };
}
