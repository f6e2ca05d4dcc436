// The head of a request of HTTP/2, as one of HTTP/1.1 would say it: RFC 9113 section 8.3. What two programs could read
// differently behind us is refused here.
import { METHODS } from 'node:http';
import { isTokenByte, kind, kindOf } from '../http1/fields.ts';
import { maxHeadBytes } from '../http1/head.ts';
import { toldAnew } from '../http1/lines.ts';
import { pathOf } from '../http1/request-head.ts';
import { hostName } from '../match.ts';

export interface Http2Head {
  method: string;
  /** In origin form, or `*`. */
  target: string;
  path: string;
  authority: string;
  host: string;
  /** name, value, name, value, ... with all cookies in one; without what the next hop is told anew. */
  headers: string[];
  /** Those that may say who the client is: only for whoever believes them. */
  claims: string[];
  /** undefined: not said. */
  contentLength: number | undefined;
  bytes: number;
  expectsContinue: boolean;
  /** Of an extended CONNECT (RFC 8441 section 4). */
  protocol: string | undefined;
}

export interface RefusedHead {
  refused: 400 | 417 | 431 | 501;
  reason: string;
}

const methods = new Set(METHODS);
const pseudos = new Set([':method', ':scheme', ':path', ':authority', ':protocol']);
const forbidden = kind.connection | kind.transferEncoding | kind.upgrade;
const targetOnly = /^[\x21\x22\x24-\x7e]+$/;
const valueOnly = /^[\t\x20-\x7e\x80-\xff]*$/;

/** From name, value, name, value, ... as they came, the names that begin with a colon first. */
export function readHttp2Head(raw: readonly string[]): Http2Head | RefusedHead {
  const said = new Map<string, string>();
  const one = new Map<number, string>();
  const head = { headers: [] as string[], claims: [] as string[], cookies: [] as string[] };
  // Node takes more until the client has acknowledged the limit.
  const bytes = sizeOf(raw);
  if (bytes > maxHeadBytes) return { refused: 431, reason: 'The head of the request is too large.' };
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const wrong = take(raw[at] as string, raw[at + 1] as string, said, one, head);
    if (wrong) return refuse(wrong);
  }
  if (head.cookies.length > 0) head.headers.push('cookie', head.cookies.join('; '));
  return checked(said, one, head.headers, head.claims, bytes);
}

/** As HTTP/1.1 would write it. */
function sizeOf(raw: readonly string[]): number {
  return raw.reduce((sum, text) => sum + text.length + 2, 0);
}

/** A mistake, if it is one. */
function take(
  name: string,
  value: string,
  said: Map<string, string>,
  one: Map<number, string>,
  { headers, claims, cookies }: { headers: string[]; claims: string[]; cookies: string[] },
): string | undefined {
  if (!valueOnly.test(value)) return 'A header is not valid.';
  if (name.startsWith(':')) {
    if (!pseudos.has(name) || said.has(name)) return 'The request is not one of HTTP/2.';
    said.set(name, value);
    return undefined;
  }
  if (!isName(name)) return 'A header is not valid.';
  if (name === 'cookie') return void cookies.push(value);
  const bits = kindOf(name);
  if (bits & forbidden || name === 'keep-alive' || name === 'proxy-connection') return 'A header is not one of HTTP/2.';
  if (name === 'te' && value.toLowerCase() !== 'trailers') return 'A header is not one of HTTP/2.';
  if (bits & (kind.host | kind.contentLength | kind.expect)) {
    if (one.has(bits)) return 'A header is there more than once.';
    one.set(bits, value);
  }
  if (bits & (kind.claim | kind.requestId)) claims.push(name, value);
  else if ((bits & (toldAnew | kind.expect)) === 0) headers.push(name, value);
  return undefined;
}

function checked(
  said: ReadonlyMap<string, string>,
  one: ReadonlyMap<number, string>,
  headers: string[],
  claims: string[],
  bytes: number,
): Http2Head | RefusedHead {
  const [method = '', target = ''] = [said.get(':method'), said.get(':path')];
  const protocol = said.get(':protocol');
  if (!methods.has(method)) return { refused: 501, reason: 'The method is not known.' };
  if (method === 'CONNECT' && protocol === undefined) return { refused: 501, reason: 'There are no tunnels here.' };
  if (method !== 'CONNECT' && protocol !== undefined) return refuse('The request is not one of HTTP/2.');
  if (protocol !== undefined && protocol !== 'websocket') return { refused: 501, reason: 'The protocol is not known.' };
  if (!/^https?$/.test(said.get(':scheme') ?? '')) return refuse('The scheme is not one of HTTP.');
  if (!isTarget(method, target)) return refuse('The request target is not valid.');
  const [authority, host] = [said.get(':authority'), one.get(kind.host)];
  if (authority !== undefined && host !== undefined && authority.toLowerCase() !== host.toLowerCase()) {
    return refuse('The Host header is not that of the request.');
  }
  const name = hostName(authority ?? host);
  if (name === undefined || name === '') return refuse('The name of the host is not valid.');
  const length = one.get(kind.contentLength);
  if (length !== undefined && !/^\d{1,15}$/.test(length)) return refuse('The Content-Length is not valid.');
  const expects = one.get(kind.expect);
  if (expects !== undefined && expects.toLowerCase() !== '100-continue') {
    return { refused: 417, reason: 'What the request expects cannot be had.' };
  }
  return {
    ...{ method, target, path: pathOf(target), authority: authority ?? host ?? '', host: name, headers, claims, protocol, bytes },
    contentLength: length === undefined ? undefined : Number(length),
    expectsContinue: expects !== undefined,
  };
}

function isTarget(method: string, target: string): boolean {
  return target === '*' ? method === 'OPTIONS' : target.startsWith('/') && targetOnly.test(target);
}

function isName(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) if (!isTokenByte[name.charCodeAt(at)]) return false;
  return name !== '' && name === name.toLowerCase();
}

function refuse(reason: string): RefusedHead {
  return { refused: 400, reason };
}
