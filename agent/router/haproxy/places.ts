// Who is where: each route has a backend, each replica of it a slot. Pure: a table and what was before give what is next.
import { routeKey } from '../../../bundle/matching.ts';
import type { RouteEntry, RouteTable } from '../../decide/types.ts';
import type { Counters, SeenServer } from './seen.ts';

export interface Places {
  /** By route. */
  backends: Record<string, string>;
  /** By `backend/server`; what is not there is free. */
  slots: Record<string, Occupant>;
}

export type OccupantRoute = Pick<RouteEntry, 'app' | 'environment' | 'process' | 'port' | 'host' | 'path'>;

export interface Occupant {
  replica: string;
  release: number;
  address: string;
  port: number;
  /** In percent. */
  weight: number;
  /** No route leads to it any more: it finishes what it has. */
  leaving: boolean;
  route: OccupantRoute;
  /** What the slot had counted before. */
  base: Counters;
}

export const nothingCounted: Counters = {
  requests: 0,
  status: [0, 0, 0, 0, 0],
  failures: 0,
  abandoned: 0,
  bytesIn: 0,
  bytesOut: 0,
};

/** The places for this table, or why there is no room; `counted` is what each slot has counted so far. */
export function placeTable(
  { routes }: RouteTable,
  before: Places,
  servers: SeenServer[],
  counted: (slot: string) => Counters,
): Places | { refused: string[] } {
  const rooms = Map.groupBy(servers, ({ backend }) => backend);
  const slots = Object.fromEntries(
    Object.entries(before.slots).map(([name, occupant]) => [name, { ...occupant, leaving: true }]),
  );
  const backends: Places['backends'] = {};
  const refused: string[] = [];
  const taken = new Set(routes.map((route) => before.backends[routeKey(route)]));
  for (const { backend, name } of servers) if (before.slots[name]?.leaving === false) taken.add(backend);
  const isEmpty = (backend: string) => rooms.get(backend)?.every(({ name }) => slots[name] === undefined);
  for (const route of routes) {
    const kept = before.backends[routeKey(route)];
    const left = [...rooms.keys()].filter((name) => !taken.has(name));
    const backend = kept !== undefined && rooms.has(kept) ? kept : (left.find(isEmpty) ?? left[0]);
    if (backend === undefined) {
      refused.push(`no backend is left for ${sayRoute(route)}: HAProxy has ${rooms.size}, see router.haproxy.routes`);
      continue;
    }
    taken.add(backend);
    backends[routeKey(route)] = backend;
    refused.push(...placeTargets(route, rooms.get(backend) ?? [], slots, counted));
  }
  return refused.length > 0 ? { refused } : { backends, slots };
}

function placeTargets(
  route: RouteEntry,
  room: SeenServer[],
  slots: Places['slots'],
  counted: (slot: string) => Counters,
): string[] {
  const { app, environment, process, port, host, path } = route;
  // In maintenance nobody answers: HAProxy says 503.
  for (const target of route.serves?.kind === 'maintenance' ? [] : route.targets) {
    const { replica, release, address } = target;
    const place = { replica, release, address, port: target.port, weight: target.weight ?? 100, leaving: false };
    const at = room.find(({ name }) => isAt(slots[name], place)) ?? room.find(({ name }) => slots[name] === undefined);
    if (!at)
      return [`no slot is left for the replicas of ${sayRoute(route)}: there are ${room.length}, see router.haproxy.slots`];
    const base = slots[at.name]?.base ?? counted(at.name);
    slots[at.name] = { ...place, route: { app, environment, process, port, host, path }, base };
  }
  return [];
}

function isAt(
  occupant: Occupant | undefined,
  { replica, address, port }: Pick<Occupant, 'replica' | 'address' | 'port'>,
): boolean {
  return occupant?.replica === replica && occupant.address === address && occupant.port === port;
}

function sayRoute({ port, host, path }: OccupantRoute): string {
  return `${host ?? 'any host'}${port === null ? '' : `:${port}`}${path}`;
}

/** What is to be said so that HAProxy's servers are as these places have them: those who come first, then those who go. */
export function serverCommands({ slots }: Places, servers: SeenServer[]): { come: string[]; go: string[] } {
  const come: string[] = [];
  const go: string[] = [];
  for (const server of servers) {
    const occupant = slots[server.name];
    const set = (what: string) => `set server ${server.name} ${what}`;
    if (!occupant) {
      if (server.state !== 'maint') go.push(set('state maint'));
      continue;
    }
    const there = server.address === occupant.address && server.port === occupant.port;
    if (occupant.leaving) {
      if (server.state === 'ready') go.push(set(there ? 'state drain' : 'state maint'));
      continue;
    }
    if (!there) come.push(set(`addr ${occupant.address} port ${occupant.port}`));
    if (server.weight !== occupant.weight) come.push(set(`weight ${occupant.weight}`));
    if (server.state !== 'ready') come.push(set('state ready'));
  }
  return { come, go };
}
