// The router's own answers: small, plain, and without a word of what the client sent.

import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';

export type OwnStatus = 400 | 404 | 502 | 503 | 504;

const reasons: Record<OwnStatus, string> = {
  400: 'The request is not valid.',
  404: 'Nothing is served under this name.',
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
