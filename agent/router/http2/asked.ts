// A request of HTTP/2 as rules see it.
import { randomBytes } from 'node:crypto';
import type { Arrived } from '../arrived.ts';
import type { Asked, Client } from '../exchange.ts';
import { cameSecure, readClient } from '../forwarded.ts';
import type { Traffic } from '../traffic.ts';
import type { Http2Head } from './head.ts';

export function askedBy(traffic: Traffic, arrived: Arrived, head: Http2Head, hasBody: boolean): Asked {
  const { target, path, host, authority, contentLength, protocol } = head;
  // RFC 8441 section 5: by HTTP/1.1 it is a GET with a key, which the replica answers and nobody asks for here.
  const method = protocol === undefined ? head.method : 'GET';
  const headers =
    protocol === undefined ? head.headers : [...head.headers, 'Sec-WebSocket-Key', randomBytes(16).toString('base64')];
  const header = (name: string) => fieldOf(asked.headers, name) ?? fieldOf(head.claims, name);
  let client: Client | undefined;
  const asked: Asked = {
    ...{ method, target, path, host, authority, headers, header },
    version: '2',
    headBytes: head.bytes,
    bodyLength: hasBody && protocol === undefined ? contentLength : null,
    get client() {
      client ??= readClient(traffic.trusts, arrived.from, header);
      return client;
    },
    get secure() {
      return cameSecure(arrived.secure, asked.client.trusted ? header('x-forwarded-proto') : undefined);
    },
  };
  return asked;
}

function fieldOf(headers: readonly string[], name: string): string | undefined {
  let found: string | undefined;
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if ((headers[at] as string).toLowerCase() !== name) continue;
    found = found === undefined ? headers[at + 1] : `${found}${name === 'cookie' ? '; ' : ', '}${headers[at + 1]}`;
  }
  return found;
}
