// The head of a request: method, target, and whose it is; anything unclear is refused.
import { METHODS } from 'node:http';
import { hostName } from '../match.ts';
import { type Fields, isTokenByte, kind, leftOut, namedByConnection } from './fields.ts';
import { type Framing, readFraming } from './framing.ts';
import { findHead, type Refused } from './head.ts';

export interface RequestHead {
  fields: Fields;
  method: string;
  /** In origin form, or `*`. */
  target: string;
  path: string;
  version: '1.0' | '1.1';
  /** As it was sent, in Host or in the target. */
  authority: string;
  host: string;
  framing: Framing;
  /** Named by Connection, in lower case: not for the next hop. */
  named: string[];
  keepAlive: boolean;
  expectsContinue: boolean;
  /** The protocol asked for. */
  upgrade: string | undefined;
  /** Where in the bytes the body begins. */
  end: number;
}

// Not CONNECT, which makes tunnels, nor PRI, with which HTTP/2 begins.
const methods = new Set(METHODS.filter((method) => method !== 'CONNECT'));
const [lf, cr] = [10, 13];
const none: string[] = [];

/** undefined: more bytes are needed. */
export function readRequestHead(bytes: Buffer, from: number): RequestHead | Refused | undefined {
  const start = pastEmptyLine(bytes, from);
  if (start === bytes.length) return undefined;
  // Also what is no HTTP at all (a TLS handshake) and may never have a line.
  if (!isTokenByte[bytes[start] as number] && !(start === from && bytes[start] === cr && start + 1 === bytes.length))
    return noRequest;
  const found = findHead(bytes, start, isRequestLine);
  if (found === undefined || 'refused' in found) return found;
  const [method, url, protocol] = found.firstLine.split(' ') as [string, string, string];
  const version = protocol === 'HTTP/1.1' ? '1.1' : '1.0';
  return checked(found.fields, method, url, version, found.end);
}

// RFC 9112 section 2.2: one that some send behind a body.
function pastEmptyLine(bytes: Buffer, from: number): number {
  return bytes[from] === cr && bytes[from + 1] === lf ? from + 2 : from;
}

const requestLine = /^([A-Z-]{1,20}) [\x21\x22\x24-\x7e]+ HTTP\/1\.[01]$/;

function isRequestLine(line: string): boolean {
  return methods.has(requestLine.exec(line)?.[1] ?? '');
}

function checked(fields: Fields, method: string, url: string, version: '1.0' | '1.1', end: number): RequestHead | Refused {
  const asked = originForm(method, url);
  if (!asked) return refuse('The request target is not valid.');
  const hosts = fields.ofKind(kind.host);
  if (hosts.length > 1) return refuse('There is more than one Host header.');
  if (hosts.length === 0 && version === '1.1') return refuse('There is no Host header.');
  const authority = asked.authority ?? hosts[0] ?? '';
  const host = hostName(authority);
  if (host === undefined || hostName(hosts[0]) === undefined) return refuse('The Host header is not valid.');
  const framing = readFraming(fields, version) ?? 'none';
  if (typeof framing === 'object') return refuse(framing.reason);
  const expects = version === '1.1' ? fields.ofKind(kind.expect) : none;
  if (expects.some((value) => value.toLowerCase() !== '100-continue')) return unknownExpectation;
  const options = fields.has & kind.connection ? namedByConnection(fields) : none;
  return {
    fields,
    method,
    target: asked.target,
    path: pathOf(asked.target),
    version,
    authority,
    host,
    framing,
    named: leftOut(options),
    keepAlive: version === '1.1' ? !options.includes('close') : options.includes('keep-alive'),
    expectsContinue: expects.length > 0,
    upgrade: options.includes('upgrade') && version === '1.1' ? fields.ofKind(kind.upgrade)[0] : undefined,
    end,
  };
}

// RFC 9112 section 3.2: in absolute form the authority counts instead of Host.
function originForm(method: string, url: string): { target: string; authority?: string } | undefined {
  if (url.startsWith('/')) return { target: url };
  if (url === '*') return method === 'OPTIONS' ? { target: url } : undefined;
  const found = /^https?:\/\/([^/?@]+)([/?].*)?$/i.exec(url);
  if (!found?.[1]) return undefined;
  const rest = found[2] ?? '/';
  return { target: rest.startsWith('/') ? rest : `/${rest}`, authority: found[1] };
}

export function pathOf(target: string): string {
  const query = target.indexOf('?');
  return query === -1 ? target : target.slice(0, query);
}

function refuse(reason: string): Refused {
  return { refused: 400, reason };
}

const noRequest = refuse('This is not a request of HTTP/1.');
const unknownExpectation: Refused = { refused: 417, reason: 'What the request expects cannot be had.' };
