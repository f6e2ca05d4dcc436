// Where the router listens: at its own places always, and at the ports that a table's routes ask for.
import type { Server } from 'node:net';
import type { RouteTable } from '../decide/types.ts';
import type { ListenOn } from './listen-on.ts';
import type { Serving } from './serving.ts';
import { placeOf } from './serving.ts';
import { portsOf } from './table.ts';

export interface Listening {
  /** It listens already, for the process before. One that the table in force has no use for is closed: there it is still open. */
  take(at: ListenOn, listening: Server): Promise<void>;
  /** @throws the system's error. */
  openOwn(): Promise<void>;
  /** All ports that are missing, or none. @throws the system's error. */
  open(table: RouteTable): Promise<void>;
  /** Those that can be had. */
  openSome(table: RouteTable): Promise<void>;
  missing(table: RouteTable): number[];
  /** Closes what the table does not ask for. */
  keepOnly(table: RouteTable): void;
}

export function openListening(serving: Serving, on: ListenOn[]): Listening {
  const addresses = [...new Set(on.map(({ address }) => address))];
  const own = new Set<string>();

  async function take(at: ListenOn, listening: Server): Promise<void> {
    const ours = on.find((one) => placeOf(one) === placeOf(at));
    if (ours) await serving.open(ours, true, listening);
    else if (extras(serving.table()).some((one) => placeOf(one) === placeOf(at))) await serving.open(at, false, listening);
    else listening.close();
  }

  async function openOwn(): Promise<void> {
    for (const one of on) own.add(placeOf(serving.has(one) ? one : await serving.open(one, true)));
  }

  /** Of ports that routes ask for, at all of the router's addresses. */
  function extras(table: RouteTable): ListenOn[] {
    const ports = [...portsOf(table)].filter((port) => !on.some((one) => one.port === port));
    return ports.flatMap((port) => addresses.map((address) => ({ address, port })));
  }

  function missing(table: RouteTable): number[] {
    const places = extras(table).filter((one) => !serving.has(one));
    return [...new Set(places.map(({ port }) => port))];
  }

  /** At all addresses, or at none. */
  async function openPorts(ports: number[]): Promise<void> {
    const before = new Set(serving.doors().map((one) => placeOf(one.on)));
    const places = ports.flatMap((port) => addresses.map((address) => ({ address, port })));
    try {
      for (const place of places) if (!serving.has(place)) await serving.open(place, false);
    } catch (error) {
      serving.keepOnly(before);
      throw error;
    }
  }

  return {
    take,
    openOwn,
    open: (table) => openPorts(missing(table)),
    openSome: async (table) => {
      for (const port of missing(table)) await openPorts([port]).catch(() => {});
    },
    missing,
    keepOnly: (table) => serving.keepOnly(new Set([...own, ...extras(table).map(placeOf)])),
  };
}
