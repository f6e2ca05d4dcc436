// Connections to replicas and servers outside, kept open between requests: the one used last is taken first, so that those
// that are not needed any more stay idle and end.
import type { RouteTarget } from '../decide/types.ts';
import type { Deadlines } from './deadlines.ts';
import type { Destination } from './destination.ts';
import { UpstreamConnection } from './http1/upstream-connection.ts';

export interface Upstreams {
  /** A kept one. */
  take(destination: Destination): UpstreamConnection | undefined;
  open(destination: Destination): UpstreamConnection;
  /** Idle connections to all other replicas and to servers outside are closed now, busy ones when their request has ended. */
  keepOnly(replicas: ReadonlySet<string>): void;
  /** Gives descriptors back. */
  endIdle(): void;
}

// A replica may close an idle connection just as a request is sent on it, and a POST cannot be sent twice. So idle ones
// are given up long before any server does (Node after 5 s, most others later).
const idleMs = 1000;
const mostIdle = 256;

export function connectUpstreams(deadlines: Deadlines): Upstreams {
  const pools = new Map<string, UpstreamConnection[]>();
  let replicas: ReadonlySet<string> | undefined;

  function take({ key }: Destination): UpstreamConnection | undefined {
    const pool = pools.get(key);
    for (let one = pool?.pop(); one; one = pool?.pop()) {
      if (one.isUsable) return one;
      one.destroy();
    }
    return undefined;
  }

  function open(destination: Destination): UpstreamConnection {
    const connection = new UpstreamConnection(destination, keep, gone);
    deadlines.watch(connection);
    return connection;
  }

  function keep(connection: UpstreamConnection): void {
    const { key, replica } = connection.destination;
    const pool = pools.get(key) ?? [];
    pools.set(key, pool);
    if (pool.length >= mostIdle || (replica !== undefined && replicas?.has(replica) === false)) {
      connection.destroy();
      return;
    }
    connection.until = performance.now() + idleMs;
    pool.push(connection);
  }

  function gone(connection: UpstreamConnection): void {
    deadlines.forget(connection);
    const pool = pools.get(connection.destination.key);
    const at = pool?.lastIndexOf(connection) ?? -1;
    if (at !== -1) pool?.splice(at, 1);
    if (pool?.length === 0) pools.delete(connection.destination.key);
  }

  function endPool(pool: UpstreamConnection[]): void {
    for (const connection of pool.splice(0)) connection.destroy();
  }

  function keepOnly(these: ReadonlySet<string>): void {
    replicas = these;
    for (const pool of pools.values()) {
      const replica = pool[0]?.destination.replica;
      if (replica === undefined || !these.has(replica)) endPool(pool);
    }
  }

  return {
    take,
    open,
    keepOnly,
    endIdle: () => {
      for (const pool of pools.values()) endPool(pool);
    },
  };
}

const destinations = new WeakMap<RouteTarget, Destination>();

export function destinationOf(target: RouteTarget): Destination {
  const known = destinations.get(target);
  if (known) return known;
  const { replica, address, port } = target;
  const made = { key: `${replica} ${address} ${port}`, replica, address, port };
  destinations.set(target, made);
  return made;
}
