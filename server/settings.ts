// What differs per app and environment, beside the version. Each change is a revision.
import { z } from 'zod';

const texts = z.record(z.string(), z.string());
/** Name -> version. The value is nowhere here. */
const versions = z.record(z.string(), z.int().min(1));

const shape = z.object({
  /** Of all processes. */
  variables: texts.default({}),
  /** Process -> variables of it alone, before those of all. */
  processVariables: z.record(z.string(), texts).default({}),
  secrets: versions.default({}),
  processSecrets: z.record(z.string(), versions).default({}),
  /** Process -> names that its routes answer for, instead of the manifest's. */
  hosts: z.record(z.string(), z.array(z.string())).default({}),
  /** Process -> labels that a host must have, instead of the manifest's. */
  on: z.record(z.string(), texts).default({}),
  /** Process -> replicas, instead of the manifest's. */
  replicas: z.record(z.string(), z.int().min(0)).default({}),
  /** Process -> its routes are answered with 503, and its replicas stay. */
  maintenance: z.record(z.string(), z.literal(true)).default({}),
  /** Process -> certificate of its routes, instead of the manifest's. */
  tls: z.record(z.string(), z.string()).default({}),
  /** Process -> networks of the clients that its routes answer, instead of the manifest's. */
  allow: z.record(z.string(), z.array(z.string())).default({}),
  stopped: z.boolean().default(false),
  /** Grows with each restart that was asked for: replicas of another number are not interchangeable. */
  restarts: z.int().default(0),
});

export type Settings = z.output<typeof shape>;

export const noSettings: Settings = shape.parse({});

export function readSettings(json: string): Settings {
  return shape.parse(JSON.parse(json));
}

/** One setting as people read it: `LOG_LEVEL`, `replicas.web`. */
export interface Entry {
  key: string;
  /** The process that it is for alone; empty: all, or the key says it. */
  process: string;
  /** Of a secret: its version. */
  value: string;
  kind: 'variable' | 'secret' | 'setting' | 'state';
}

/** Every setting, in an order that does not change. */
export function entriesOf(settings: Settings): Entry[] {
  return [
    ...variables(settings.variables, ''),
    ...inOrder(settings.processVariables).flatMap(([process, of]) => variables(of, process)),
    ...secrets(settings.secrets, ''),
    ...inOrder(settings.processSecrets).flatMap(([process, of]) => secrets(of, process)),
    ...inOrder(settings.replicas).map(([process, count]) => setting(`replicas.${process}`, String(count))),
    ...inOrder(settings.hosts).map(([process, names]) => setting(`hosts.${process}`, names.join(','))),
    ...inOrder(settings.on).map(([process, labels]) => setting(`on.${process}`, labelsText(labels))),
    ...inOrder(settings.maintenance).map(([process]) => setting(`maintenance.${process}`, 'on')),
    ...inOrder(settings.tls).map(([process, certificate]) => setting(`tls.${process}`, certificate)),
    ...inOrder(settings.allow).map(([process, networks]) => setting(`allow.${process}`, networks.join(','))),
    ...(settings.stopped ? [{ key: 'stopped', process: '', value: 'true', kind: 'state' as const }] : []),
    ...(settings.restarts > 0
      ? [{ key: 'restarts', process: '', value: String(settings.restarts), kind: 'state' as const }]
      : []),
  ];
}

/** null: it was, or is, not set. */
export interface Difference extends Omit<Entry, 'value'> {
  before: string | null;
  after: string | null;
}

export function differences(before: Settings, after: Settings): Difference[] {
  const [old, now] = [byName(entriesOf(before)), byName(entriesOf(after))];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const { key, process, kind } = (is ?? was) as Entry;
    const [from, to] = [was?.value ?? null, is?.value ?? null];
    return from === to ? [] : [{ key, process, kind, before: from, after: to }];
  });
}

/** Keys and versions alone: `LOG_LEVEL, web:DB_PASSWORD@3, -OLD, restart` */
export function differenceWords(all: Difference[]): string {
  return all.map(differenceWord).join(', ');
}

function differenceWord({ key, process, kind, after }: Difference): string {
  if (kind === 'state') return key === 'restarts' ? 'restart' : after === null ? 'start' : 'stop';
  const name = process ? `${process}:${key}` : key;
  return after === null ? `-${name}` : kind === 'secret' ? `${name}@${after}` : name;
}

function byName(entries: Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [`${entry.kind} ${entry.process} ${entry.key}`, entry]));
}

function variables(of: Record<string, string>, process: string): Entry[] {
  return inOrder(of).map(([key, value]) => ({ key, process, value, kind: 'variable' }));
}

function secrets(of: Record<string, number>, process: string): Entry[] {
  return inOrder(of).map(([key, version]) => ({ key, process, value: String(version), kind: 'secret' }));
}

function setting(key: string, value: string): Entry {
  return { key, process: '', value, kind: 'setting' };
}

function labelsText(labels: Record<string, string>): string {
  return inOrder(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

function inOrder<Value>(of: Record<string, Value>): [string, Value][] {
  return Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));
}
