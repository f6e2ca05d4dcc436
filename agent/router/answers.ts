// The router's own answers: a status, a sentence that says which of several reasons it was, and never a word of what the
// client sent. A route or the host may have pages of their own for some.
import { STATUS_CODES } from 'node:http';
import type { RouteEntry } from '../decide/types.ts';
import { takesHtml } from './accept.ts';
import { dateNow } from './dates.ts';
import type { Exchange } from './exchange.ts';
import type { Page, PageName } from './serves/pages.ts';
import type { Traffic } from './traffic.ts';

const reasons = {
  400: 'The request is not valid.',
  401: 'A name and a password are needed.',
  403: 'This address may not come here.',
  404: 'Nothing is served under this name.',
  405: 'There are only files here.',
  408: 'The request did not come in time.',
  412: 'It is not as the request expects it to be.',
  413: 'The request has too large a body.',
  416: 'There is no such part of it.',
  417: 'What the request expects cannot be had.',
  421: 'This name is not served on this connection.',
  429: 'Too many requests have come from here; try again later.',
  431: 'The head of the request is too large.',
  500: 'What is asked for cannot be read.',
  502: 'The application did not answer.',
  503: 'The application is not ready.',
  504: 'The application took too long to answer.',
} as const;

export type OwnStatus = keyof typeof reasons;

/** Where a status alone does not say which of several things it was. */
export const because = {
  noHost: 'Nothing is served under this host name.',
  noPath: 'Nothing is served under this path.',
  noFile: 'There is no such file.',
  notReady: 'No replica of the application is ready.',
  queueFull: 'Too many requests are waiting for the application.',
  queuedTooLong: 'The request has waited too long for the application.',
  unreachable: 'The application cannot be reached.',
  noAnswer: 'The application ended the connection without an answer.',
  outsideUnreachable: 'The server behind this address cannot be reached.',
  noDescriptors: 'The router has too much open; try again.',
  maintenance: 'This is being worked on and will be back.',
} as const;

interface Of {
  traffic?: Traffic | undefined;
  route?: RouteEntry | undefined;
  reason?: string | undefined;
  /** name, value, ... besides those of the body. */
  headers?: string[] | undefined;
  /** Of which page of a route or the host is sent instead, if there is one; by default that of the status. */
  page?: PageName | undefined;
}

/** Nothing, when an answer was begun already. */
export function answerOwn(exchange: Exchange, status: OwnStatus, of: Of = {}): void {
  if (exchange.answered) return;
  const page = of.traffic?.pages.find(of.traffic.table(), of.route, of.page ?? String(status));
  if (!page) sendPage(exchange, status, of, builtIn(exchange, status, of.reason ?? reasons[status]));
  else void page.then((found) => answerWith(exchange, status, of, found));
}

function answerWith(exchange: Exchange, status: OwnStatus, of: Of, found: Page | undefined): void {
  if (exchange.answered) return;
  sendPage(exchange, status, of, found ?? builtIn(exchange, status, of.reason ?? reasons[status]));
}

function sendPage(exchange: Exchange, status: OwnStatus, { headers = [] }: Of, { type, body }: Page): void {
  const own = ['Content-Type', type, 'Content-Length', String(body.length), 'Cache-Control', 'no-store', ...headers];
  const needsRetry = status === 503 && !headers.includes('Retry-After');
  exchange.answer({ status, headers: needsRetry ? [...own, 'Retry-After', '1'] : own }, body);
}

function builtIn({ asked }: Exchange, status: number, reason: string): Page {
  if (!takesHtml(asked.header('accept'))) return { type: 'text/plain; charset=utf-8', body: Buffer.from(`${reason}\n`) };
  return { type: 'text/html; charset=utf-8', body: Buffer.from(htmlPage(`${status} ${STATUS_CODES[status]}`, reason)) };
}

export function htmlPage(title: string, text: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>body{font:1em/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 1em;color-scheme:light dark}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
</html>
`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** As text or as a quoted attribute of HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? '');
}

/** As bytes, for a connection on which no request could be read. It is over then. */
export function rawAnswer(status: OwnStatus, reason: string = reasons[status]): string {
  const body = `${reason}\n`;
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain; charset=utf-8\r\n`;
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\nDate: ${dateNow()}\r\nConnection: close\r\n\r\n${body}`;
}
