// Headers as lines, written here: what would end a line early is left out.
import { isTokenByte, kind, kindOf, ofConnection } from './fields.ts';
import type { Framing } from './framing.ts';

/** name, value, name, value, ... -> lines. */
export function joined(headers: readonly string[]): string {
  let lines = '';
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const [name, value] = [headers[at] as string, headers[at + 1] as string];
    if (isName(name) && isValue(value)) lines += `${name}: ${value}\r\n`;
  }
  return lines;
}

/** Without those that a connection says by itself. */
export function withoutOurs(headers: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if ((kindOf(headers[at] as string) & ofConnection) === 0) kept.push(headers[at] as string, headers[at + 1] as string);
  }
  return kept;
}

/** The line that says how the body of an answer is framed. */
export function framingLine(status: number, framing: Framing, inChunks: boolean): string {
  if (status < 200 || status === 204) return '';
  if (inChunks) return 'Transfer-Encoding: chunked\r\n';
  return typeof framing === 'number' ? `Content-Length: ${framing}\r\n` : '';
}

// One character would be written as one byte, whatever it is: U+010A as a line feed.
const valueOnly = /^[\t\x20-\x7e\x80-\xff]*$/;

function isValue(value: string): boolean {
  return valueOnly.test(value);
}

function isName(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) if (!isTokenByte[name.charCodeAt(at)]) return false;
  return name !== '';
}

/** Of a request: whether it says that it has a body, and how long it is. */
export function requestFramingLine(method: string, framing: Framing): string {
  if (framing === 'chunked') return 'Transfer-Encoding: chunked\r\n';
  if (typeof framing === 'number') return `Content-Length: ${framing}\r\n`;
  return method === 'POST' || method === 'PUT' || method === 'PATCH' ? 'Content-Length: 0\r\n' : '';
}

/** What the next hop is told anew, besides what is of the connection. */
export const toldAnew = ofConnection | kind.host | kind.claim | kind.requestId;
