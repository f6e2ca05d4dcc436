// Headers of an answer as HTTP/2 says them: in lower case, and without those of an HTTP/1 connection.
import type { OutgoingHttpHeaders } from 'node:http2';
import type { AnswerHead } from '../exchange.ts';
import { isTokenByte, kind, kindOf, ofConnection } from '../http1/fields.ts';

const valueOnly = /^[\t\x20-\x7e\x80-\xff]*$/;
const contentLength = 'content-length';

/** length: of the body, where it is known; else what the head says of it stays. */
export function http2Headers({ status, headers }: AnswerHead, length: number | undefined): string[] {
  const said = [':status', String(status)];
  const told = length === undefined ? 0 : kind.contentLength;
  const without = (ofConnection & ~kind.contentLength) | (status === 204 ? kind.contentLength : told);
  let hasLength = false;
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = (headers[at] as string).toLowerCase();
    const value = headers[at + 1] as string;
    if (kindOf(name) & without || !isSayable(name, value)) continue;
    if (name === contentLength && (hasLength || !/^\d+$/.test(value))) continue;
    hasLength ||= name === contentLength;
    said.push(name, value);
  }
  if (length !== undefined && status !== 204) said.push(contentLength, String(length));
  return said;
}

/** For interim answers and trailers. */
export function headersOf(headers: readonly string[]): OutgoingHttpHeaders {
  const said: Record<string, string[]> = Object.create(null);
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = (headers[at] as string).toLowerCase();
    const value = headers[at + 1] as string;
    if (kindOf(name) & ofConnection || !isSayable(name, value)) continue;
    said[name] = [...(said[name] ?? []), value];
  }
  return said;
}

function isSayable(name: string, value: string): boolean {
  for (let at = 0; at < name.length; at += 1) if (!isTokenByte[name.charCodeAt(at)]) return false;
  return name !== '' && valueOnly.test(value);
}
