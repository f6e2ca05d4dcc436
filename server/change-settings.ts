// What operators say of an app in an environment: variables, placement, secrets. Each change is a revision with a reason.
import { isDeepStrictEqual } from 'node:util';
import { readManifest } from '../bundle/manifest.ts';
import { fail } from '../proto/failure.ts';
import type { Bus } from './bus/bus.ts';
import { currentRelease, currentSettings } from './choose-release.ts';
import type { Ms } from './decide/types.ts';
import { type Asked, digestOf } from './deploy.ts';
import { type Edit, edited, isVariable, maxValueBytes, nameMistake, noSuchProcess, tidy, valueMistake } from './edit-settings.ts';
import type { Records, Tx } from './records/records.ts';
import { type Change, changeSettings, listReleases, type Target, useSettings } from './records/releases.ts';
import { addSecret, findSecret, listSecrets, removeSecret, resealSecret } from './records/secrets.ts';
import { addSettingsRequest, findSettingsRequest } from './records/settings-requests.ts';
import type { SecretRow, SettingsRequestRow } from './records/tables.ts';
import { listVersions } from './records/versions.ts';
import type { Vault } from './secrets.ts';
import type { Settings } from './settings.ts';

export interface Configuring {
  records: Records;
  bus: Bus;
  vault: Vault;
  now(): Ms;
}

/** Makes the next settings of the present ones, with all that belongs to them. @throws Failure bad-input, not-found */
export type Apply = (tx: Tx, target: Target, settings: Settings, change: Change) => Promise<Settings>;

export interface Wanted {
  reason: string;
  /** What is asked for besides the reason, in a form that may be hashed and kept. */
  wish: unknown;
  apply: Apply;
}

/** The revisions in use before and after; the same: nothing has changed. */
export type Recorded = Pick<SettingsRequestRow, 'before' | 'after'>;

/**
 * Records it as a revision that the next release is made with. The same request id again gives the same answer and changes
 * nothing, whatever others have changed since. @throws Failure conflict: it was used for something else
 */
export async function recordSettings(
  { records, bus, now }: Configuring,
  target: Target,
  { reason, wish, apply }: Wanted,
  { by, requestId }: Pick<Asked, 'by' | 'requestId'>,
): Promise<Recorded> {
  const digest = digestOf({ target, reason, wish });
  const recorded = await records.write(async (tx) => {
    const known = await sameRequest(tx, requestId, digest);
    if (known) return known;
    const change = { reason, created_at: now(), created_by: by };
    const made = await nextSettings(tx, target, apply, change);
    if (requestId) await addSettingsRequest(tx, { id: requestId, digest, ...made, at: change.created_at });
    return made;
  });
  bus.publish(`target:${target.app}/${target.environment}`);
  return recorded;
}

async function sameRequest(tx: Tx, requestId: string, digest: string): Promise<Recorded | undefined> {
  const known = requestId ? await findSettingsRequest(tx, requestId) : undefined;
  if (!known || known.digest === digest) return known;
  throw fail('conflict', `the request id ${requestId} was used before, for another change of settings`);
}

async function nextSettings(tx: Tx, target: Target, apply: Apply, change: Change): Promise<Recorded> {
  const { settings, revision: before } = await currentSettings(tx, target);
  const next = await apply(tx, target, settings, change);
  if (isDeepStrictEqual(next, settings)) return { before, after: before };
  const after = await changeSettings(tx, target, next, change);
  await useSettings(tx, target, after);
  return { before, after };
}

export function editing(edit: Edit): Apply {
  return async (tx, target, settings) => {
    const next = edited(settings, edit, await processesOf(tx, target));
    if (next.mistakes.length === 0) return next.settings;
    throw fail('bad-input', 'these settings cannot be changed so; nothing was changed', {
      details: next.mistakes,
      next: 'docs/settings.md says what can be set',
    });
  };
}

/** All secrets of an app in an environment together. */
const maxSecretsBytes = 256 * 1024;

/** The same value again is no change. */
export function settingSecret(
  { vault }: Pick<Configuring, 'vault'>,
  given: { name: string; value: string; process: string },
): Apply {
  const { name, value, process } = given;
  return async (tx, target, settings, change) => {
    checkSecret(given, settings, await processesOf(tx, target));
    const versions = versionsOf(settings, process);
    const present = Object.hasOwn(versions, name) ? versions[name] : undefined;
    const row = present === undefined ? undefined : await findSecret(tx, target, name, present);
    if (row?.sealed && vault.open(row) === value) return settings;
    const rows = await listSecrets(tx, target);
    const version = 1 + Math.max(0, ...rows.filter((one) => one.name === name).map((one) => one.version));
    const next = withVersions(settings, process, { ...versions, [name]: version });
    const bytes = Buffer.byteLength(value);
    checkRoom(bytes, rows, next);
    const { created_at, created_by } = change;
    const sealed = vault.seal({ ...target, name, version }, value);
    await addSecret(tx, { ...target, name, version, process, sealed, bytes, created_at, created_by });
    await dropUnused(tx, target, next);
    return next;
  };
}

export function unsettingSecrets(names: string[], process: string): Apply {
  return async (tx, target, settings) => {
    await processesOf(tx, target);
    const left = Object.entries(versionsOf(settings, process)).filter(([name]) => !names.includes(name));
    const next = withVersions(settings, process, Object.fromEntries(left));
    await dropUnused(tx, target, next);
    return next;
  };
}

/** Of the release that the app is on, and of the version that was pushed last. @throws Failure not-found: there is no such app */
async function processesOf(tx: Tx, target: Target): Promise<string[]> {
  const [newest] = await listVersions(tx, target.app, 1);
  if (!newest) throw fail('not-found', `there is no app ${target.app}`, { next: 'ctl push DIR --version V' });
  const { manifest } = readManifest(newest.manifest, 'castellan.yaml');
  const current = await currentRelease(tx, target);
  return [...new Set([...Object.keys(current?.content.processes ?? {}), ...Object.keys(manifest?.processes ?? {})])];
}

function checkSecret(
  { name, value, process }: { name: string; value: string; process: string },
  settings: Settings,
  processes: string[],
) {
  const mistakes = [
    nameMistake(name),
    value === '' ? 'a secret cannot be empty' : valueMistake(value),
    process === '' || processes.includes(process) ? '' : noSuchProcess(process, processes),
    isVariable(settings, name) ? `${name} is a variable: ctl settings unset APP ${name} first` : '',
  ].filter(Boolean);
  if (mistakes.length > 0) throw fail('bad-input', 'this secret cannot be set; nothing was changed', { details: mistakes });
}

function checkRoom(bytes: number, rows: SecretRow[], next: Settings): void {
  const used = new Set(versionsIn(next));
  const others = rows.filter(({ name, version }) => used.has(`${name} ${version}`)).reduce((sum, row) => sum + row.bytes, 0);
  if (bytes + others <= maxSecretsBytes) return;
  throw fail('refused', `all secrets of an app in an environment have at most ${maxSecretsBytes / 1024} KiB together`, {
    details: [`with this one they would have ${bytes + others} bytes; one has at most ${maxValueBytes}`],
  });
}

/** A value stays for as long as a release, or the settings in use, name its version; the newest row, so that no version comes again. */
export async function dropUnused(tx: Tx, target: Target, settings: Settings): Promise<void> {
  const named = new Set(versionsIn(settings));
  for (const { content } of await listReleases(tx, target)) {
    const all = Object.values(content.processes).map(({ process }) => process.secrets ?? {});
    for (const of of all) for (const [name, version] of Object.entries(of)) named.add(`${name} ${version}`);
  }
  const rows = await listSecrets(tx, target);
  const newest = new Map(rows.map(({ name, version }) => [name, version]));
  for (const row of rows.filter(({ name, version }) => !named.has(`${name} ${version}`)))
    if (newest.get(row.name) !== row.version) await removeSecret(tx, row);
    else if (row.sealed) await resealSecret(tx, row, null);
}

function versionsIn({ secrets, processSecrets }: Settings): string[] {
  return [secrets, ...Object.values(processSecrets)].flatMap((of) =>
    Object.entries(of).map(([name, version]) => `${name} ${version}`),
  );
}

function versionsOf(settings: Settings, process: string): Record<string, number> {
  return (process ? settings.processSecrets[process] : settings.secrets) ?? {};
}

function withVersions(settings: Settings, process: string, versions: Record<string, number>): Settings {
  if (!process) return tidy({ ...settings, secrets: versions });
  return tidy({ ...settings, processSecrets: { ...settings.processSecrets, [process]: versions } });
}
