// Four ways to count: each a step from what is known of one client at a moment to what is known then, and a verdict.
import type { Ms, RateLimit } from '../../decide/types.ts';

export interface Verdict {
  allowed: boolean;
  /** So many more would be let through at this moment. */
  remaining: number;
  /** Until the next one is let through, when this one was not; else 0. */
  waitMs: Ms;
}

/** Plain numbers, whose meaning each algorithm knows. */
export type Counted = readonly number[];
type Limit = Pick<RateLimit, 'limit' | 'periodMs'>;
type Algorithm = (limit: Limit, counted: Counted | undefined, now: Ms) => [Counted, Verdict];

export const algorithms: Record<RateLimit['algorithm'], Algorithm> = {
  'fixed-window': fixedWindow,
  'sliding-window': slidingWindow,
  'token-bucket': bucket,
  // A level that sinks is a stock that grows, seen from the other side.
  'leaky-bucket': bucket,
};

/** So many in each period, which begin whether or not anybody asks. Counted: the period, how many were in it. */
function fixedWindow({ limit, periodMs }: Limit, counted: Counted | undefined, now: Ms): [Counted, Verdict] {
  const period = Math.floor(now / periodMs);
  const before = counted?.[0] === period ? (counted[1] ?? 0) : 0;
  if (before >= limit) return [[period, before], no((period + 1) * periodMs - now)];
  return [[period, before + 1], yes(limit - before - 1)];
}

const slices = 16;

/**
 * Never more than `limit` within any period. Counted in slices of a sixteenth; the one that is only half in still counts, so
 * at most a sixteenth longer than the period is looked back. Counted: the newest slice, then how many were in it and in those
 * before it.
 */
function slidingWindow({ limit, periodMs }: Limit, counted: Counted | undefined, now: Ms): [Counted, Verdict] {
  const slice = Math.floor((now * slices) / periodMs);
  const passed = counted ? slice - (counted[0] ?? 0) : 0;
  const counts = Array.from({ length: slices + 1 }, (_, age) => (age < passed ? 0 : (counted?.[1 + age - passed] ?? 0)));
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum < limit) {
    counts[0] = (counts[0] ?? 0) + 1;
    return [[slice, ...counts], yes(limit - sum - 1)];
  }
  const oldest = counts.findLastIndex((count) => count > 0);
  return [[slice, ...counts], no(((slice - oldest + slices + 1) * periodMs) / slices - now)];
}

/** A stock of `limit`, which fills up evenly within a period. Counted: when it would be full again. */
function bucket({ limit, periodMs }: Limit, counted: Counted | undefined, now: Ms): [Counted, Verdict] {
  const each = periodMs / limit;
  const fullAt = Math.max(counted?.[0] ?? now, now);
  const after = fullAt + each - now;
  if (after > periodMs + roundingMs) return [[fullAt], no(after - periodMs)];
  return [[fullAt + each], yes(Math.floor((periodMs - after + roundingMs) / each))];
}

/** Sums of fractions: what is as good as full is full. */
const roundingMs = 1e-6;

function yes(remaining: number): Verdict {
  return { allowed: true, remaining, waitMs: 0 };
}

function no(waitMs: Ms): Verdict {
  return { allowed: false, remaining: 0, waitMs };
}
