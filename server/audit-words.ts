// What the audit keeps of a request: whom it is about, and what was asked for, without a secret in it.
import { createHash } from 'node:crypto';
import { isOwnKey, nameMistake } from './edit-settings.ts';
import { defaultEnvironment } from './services/names.ts';

type Request = Record<string, unknown>;
type Hash = (value: string) => string;

interface Pair {
  key: string;
  value: string;
}

/** Fields whose content is never kept, whichever request they are in; `key` is a private one but in a pair. */
const secretFields = new Set([
  ...['value', 'key', 'keyPem', 'privateKey', 'secret', 'token', 'password', 'csr', 'oidc'],
  ...['bindingId', 'bindingKey'],
]);
/** Files of whoever asks, in which more can be than should be. */
const documents = new Set(['chain', 'ca', 'keys']);
const longest = 1024;

export function subjectOf(request: Request): Record<string, string> {
  const { app, host, hosts, name, number } = request;
  const subject: Record<string, string> = {};
  if (isText(app)) Object.assign(subject, { app, environment: environmentOf(request) });
  if (isText(host)) subject.host = host;
  if (Array.isArray(hosts) && hosts.length > 0) subject.hosts = hosts.slice(0, 100).join(' ');
  if (isText(name)) subject.name = name;
  if (typeof number === 'number' && number > 0) subject.deployment = String(number);
  return subject;
}

/** Secrets and what is long as hashes, what is empty left out. `hash` is keyed, so that a short secret cannot be guessed by it. */
export function kept(request: unknown, hash: Hash, field = ''): unknown {
  if (typeof request === 'string') {
    if (request !== '' && secretFields.has(field)) return `hmac:${hash(request)}`;
    return request.length > longest || (request !== '' && documents.has(field)) ? sha256(request) : request;
  }
  if (request instanceof Uint8Array) return sha256(request);
  if (Array.isArray(request)) return request.map((one) => (isPair(one) ? keptPair(one, hash) : kept(one, hash, field)));
  if (typeof request !== 'object' || request === null) return request;
  // What is within it is whole: `replicas: { web: 0 }` says something.
  const entries = Object.entries(request).filter(([, value]) => field !== '' || !isEmpty(value));
  return Object.fromEntries(entries.map(([key, value]) => [key, kept(value, hash, key)]));
}

/** A setting by its name. The value of a variable can be a secret that somebody has put there; what Castellan reads itself cannot. */
export function keptPair({ key, value }: Pair, hash: Hash): Pair {
  const isOwn = isOwnKey(key);
  return {
    key: isOwn || nameMistake(key) === '' ? key : `hmac:${hash(key)}`,
    value: isOwn && value.length <= longest ? value : `hmac:${hash(value)}`,
  };
}

function isPair(value: unknown): value is Pair {
  const { key, value: of } = Object(value) as Partial<Pair>;
  return typeof key === 'string' && typeof of === 'string';
}

function environmentOf({ environment }: Request): string {
  return isText(environment) ? environment : defaultEnvironment;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === 0 || value === false || value === null || (Array.isArray(value) && value.length === 0);
}

function sha256(data: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`;
}
