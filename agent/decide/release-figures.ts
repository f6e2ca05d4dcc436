// What requests met of each release, summed over its routes and replicas: what a canary is judged by.
import type { TrafficCounts } from '../../lib/latency.ts';
import type { Replica } from './replica.ts';

/** Of one release on one route. */
export interface RouteFigures extends Omit<TrafficCounts, 'latencyMs'> {
  app: string;
  environment: string;
  process: string;
  release: number;
  port: number | null;
  host: string | null;
  path: string;
  latencyMs?: number;
}

export interface ReleaseFigures {
  app: string;
  environment: string;
  release: number;
  requests: number;
  failures: number;
  latency: number[];
  restarts: number;
}

/** Sorted, so that equal facts give equal figures. */
export function releaseFigures(routes: RouteFigures[], replicas: Replica[]): ReleaseFigures[] {
  const sums = new Map<string, ReleaseFigures>();
  const sumOf = ({ app, environment, release }: Pick<ReleaseFigures, 'app' | 'environment' | 'release'>) => {
    const key = `${app} ${environment} ${String(release).padStart(10, '0')}`;
    const known = sums.get(key) ?? { app, environment, release, requests: 0, failures: 0, latency: [], restarts: 0 };
    sums.set(key, known);
    return known;
  };
  for (const route of routes) add(sumOf(route), route);
  for (const replica of replicas) sumOf(replica).restarts += replica.restarts;
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

/** One that was answered with 5xx and then broken off counts as one. */
function add(sum: ReleaseFigures, { requests, status, failures, latency }: RouteFigures): void {
  sum.requests += requests;
  sum.failures += Math.min(requests, (status[4] ?? 0) + failures);
  latency.forEach((count, at) => {
    sum.latency[at] = (sum.latency[at] ?? 0) + count;
  });
}
