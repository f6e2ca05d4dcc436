// Connections that are no HTTP: passed on as they are to one replica, until both sides have closed.
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { RouteEntry, RouteTarget } from '../decide/types.ts';
import type { Arrived, Serving } from './arrived.ts';
import type { Figure } from './figures.ts';
import type { Door, Traffic } from './traffic.ts';

interface Crossing {
  traffic: Traffic;
  door: Door;
  client: Socket;
  tried: Set<string>;
  /** Of the replica that could not be reached last. */
  unreached?: Figure;
}

const connectMs = 5000;
/** How long a replica that refused a connection is passed over, if there is another. */
const restMs = 1000;
/** How long both sides have after a cut to close by themselves. */
const closeMs = 1000;
/** A peer that is gone without a word is found out. */
const probeMs = 60_000;

/** The route that all connections at this door are for; undefined: they speak HTTP. */
export function tcpRoute(traffic: Traffic, door: Door): RouteEntry | undefined {
  const route = traffic.find(door, '', '/');
  return route?.protocol === 'tcp' && route.port === door.port ? route : undefined;
}

export function serveTcp(traffic: Traffic, { socket, door }: Arrived): Serving {
  attempt({ traffic, door, client: socket, tried: new Set() });
  // Its drain ends it, not its door: nobody can tell the two sides that they are to hurry.
  return { finish: () => {}, endIfIdle: () => false };
}

// Each attempt looks at the table in force: a replica that is gone by now is not tried again.
function attempt(crossing: Crossing): void {
  const { traffic, door, client, tried } = crossing;
  if (client.destroyed) return;
  const route = tcpRoute(traffic, door);
  const target = route && traffic.balance.pick(route, tried, performance.now());
  if (target) cross(crossing, route, target);
  else {
    if (crossing.unreached) crossing.unreached.failures += 1;
    client.resetAndDestroy();
  }
}

function cross(crossing: Crossing, route: RouteEntry, target: RouteTarget): void {
  const { traffic, client } = crossing;
  const figure = traffic.figures.of(route, target.release);
  const replica = connect({ host: target.address, port: target.port, allowHalfOpen: true, noDelay: true });
  figure.requests += 1;
  figure.inFlight += 1;
  const ended = traffic.inFlight.beginTunnel(target.replica, () => closeBoth(client, replica));
  const timer = setTimeout(() => replica.destroy(), route.rules?.timeouts?.connectMs ?? connectMs);
  const leave = () => replica.destroy();
  client.once('close', leave);
  const finish = () => {
    clearTimeout(timer);
    client.off('close', leave);
    figure.inFlight -= 1;
    ended();
  };
  const refused = () => {
    finish();
    if (client.destroyed) {
      figure.abandoned += 1;
      return;
    }
    crossing.tried.add(target.replica);
    crossing.unreached = figure;
    traffic.balance.rest(target.replica, performance.now() + restMs);
    attempt(crossing);
  };

  replica.on('error', () => replica.destroy());
  replica.once('close', refused);
  replica.once('connect', () => {
    replica.off('close', refused);
    client.off('close', leave);
    clearTimeout(timer);
    join(client, replica, figure, finish);
    expectBytes(client, replica, route.rules?.timeouts?.idleMs);
  });
}

function join(client: Socket, replica: Socket, figure: Figure, over: () => void): void {
  let open = 2;
  for (const [one, other, side] of [
    [client, replica, 'bytesIn'],
    [replica, client, 'bytesOut'],
  ] as const) {
    one.setKeepAlive(true, probeMs);
    one.on('data', (chunk: Buffer) => {
      figure[side] += chunk.length;
    });
    one.pipe(other);
    one.once('close', () => {
      // Broken off: the other side must not take what it has for all.
      if (!one.readableEnded) other.resetAndDestroy();
      open -= 1;
      if (open === 0) over();
    });
  }
}

function expectBytes(client: Socket, replica: Socket, idleMs: number | undefined): void {
  if (idleMs === undefined) return;
  // Of both, since one that only listens is not idle.
  const idle = () => performance.now() - movedAt >= idleMs - 1;
  let movedAt = performance.now();
  for (const socket of [client, replica]) {
    socket.on('data', () => {
      movedAt = performance.now();
    });
    socket.setTimeout(idleMs, () => {
      if (idle()) closeBoth(client, replica);
      else socket.setTimeout(idleMs);
    });
  }
}

function closeBoth(...sides: Socket[]): void {
  for (const side of sides) {
    side.end();
    const timer = setTimeout(() => side.destroy(), closeMs);
    side.once('close', () => clearTimeout(timer));
  }
}
