// The router's own answers: small, plain, and without a word of what the client sent.

import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { RouteEntry } from '../decide/types.ts';
import type { Exchange } from './exchange.ts';

export type OwnStatus = 400 | 404 | 408 | 413 | 417 | 431 | 502 | 503 | 504;

const reasons: Record<OwnStatus, string> = {
  400: 'The request is not valid.',
  404: 'Nothing is served under this name.',
  408: 'The request did not come in time.',
  413: 'The request has too large a body.',
  417: 'What the request expects cannot be had.',
  431: 'The head of the request is too large.',
  502: 'The application did not answer.',
  503: 'The application is not ready.',
  504: 'The application took too long to answer.',
};

export function answer(response: ServerResponse, status: OwnStatus, reason = reasons[status]): void {
  if (response.headersSent || response.destroyed) return;
  // What is left of a body is not waited for, and after a misread request nobody knows where the next one begins.
  if (status === 400 || !response.req.complete) response.shouldKeepAlive = false;
  const body = `${reason}\n`;
  // Said outright: a reason that a replica sent and Node would not write may have stayed behind.
  response.writeHead(status, STATUS_CODES[status], ownHeaders(status, body)).end(body);
}

/** Nothing, when an answer was begun already. */
export function answerOwn(
  exchange: Exchange,
  status: OwnStatus,
  of: { route?: RouteEntry | undefined; reason?: string } = {},
): void {
  if (exchange.answered) return;
  const body = `${of.reason ?? reasons[status]}\n`;
  const headers = Object.entries(ownHeaders(status, body)).flatMap(([name, value]) => [name, String(value)]);
  exchange.answer({ status, headers }, Buffer.from(body));
}

/** The same answer as bytes, for a connection that is no longer spoken HTTP to by Node. */
export function rawAnswer(status: OwnStatus, reason = reasons[status]): string {
  const body = `${reason}\n`;
  const lines = Object.entries({ ...ownHeaders(status, body), Connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

function ownHeaders(status: OwnStatus, body: string): Record<string, string | number> {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(body) };
  return status === 503 ? { ...headers, 'Retry-After': 1 } : headers;
}
