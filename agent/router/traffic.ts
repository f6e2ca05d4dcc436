// What a request needs to know while it passes: the table in force, and what is counted.
import type { RouteEntry, RouteTable, RouteTarget } from '../decide/types.ts';
import type { Balance } from './balance.ts';
import { balance } from './balance.ts';
import type { Figures } from './figures.ts';
import { countFigures } from './figures.ts';
import type { InFlight } from './inflight.ts';
import { countInFlight } from './inflight.ts';
import { findRoute, indexRoutes } from './match.ts';
import type { Counter } from './rules/counter.ts';
import { countHere } from './rules/counter.ts';
import { limitIds } from './rules/rate-limits.ts';
import type { PageStore } from './serves/pages.ts';
import { keepPages } from './serves/pages.ts';
import { replicasOf } from './table.ts';
import type { Upstreams } from './upstreams.ts';
import { connectUpstreams } from './upstreams.ts';

export interface Traffic {
  find(door: Door, host: string, path: string): RouteEntry | undefined;
  inFlight: InFlight;
  figures: Figures;
  balance: Balance;
  upstreams: Upstreams;
  /** For rate limits. */
  counter: Counter;
  /** Sent instead of the router's own answers. */
  pages: PageStore;
  /** From the next request on, and for connection attempts that are made again. */
  use(table: RouteTable): void;
  table(): RouteTable;
}

/** A listening port, as a request sees it. */
export interface Door {
  port: number;
  /** One of the router's own ports, which serve the routes without a port too. */
  own: boolean;
  closing: boolean;
}

/** One try to have a request answered by one replica. */
export interface Attempt {
  route: RouteEntry;
  target: RouteTarget;
}

export function directTraffic(first: RouteTable): Traffic {
  const inFlight = countInFlight();
  const answering = { counter: countHere(), pages: keepPages() };
  const parts = {
    inFlight,
    figures: countFigures(),
    balance: balance(inFlight.count),
    upstreams: connectUpstreams(),
    ...answering,
  };
  let table = first;
  let index = indexRoutes(first.routes);

  function use(next: RouteTable): void {
    index = indexRoutes(next.routes);
    table = next;
    const replicas = replicasOf(next);
    parts.upstreams.keepOnly(replicas);
    parts.balance.keepOnly(replicas);
    parts.figures.keepOnly(next.routes);
    parts.counter.keepOnly(limitIds(next.routes));
    parts.pages.use(next);
  }

  return { ...parts, use, table: () => table, find: (door, host, path) => findRoute(index, door.port, door.own, host, path) };
}

/** The replica to try next, or the status to answer with. */
export function nextAttempt(
  traffic: Traffic,
  door: Door,
  head: { host: string; path: string },
  tried: ReadonlySet<string>,
): Attempt | 404 | 502 | 503 {
  const route = traffic.find(door, head.host, head.path);
  if (!route) return 404;
  const target = traffic.balance.pick(route, tried, performance.now());
  if (target) return { route, target };
  return tried.size > 0 ? 502 : 503;
}
