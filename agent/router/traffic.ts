// What a request needs to know while it passes: the table in force, and what is counted.
import { within } from '../../lib/networks.ts';
import type { RouteEntry, RouteTable } from '../decide/types.ts';
import type { Balance } from './balance.ts';
import { balance } from './balance.ts';
import type { Deadlines } from './deadlines.ts';
import { watchDeadlines } from './deadlines.ts';
import type { Figures } from './figures.ts';
import { countFigures } from './figures.ts';
import type { InFlight } from './inflight.ts';
import { countInFlight } from './inflight.ts';
import { findRoute, indexRoutes, knowsHost } from './match.ts';
import type { Counter } from './rules/counter.ts';
import { countHere } from './rules/counter.ts';
import { limitIds } from './rules/rate-limits.ts';
import type { PageStore } from './serves/pages.ts';
import { keepPages } from './serves/pages.ts';
import { replicasOf } from './table.ts';
import type { Upstreams } from './upstreams.ts';
import { connectUpstreams } from './upstreams.ts';
import type { Waiting } from './waiting.ts';
import { waitInTurn } from './waiting.ts';

export interface Traffic {
  find(door: Door, host: string, path: string): RouteEntry | undefined;
  /** Whether there is any route for this name. */
  knowsHost(door: Door, host: string): boolean;
  inFlight: InFlight;
  figures: Figures;
  balance: Balance;
  upstreams: Upstreams;
  deadlines: Deadlines;
  /** Requests for which there is no room at a replica yet. */
  waiting: Waiting;
  /** Whether what this address says of the client is believed. */
  trusts(address: string): boolean;
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
  /** Of the router's own ports the first one for TLS. */
  readonly httpsPort?: number | undefined;
}

/** counter: where rate limits are counted; by default here. */
export function directTraffic(first: RouteTable, counter: Counter = countHere()): Traffic {
  const waiting = waitInTurn();
  const inFlight = countInFlight(waiting.next);
  const deadlines = watchDeadlines();
  const answering = { counter, pages: keepPages() };
  const parts = {
    inFlight,
    figures: countFigures(),
    balance: balance(inFlight.count),
    upstreams: connectUpstreams(deadlines),
    deadlines,
    waiting,
    ...answering,
  };
  let table = first;
  let trusts = trusting(first);
  let index = indexRoutes(first.routes);

  function use(next: RouteTable): void {
    index = indexRoutes(next.routes);
    table = next;
    trusts = trusting(next);
    const replicas = replicasOf(next);
    parts.upstreams.keepOnly(replicas);
    parts.balance.keepOnly(replicas);
    parts.figures.keepOnly(next.routes);
    parts.counter.keepOnly(limitIds(next.routes));
    parts.pages.use(next);
    parts.waiting.all();
  }

  return {
    ...parts,
    use,
    table: () => table,
    trusts: (address) => trusts(address),
    find: (door, host, path) => findRoute(index, door.port, door.own, host, path),
    knowsHost: (door, host) => knowsHost(index, door.port, door.own, host),
  };
}

function trusting({ trusted = [] }: RouteTable): (address: string) => boolean {
  return trusted.length === 0 ? () => false : within(trusted);
}
