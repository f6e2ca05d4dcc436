// The head of a request or an answer, as it may be passed on: RFC 9110 section 7.6.1, and nothing believed about the client.
import { randomUUID } from 'node:crypto';
import { hostName } from './match.ts';

export interface RequestHead {
  method: string;
  /** In origin form, as it goes to the replica. */
  target: string;
  /** Without the query. */
  path: string;
  host: string;
  hasBody: boolean;
  expectsContinue: boolean;
  /** The protocol asked for by Upgrade, if any. */
  upgrade: string | undefined;
  /** Name, value, name, value, ...: what goes to the replica, without Connection and Upgrade. */
  headers: string[];
}

interface Received {
  method?: string | undefined;
  url?: string | undefined;
  httpVersion: string;
  rawHeaders: string[];
}

// `Proxy` would become HTTP_PROXY in CGI programs; the others say who the client is, which the client may not.
const neverFromClient = /^(?:forwarded|x-forwarded-(?:for|proto|host|port|server)|x-real-ip|proxy)$/;
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade']);
const neverByConnection = new Set(['host', 'content-length', 'trailer', 'expect', 'x-request-id']);
const safeToRepeat = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/** The head to pass on, or why it cannot be (status 400). */
export function readHead(received: Received, clientAddress: string): RequestHead | { refused: string } {
  const fields = fieldsOf(received.rawHeaders);
  const target = originForm(received.method ?? '', received.url ?? '');
  const framing = readFraming(fields);
  if (!target) return { refused: 'The request target is not valid.' };
  if ('refused' in framing) return framing;
  const hosts = fields.get('host') ?? [];
  if (hosts.length > 1) return { refused: 'There is more than one Host header.' };
  const sentHost = target.authority ?? hosts[0];
  const host = hostName(sentHost);
  if (host === undefined) return { refused: 'The Host header is not valid.' };
  return {
    method: received.method ?? 'GET',
    target: target.target,
    path: target.target.split('?', 1)[0] ?? '/',
    host,
    hasBody: framing.hasBody,
    expectsContinue: received.httpVersion === '1.1' && /^100-continue$/i.test(fields.get('expect')?.[0] ?? ''),
    upgrade: fields.get('upgrade')?.[0],
    headers: forwardedHeaders(received, fields, sentHost, clientAddress, framing),
  };
}

/** The headers of an answer, as they go to the client. */
export function answerHeaders(rawHeaders: string[], keepTrailer: boolean): string[] {
  const fields = fieldsOf(rawHeaders);
  const named = namedByConnection(fields);
  return keep(rawHeaders, (name) => !hopByHop.has(name) && !named.has(name) && (keepTrailer || name !== 'trailer'));
}

/** May be sent a second time without doing anything twice (RFC 9110 section 9.2.2). */
export function isRepeatable(head: RequestHead): boolean {
  return !head.hasBody && safeToRepeat.has(head.method);
}

type Fields = Map<string, string[]>;

function fieldsOf(rawHeaders: string[]): Fields {
  const fields: Fields = new Map();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = String(rawHeaders[at]).toLowerCase();
    const values = fields.get(name);
    if (values) values.push(String(rawHeaders[at + 1]));
    else fields.set(name, [String(rawHeaders[at + 1])]);
  }
  return fields;
}

// RFC 9112 section 3.2: a proxy gets absolute form, whose authority then counts instead of Host.
function originForm(method: string, url: string): { target: string; authority?: string } | undefined {
  if (url.startsWith('/')) return { target: url };
  if (url === '*') return method === 'OPTIONS' ? { target: url } : undefined;
  const found = /^https?:\/\/([^/?#@]+)([/?].*)?$/i.exec(url);
  if (!found?.[1]) return undefined;
  const rest = found[2] ?? '/';
  return { target: rest.startsWith('/') ? rest : `/${rest}`, authority: found[1] };
}

type Framing = { hasBody: boolean; chunked: boolean };

// What two programs may read differently is refused, never repaired (RFC 9112 section 6.3).
function readFraming(fields: Fields): Framing | { refused: string } {
  const lengths = fields.get('content-length') ?? [];
  const codings = fields.get('transfer-encoding') ?? [];
  if (lengths.length > 0 && codings.length > 0) return { refused: 'There is a Content-Length and a Transfer-Encoding.' };
  if (lengths.length > 1 || (lengths[0] !== undefined && !/^\d{1,15}$/.test(lengths[0]))) {
    return { refused: 'The Content-Length is not valid.' };
  }
  if (codings.length > 1 || (codings[0] !== undefined && !/^chunked$/i.test(codings[0]))) {
    return { refused: 'The Transfer-Encoding is not supported.' };
  }
  return { hasBody: codings.length > 0 || Number(lengths[0] ?? 0) > 0, chunked: codings.length > 0 };
}

function forwardedHeaders(
  received: Received,
  fields: Fields,
  host: string | undefined,
  clientAddress: string,
  framing: Framing,
): string[] {
  const named = namedByConnection(fields);
  const kept = keep(received.rawHeaders, (name) => {
    return name !== 'host' && !hopByHop.has(name) && !named.has(name) && !neverFromClient.test(name.replaceAll('_', '-'));
  });
  const own = ['Host', host ?? '', ...kept];
  if (framing.chunked) own.push('Transfer-Encoding', 'chunked');
  if (!framing.chunked && !fields.has('content-length') && /^(?:POST|PUT|PATCH)$/.test(received.method ?? '')) {
    own.push('Content-Length', '0');
  }
  own.push('X-Forwarded-For', clientAddress, 'X-Forwarded-Proto', 'http', 'X-Forwarded-Host', host ?? '');
  if (!fields.has('x-request-id')) own.push('X-Request-Id', randomUUID());
  return own;
}

function namedByConnection(fields: Fields): Set<string> {
  const names = (fields.get('connection') ?? []).flatMap((value) => value.split(',')).map((name) => name.trim().toLowerCase());
  return new Set(names.filter((name) => name !== '' && !neverByConnection.has(name)));
}

function keep(rawHeaders: string[], wanted: (name: string) => boolean): string[] {
  const kept: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    if (wanted(String(rawHeaders[at]).toLowerCase())) kept.push(String(rawHeaders[at]), String(rawHeaders[at + 1]));
  }
  return kept;
}
