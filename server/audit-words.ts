// What the audit keeps of a request: whom it is about, how that was before, and what was asked for, without a secret in it.
import { createHash } from 'node:crypto';
import { currentSettings } from './choose-release.ts';
import { findHost } from './records/fleet.ts';
import { findOperator, pipelineOf } from './records/operators.ts';
import type { Db } from './records/records.ts';
import { findTarget, type Target } from './records/releases.ts';
import { defaultEnvironment } from './services/names.ts';
import { entriesOf } from './settings.ts';

type Request = Record<string, unknown>;

/** Fields whose content is never kept, whichever request they are in. */
const secretFields = new Set(['value', 'key', 'keyPem', 'privateKey', 'secret', 'token', 'password', 'csr', 'oidc']);
const longest = 1024;

/** How it is now of what the request is about; undefined: nothing is known of it. */
export async function oldOf(db: Db, request: Request): Promise<unknown> {
  const { host, app, name } = request;
  if (isText(app)) return targetNow(db, { app, environment: environmentOf(request) }, request);
  const hosts = isText(host) ? [host] : Array.isArray(request.hosts) ? request.hosts.filter(isText) : [];
  if (hosts.length > 0) return Object.fromEntries(await Promise.all(hosts.slice(0, 100).map((one) => hostNow(db, one))));
  if (isText(name)) return operatorNow(db, name);
  return undefined;
}

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
export function kept(request: unknown, hash: (value: string) => string, field = ''): unknown {
  if (typeof request === 'string') {
    if (request !== '' && secretFields.has(field)) return `hmac:${hash(request)}`;
    return request.length > longest ? `sha256:${sha256(request)}` : request;
  }
  if (request instanceof Uint8Array) return `sha256:${sha256(request)}`;
  if (Array.isArray(request)) return request.map((one) => kept(one, hash, field));
  if (typeof request !== 'object' || request === null) return request;
  const entries = Object.entries(request).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(entries.map(([key, value]) => [key, kept(value, hash, key)]));
}

async function targetNow(db: Db, target: Target, request: Request): Promise<unknown> {
  const found = await findTarget(db, target);
  if (!found) return undefined;
  const { settings } = await currentSettings(db, target);
  const touched = [...Object.keys((request.set as object | undefined) ?? {}), ...((request.unset as string[] | undefined) ?? [])];
  const before = entriesOf(settings).filter((entry) => touched.includes(entry.key));
  return {
    release: found.current_release,
    settingsRevision: found.settings_revision,
    ...(before.length > 0 ? { settings: before } : {}),
  };
}

async function hostNow(db: Db, host: string): Promise<[string, unknown]> {
  const row = await findHost(db, host);
  return [host, row && { environment: row.environment, labels: row.labels, draining: row.draining, removed: row.removed }];
}

async function operatorNow(db: Db, name: string): Promise<unknown> {
  const row = await findOperator(db, name);
  return row && { role: row.role, scopes: row.scopes, removed: row.removed_at !== null, pipeline: kept(pipelineOf(row), sha256) };
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
  return createHash('sha256').update(data).digest('hex');
}
