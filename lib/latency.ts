// What requests met, as counts; and how long answers took: one for each of these bounds, and the last for all above.

/** Upper bounds, in milliseconds. */
export const latencyBoundsMs: readonly number[] = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

/** The upper bound of the count that the quantile falls into, in milliseconds. */
export function quantileOf(counts: number[], quantile: number): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [at, count] of counts.entries()) {
    seen += count;
    if (seen >= all * quantile) return latencyBoundsMs[at] ?? Infinity;
  }
  return Infinity;
}

/** What requests met, counted since the router's start. */
export interface TrafficCounts {
  requests: number;
  /** By class, 1xx to 5xx. */
  status: number[];
  failures: number;
  abandoned: number;
  inFlight: number;
  bytesIn: number;
  bytesOut: number;
  /** Per bound of latencyBoundsMs; empty: not known. */
  latency: number[];
  latencyMs: number;
}
