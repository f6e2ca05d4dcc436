// What requests meet a second, per route and release, over all hosts: each from the last two looks at its router.
import { quantileOf } from '../../lib/latency.ts';
import { type CountedRoute, cameBetween, type Looks, routeKey } from './looks.ts';

/** Counts are a second; times the upper bound, 0 where none was timed, -1 above the largest bound. */
export interface Rates extends Omit<CountedRoute, 'latency' | 'latencyMs'> {
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  hosts: number;
}

type Sum = CountedRoute & { hosts: number };

/** Sorted by requests, most first. */
export function ratesOf(hosts: Looks[]): Rates[] {
  const sums = new Map<string, Sum>();
  for (const { now, before } of hosts) {
    const seconds = before ? (now.at - before.at) / 1000 : 1;
    for (const { route, came } of cameBetween(before, now)) {
      const key = routeKey(route);
      const sum = sums.get(key) ?? { ...nothingOf(route), hosts: 0 };
      sums.set(key, { ...added(sum, came ?? nothingOf(route), seconds), inFlight: sum.inFlight + route.inFlight });
    }
  }
  const all = [...sums].map(([key, sum]) => ({ key, rates: timed(sum) }));
  return all
    .sort(({ key: one, rates: a }, { key: other, rates: b }) => {
      return b.requests - a.requests || b.inFlight - a.inFlight || (one < other ? -1 : 1);
    })
    .map(({ rates }) => rates);
}

function nothingOf(route: CountedRoute): CountedRoute {
  const none = { requests: 0, failures: 0, abandoned: 0, inFlight: 0, bytesIn: 0, bytesOut: 0, latencyMs: 0 };
  return { ...route, ...none, status: [0, 0, 0, 0, 0], latency: [] };
}

/** Latency stays a count: quantiles are of all answers. */
function added(sum: Sum, came: CountedRoute, seconds: number): Sum {
  return {
    ...sum,
    hosts: sum.hosts + 1,
    requests: sum.requests + came.requests / seconds,
    status: sum.status.map((rate, at) => rate + (came.status[at] ?? 0) / seconds),
    failures: sum.failures + came.failures / seconds,
    abandoned: sum.abandoned + came.abandoned / seconds,
    bytesIn: sum.bytesIn + came.bytesIn / seconds,
    bytesOut: sum.bytesOut + came.bytesOut / seconds,
    latency: came.latency.length > sum.latency.length ? plus(came.latency, sum.latency) : plus(sum.latency, came.latency),
  };
}

function plus(longer: number[], shorter: number[]): number[] {
  return longer.map((count, at) => count + (shorter[at] ?? 0));
}

function timed({ latency, latencyMs: _, ...rates }: Sum): Rates {
  const upTo = (quantile: number) => {
    if (!latency.some((count) => count > 0)) return 0;
    const bound = quantileOf(latency, quantile);
    return bound === Infinity ? -1 : bound;
  };
  return { ...rates, p50Ms: upTo(0.5), p95Ms: upTo(0.95), p99Ms: upTo(0.99) };
}
