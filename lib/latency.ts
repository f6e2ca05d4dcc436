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
  /** Answers by class, 1xx (upgrades) to 5xx. */
  status: number[];
  /** Requests that the replica failed: no answer, or a broken one. */
  failures: number;
  /** Requests whose client went away before the end. */
  abandoned: number;
  inFlight: number;
  /** Of bodies; from and to the client. */
  bytesIn: number;
  bytesOut: number;
  /** Times to the head of the answer, per bound of latencyBoundsMs; empty: not known. */
  latency: number[];
  /** All of these times together. */
  latencyMs: number;
}
