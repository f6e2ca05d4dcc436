// What came between two looks at a host's router, per route and release.
import type { TrafficCounts } from '../../lib/latency.ts';
import type { Ms } from './types.ts';

/** Of one release on one route, counted since the router's start. */
export interface CountedRoute extends TrafficCounts {
  app: string;
  environment: string;
  process: string;
  release: number;
  port: number;
  host: string;
  path: string;
}

export interface Look {
  /** By the host's clock; 0: there was none yet. */
  at: Ms;
  routes: CountedRoute[];
  /** There were more. */
  isCut: boolean;
}

/** The newest, and the one before. */
export interface Looks {
  now: Look;
  before: Look | null;
}

/** Of a host that says more, the rest is not looked at. */
const mostRoutes = 500;

/** A look that is known already changes nothing; after one from a later time (the clock was set) everything begins anew. */
export function lookedAgain(looks: Looks | null, { at, routes, isCut }: Look): Looks | null {
  if (at === 0 || at === looks?.now.at) return looks;
  const before = looks && at > looks.now.at ? looks.now : null;
  return { now: { at, routes: routes.slice(0, mostRoutes), isCut: isCut || routes.length > mostRoutes }, before };
}

/** With null where that is not known: before the second look, or for a route that may have been left out of the first. */
export function cameBetween(before: Look | null, now: Look): { route: CountedRoute; came: CountedRoute | null }[] {
  const known = new Map(before?.routes.map((route) => [routeKey(route), route]));
  return now.routes.map((route) => {
    const base = known.get(routeKey(route));
    const isKnown = before !== null && (base !== undefined || !before.isCut);
    return { route, came: isKnown ? less(route, base) : null };
  });
}

export function routeKey({ app, environment, process, release, port, host, path }: Omit<CountedRoute, Counts>): string {
  return JSON.stringify([app, environment, process, release, port, host, path]);
}

type Counts = 'requests' | 'status' | 'failures' | 'abandoned' | 'inFlight' | 'bytesIn' | 'bytesOut' | 'latency' | 'latencyMs';

/** A router that was started anew counts from nothing. */
function less(now: CountedRoute, then: CountedRoute | undefined): CountedRoute {
  if (!then || then.requests > now.requests) return now;
  const each = (counts: number[], base: number[]) => counts.map((count, at) => Math.max(0, count - (base[at] ?? 0)));
  return {
    ...now,
    requests: now.requests - then.requests,
    status: each(now.status, then.status),
    failures: Math.max(0, now.failures - then.failures),
    abandoned: Math.max(0, now.abandoned - then.abandoned),
    bytesIn: Math.max(0, now.bytesIn - then.bytesIn),
    bytesOut: Math.max(0, now.bytesOut - then.bytesOut),
    latency: each(now.latency, then.latency),
    latencyMs: Math.max(0, now.latencyMs - then.latencyMs),
  };
}
