// Which app is planned next, and when: what took long leaves as much time to everything else before planning goes on.
import type { Ms } from './types.ts';

/** What takes less holds up nobody: for a small fleet it is planned whenever something changes. */
const slightMs = 25;
const mostMs = 2000;
/** With nothing to wait for it is looked again all the same. */
const quietMs = 60_000;

export interface Waiting {
  /** Something about them has changed, the longest ago first. */
  changed: Iterable<string>;
  /** When each of those that wait for a moment is to be looked at. */
  deadlines: Iterable<readonly [string, Ms]>;
  /** What is left of the rest. */
  restMs: Ms;
  now: Ms;
}

/** So long nothing is planned only because something has changed, after planning has kept the loop busy for `busyMs`. */
export function restAfter(busyMs: Ms): Ms {
  return busyMs < slightMs ? 0 : Math.min(busyMs, mostMs);
}

/** A deadline is looked at when it is due, also during the rest. */
export function nextToPlan({ changed, deadlines, restMs, now }: Waiting): { plan: string } | { waitMs: Ms } {
  const [nearest] = [...deadlines].sort(([, one], [, other]) => one - other);
  if (nearest && nearest[1] <= now) return { plan: nearest[0] };
  const [first] = changed;
  if (first !== undefined && restMs <= 0) return { plan: first };
  return { waitMs: Math.min(quietMs, nearest ? nearest[1] - now : quietMs, first === undefined ? quietMs : restMs) };
}
