// A connection that changes its protocol (a WebSocket): the heads are passed on, then bytes both ways until both have closed.

import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { OwnStatus } from './answers.ts';
import { rawAnswer } from './answers.ts';
import type { Figure } from './figures.ts';
import { countStatus } from './figures.ts';
import { clientAddress, connectMs, requestTo, restMs } from './forward.ts';
import type { RequestHead } from './head.ts';
import { answerHeaders, readHead } from './head.ts';
import type { Attempt, Door, Traffic } from './traffic.ts';
import { nextAttempt } from './traffic.ts';

/** How long both sides have after a cut to close by themselves. */
const closeMs = 1000;

interface Crossing {
  traffic: Traffic;
  door: Door;
  client: Duplex;
  /** What the client sent behind its head. */
  early: Buffer;
  head: RequestHead;
  tried: Set<string>;
  /** Of the replica that could not be reached last: when there is no other, it has failed the request. */
  unreached?: Figure;
  startedAt: number;
}

/** True for what tunnel() is for. Others ask for an upgrade in passing (h2c), and get a plain answer. */
export function wantsTunnel(request: IncomingMessage): boolean {
  return request.method === 'GET' && /^websocket$/i.test(request.headers.upgrade ?? '');
}

export function tunnel(traffic: Traffic, door: Door, request: IncomingMessage, client: Duplex, early: Buffer): void {
  client.on('error', () => client.destroy());
  const head = readHead(request, clientAddress(request));
  if ('refused' in head) refuse(client, 400, head.refused);
  else attempt({ traffic, door, client, early, head, tried: new Set(), startedAt: performance.now() });
}

function attempt(crossing: Crossing): void {
  if (crossing.client.destroyed) return;
  const next = nextAttempt(crossing.traffic, crossing.door, crossing.head, crossing.tried);
  if (typeof next === 'number') giveUp(crossing, next);
  else cross(crossing, next);
}

function giveUp({ client, unreached }: Crossing, status: OwnStatus): void {
  if (unreached) unreached.failures += 1;
  refuse(client, status);
}

function cross(crossing: Crossing, { route, target }: Attempt): void {
  const { traffic, client } = crossing;
  const figure = traffic.figures.of(route, target.release);
  const headers = [...crossing.head.headers, 'Connection', 'Upgrade', 'Upgrade', crossing.head.upgrade ?? ''];
  const upstream = requestTo(target, crossing.head, headers, false);
  if (!upstream) {
    refuse(client, 400);
    return;
  }
  figure.requests += 1;
  figure.inFlight += 1;
  let replica: Duplex | undefined;
  let connected = false;
  let answered = false;

  const ended = traffic.inFlight.beginTunnel(target.replica, () => closeBoth(client, replica));
  const connectTimer = setTimeout(() => upstream.destroy(new Error('no connection in time')), connectMs);
  const leave = () => upstream.destroy();
  client.once('close', leave);

  function finish(): void {
    clearTimeout(connectTimer);
    client.off('close', leave);
    figure.inFlight -= 1;
    ended();
  }

  upstream.once('socket', (socket) =>
    socket.once('connect', () => {
      connected = true;
      clearTimeout(connectTimer);
    }),
  );
  upstream.on('error', () => {});
  upstream.once('upgrade', (reply, socket, early) => {
    answered = true;
    replica = socket;
    countStatus(figure, 101, performance.now() - crossing.startedAt);
    client.write(rawHead(reply, ['Connection', 'Upgrade', 'Upgrade', reply.headers.upgrade ?? '']), 'latin1');
    join(client, crossing.early, socket, early, figure, finish);
  });
  upstream.once('response', (reply) => {
    answered = true;
    countStatus(figure, reply.statusCode ?? 0, performance.now() - crossing.startedAt);
    relayRefusal(client, reply);
  });
  upstream.once('close', () => {
    if (replica) return;
    finish();
    if (answered || client.destroyed) return;
    if (connected) {
      figure.failures += 1;
      refuse(client, 502);
      return;
    }
    crossing.tried.add(target.replica);
    crossing.unreached = figure;
    traffic.balance.rest(target.replica, performance.now() + restMs);
    attempt(crossing);
  });
  upstream.end();
}

function join(
  client: Duplex,
  clientEarly: Buffer,
  replica: Duplex,
  replicaEarly: Buffer,
  figure: Figure,
  over: () => void,
): void {
  let open = 2;
  const closed = () => {
    open -= 1;
    if (open === 0) over();
  };
  for (const [one, other, early, side] of [
    [client, replica, clientEarly, 'bytesIn'],
    [replica, client, replicaEarly, 'bytesOut'],
  ] as const) {
    keepAlive(one);
    if (early.length > 0) one.unshift(early);
    one.on('data', (chunk: Buffer) => {
      figure[side] += chunk.length;
    });
    one.pipe(other);
    one.on('error', () => other.destroy());
    // Gone without saying so: the other side must not wait for more.
    one.once('close', () => {
      if (!one.readableEnded) other.destroy();
      closed();
    });
    if (one.closed) closed();
  }
}

function keepAlive(socket: Duplex): void {
  if ('setKeepAlive' in socket && typeof socket.setKeepAlive === 'function') socket.setKeepAlive(true, 60_000);
  if ('setTimeout' in socket && typeof socket.setTimeout === 'function') socket.setTimeout(0);
}

function closeBoth(client: Duplex, replica: Duplex | undefined): void {
  for (const side of [client, replica]) {
    side?.end();
    const timer = setTimeout(() => side?.destroy(), closeMs);
    side?.once('close', () => clearTimeout(timer));
  }
}

function relayRefusal(client: Duplex, reply: IncomingMessage): void {
  client.write(rawHead(reply, ['Connection', 'close']), 'latin1');
  reply.on('error', () => client.destroy());
  reply.pipe(client);
}

// A body that was chunked ends with the connection now.
function rawHead(reply: IncomingMessage, own: string[]): string {
  const headers = [...answerHeaders(reply.rawHeaders, false), ...own];
  const lines = [`HTTP/1.1 ${reply.statusCode} ${reply.statusMessage || STATUS_CODES[reply.statusCode ?? 0] || ''}`];
  for (let at = 0; at + 1 < headers.length; at += 2) lines.push(`${headers[at]}: ${headers[at + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function refuse(client: Duplex, status: OwnStatus, reason?: string): void {
  client.end(rawAnswer(status, reason));
}
