// A request from its head to the end of its answer: choose a replica, pass the bytes both ways, and try again where it is safe.

import type { Agent, ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { request as openRequest } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import type { RouteTarget } from '../decide/types.ts';
import type { OwnStatus } from './answers.ts';
import { answer } from './answers.ts';
import type { Figure } from './figures.ts';
import { countStatus } from './figures.ts';
import type { RequestHead } from './head.ts';
import { answerHeaders, isRepeatable, readHead } from './head.ts';
import type { Attempt, Door, Traffic } from './traffic.ts';
import { nextAttempt } from './traffic.ts';

export const connectMs = 5000;
/** How long neither side may say anything while a request is under way. */
export const silenceMs = 300_000;
/** How long a replica that refused a connection is passed over, if there is another. */
export const restMs = 1000;
export const maxHeadBytes = 32 * 1024;

interface Exchange {
  traffic: Traffic;
  door: Door;
  request: IncomingMessage;
  response: ServerResponse;
  head: RequestHead;
  tried: Set<string>;
  /** Of the replica that could not be reached last: when there is no other, it has failed the request. */
  unreached?: Figure;
  /** A kept connection turned out to be dead: the next one is new. */
  fresh: boolean;
  startedAt: number;
}

export function forward(traffic: Traffic, door: Door, request: IncomingMessage, response: ServerResponse): void {
  // A client that goes away is seen by 'close', which always follows.
  request.on('error', () => {});
  response.on('error', () => {});
  const head = readHead(request, clientAddress(request));
  if ('refused' in head) answer(response, 400, head.refused);
  else attempt({ traffic, door, request, response, head, tried: new Set(), fresh: false, startedAt: performance.now() });
}

export function clientAddress(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');
}

// Each attempt looks at the table in force: a replica that is gone by now is not tried again.
function attempt(exchange: Exchange): void {
  const { traffic, door, head, tried, response } = exchange;
  if (response.destroyed) return;
  const next = nextAttempt(traffic, door, head, tried);
  if (typeof next === 'number') giveUp(exchange, next);
  else send(exchange, next);
}

function giveUp({ response, unreached }: Exchange, status: OwnStatus): void {
  if (unreached) unreached.failures += 1;
  answer(response, status);
}

function send(exchange: Exchange, { route, target }: Attempt): void {
  const { traffic, request, response, head } = exchange;
  const figure = traffic.figures.of(route, target.release);
  const opened = openUpstream(exchange, { route, target });
  // A head that Node reads but does not write.
  if (!opened) {
    answer(response, 400);
    return;
  }
  const upstream: ClientRequest = opened;
  let state: 'connecting' | 'waiting' | 'answered' | 'over' = 'connecting';

  const ended = count(exchange, figure, target.replica);
  const connectTimer = setTimeout(() => upstream.destroy(new Error('no connection in time')), connectMs);
  const stopWatching = whenClientLeaves(request, response, () => upstream.destroy());

  function connected(): void {
    clearTimeout(connectTimer);
    if (state !== 'connecting') return;
    state = 'waiting';
    if (head.hasBody) sendBody(request, upstream, figure);
  }

  function failed(status: 502 | 504): void {
    const before = state;
    state = 'over';
    if (before === 'answered' || before === 'over') return;
    if (clientLeft(request, response)) {
      figure.abandoned += 1;
      return;
    }
    const again = before === 'connecting' || (upstream.reusedSocket && isRepeatable(head) && !exchange.fresh && status === 502);
    if (!again) {
      figure.failures += 1;
      answer(response, status);
      return;
    }
    if (before === 'connecting') {
      exchange.tried.add(target.replica);
      exchange.unreached = figure;
      traffic.balance.rest(target.replica, performance.now() + restMs);
    } else exchange.fresh = true;
    attempt(exchange);
  }

  upstream.once('socket', (socket) => (socket.connecting ? socket.once('connect', connected) : connected()));
  upstream.on('timeout', () => {
    failed(504);
    upstream.destroy();
    // Begun already: only the end of the connection can say that this is not all.
    if (response.headersSent && !response.writableFinished) breakOff(response);
  });
  upstream.on('error', () => failed(502));
  upstream.on('continue', () => passContinue(response, head));
  upstream.on('information', (info) => passInformation(response, info.statusCode, info.rawHeaders));
  upstream.once('response', (reply) => {
    state = 'answered';
    countStatus(figure, reply.statusCode ?? 0, performance.now() - exchange.startedAt);
    relay(exchange, reply, figure);
  });
  upstream.once('close', () => {
    clearTimeout(connectTimer);
    stopWatching();
    ended();
    failed(502);
  });
  if (!head.hasBody) upstream.end();
}

function openUpstream(exchange: Exchange, { target }: Attempt): ClientRequest | undefined {
  const { head, traffic, fresh } = exchange;
  const upstream = requestTo(target, head, head.headers, fresh ? false : traffic.upstreams.of(target));
  upstream?.setTimeout(silenceMs);
  upstream?.setNoDelay(true);
  return upstream;
}

/** Undefined when Node does not write such a head. One request must never end the process, and with it all others. */
export function requestTo(
  { address, port }: RouteTarget,
  head: RequestHead,
  headers: string[],
  agent: Agent | false,
): ClientRequest | undefined {
  const strict = { setHost: false, insecureHTTPParser: false, maxHeaderSize: 2 * maxHeadBytes };
  try {
    return openRequest({ host: address, port, method: head.method, path: head.target, headers, agent, ...strict });
  } catch {
    return undefined;
  }
}

function count(exchange: Exchange, figure: Figure, replica: string): () => void {
  const ended = exchange.traffic.inFlight.begin(replica);
  figure.requests += 1;
  figure.inFlight += 1;
  return () => {
    figure.inFlight -= 1;
    ended();
  };
}

function clientLeft(request: IncomingMessage, response: ServerResponse): boolean {
  return (response.closed && !response.writableFinished) || (request.destroyed && !request.complete);
}

// 'close' also comes after a good end; then an upload may still be under way behind an early answer.
function whenClientLeaves(request: IncomingMessage, response: ServerResponse, left: () => void): () => void {
  const check = () => {
    if (clientLeft(request, response)) left();
  };
  request.on('close', check);
  response.on('close', check);
  return () => {
    request.off('close', check);
    response.off('close', check);
  };
}

function sendBody(request: IncomingMessage, upstream: ClientRequest, figure: Figure): void {
  upstream.flushHeaders();
  pass(request, upstream, (bytes) => {
    figure.bytesIn += bytes;
  });
  request.on('end', () => {
    if (upstream.destroyed) return;
    addTrailers(upstream, request.rawTrailers);
    upstream.end();
  });
  // An answer that came before the end of the upload may have closed the way: what is left of it goes nowhere.
  upstream.once('close', () => request.resume());
}

function relay(exchange: Exchange, reply: IncomingMessage, figure: Figure): void {
  const { response, request } = exchange;
  const trailers = takesTrailers(exchange, reply);
  response.shouldKeepAlive &&= !exchange.door.closing && !unsentBody(exchange);
  try {
    response.writeHead(reply.statusCode ?? 502, reply.statusMessage ?? '', answerHeaders(reply.rawHeaders, trailers));
  } catch {
    // A header that Node reads but does not write.
    figure.failures += 1;
    reply.destroy();
    answer(response, 502);
    return;
  }
  let begun = false;
  reply.once('data', () => {
    begun = true;
  });
  pass(reply, response, (bytes) => {
    figure.bytesOut += bytes;
  });
  reply.on('end', () => {
    begun = true;
    if (trailers) addTrailers(response, reply.rawTrailers);
    response.end();
  });
  reply.on('error', () => {});
  reply.on('close', () => {
    if (reply.complete) return;
    if (clientLeft(request, response)) figure.abandoned += 1;
    else figure.failures += 1;
    breakOff(response);
  });
  // The head goes out with the first bytes if they are there already, else alone: an event stream may stay silent for long.
  setImmediate(() => {
    if (!begun && !response.destroyed) response.flushHeaders();
  });
}

// Trailers exist in chunked bodies only; Node throws if they are announced elsewhere.
function takesTrailers({ request, head }: Exchange, reply: IncomingMessage): boolean {
  const bodyless = head.method === 'HEAD' || reply.statusCode === 204 || reply.statusCode === 304;
  return !bodyless && request.httpVersion === '1.1' && reply.headers['transfer-encoding'] !== undefined;
}

// A client that was never told to continue may send its body, or the next request: nobody can tell which.
function unsentBody({ head, request }: Exchange): boolean {
  return head.expectsContinue && !request.complete;
}

function pass(from: Readable, to: Writable, passed: (bytes: number) => void): void {
  from.on('data', (chunk: Buffer) => {
    passed(chunk.length);
    if (to.destroyed) return;
    if (!to.write(chunk)) from.pause();
  });
  to.on('drain', () => from.resume());
}

function addTrailers(to: ClientRequest | ServerResponse, rawTrailers: string[]): void {
  if (rawTrailers.length === 0) return;
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawTrailers.length; at += 2) pairs.push([String(rawTrailers[at]), String(rawTrailers[at + 1])]);
  try {
    to.addTrailers(pairs);
  } catch {
    // Trailers that Node reads but does not write are left out: the body before them is whole.
  }
}

function passContinue(response: ServerResponse, head: RequestHead): void {
  if (head.expectsContinue && !response.headersSent && !response.destroyed) response.writeContinue();
}

function passInformation(response: ServerResponse, status: number, rawHeaders: string[]): void {
  // 100 is passed on as 'continue', and a 1.0 client knows none of them.
  if (status <= 101 || response.req.httpVersion !== '1.1' || response.headersSent) return;
  if (response.destroyed) return;
  try {
    response.writeInformation(status, answerHeaders(rawHeaders, false));
  } catch {
    // Not needed by anyone: the answer follows.
  }
}

// A body that ends by the end of the connection must not look whole: reset instead of FIN.
function breakOff(response: ServerResponse): void {
  if (response.req.httpVersion === '1.1') response.destroy();
  else response.socket?.resetAndDestroy();
}
