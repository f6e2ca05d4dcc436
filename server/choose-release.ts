// Which release an operator's wish comes to: the current one again, an earlier one, or a new one made for it.
import { isDeepStrictEqual } from 'node:util';
import { readManifest } from '../bundle/manifest.ts';
import type { Manifest } from '../bundle/shape.ts';
import { environmentOption } from '../lib/environment-option.ts';
import { fail } from '../proto/failure.ts';
import type { Db, Tx } from './records/records.ts';
import {
  addRelease,
  type Change,
  changeSettings,
  findRelease,
  findTarget,
  type KnownRelease,
  listReleases,
  settingsAt,
  type Target,
  useSettings,
} from './records/releases.ts';
import { appExists, findVersion, listVersions } from './records/versions.ts';
import { resolveRelease } from './release.ts';
import type { Settings } from './settings.ts';
import { missingSecrets } from './with-settings.ts';

/** The current release again when nothing differs, else a new one. */
export async function releaseOf(
  tx: Tx,
  target: Target,
  wanted: { version: string; settings: Settings; revision: number },
  change: Change,
): Promise<number> {
  const version = await findVersion(tx, target.app, wanted.version);
  if (!version) throw await noSuchVersion(tx, target.app, wanted.version);
  const settled = await settingsAt(tx, target, wanted.revision);
  const changed = !isDeepStrictEqual(settled, wanted.settings);
  const revision = changed ? await changeSettings(tx, target, wanted.settings, change) : wanted.revision;
  await useSettings(tx, target, revision);
  const manifest = parseManifest(version.manifest);
  checkSecrets(manifest, wanted.settings, target);
  const content = asStored(resolveRelease(manifest, version.bundle, wanted.settings));
  const current = await currentRelease(tx, target);
  if (current?.version === wanted.version && isDeepStrictEqual(current.content, content)) return current.number;
  return addRelease(tx, target, { version: wanted.version, settings_revision: revision, content }, change);
}

export async function currentSettings(tx: Db, target: Target) {
  const revision = (await findTarget(tx, target))?.settings_revision ?? 0;
  return { settings: await settingsAt(tx, target, revision), revision };
}

export async function currentRelease(tx: Db, target: Target): Promise<KnownRelease | undefined> {
  const number = (await findTarget(tx, target))?.current_release;
  return number ? findRelease(tx, target, number) : undefined;
}

/** The one that was reached last, apart from the current: after a rollback that is the one rolled back from. */
export async function previousRelease(tx: Tx, target: Target): Promise<KnownRelease | undefined> {
  const current = (await findTarget(tx, target))?.current_release ?? 0;
  const reached = await tx
    .selectFrom('deployments')
    .select(['to_release', 'progress', 'number'])
    .where('app', '=', target.app)
    .where('environment', '=', target.environment)
    .where('settled_at', 'is not', null)
    .orderBy('number', 'desc')
    .execute();
  const done = reached.find(({ to_release, progress }) => to_release !== current && JSON.parse(progress).outcome === 'done');
  return done && findRelease(tx, target, done.to_release);
}

export async function noSuchRelease(tx: Tx, target: Target, number: number) {
  if (number === 0) {
    return fail('refused', `${target.app} has no release to go back to in ${target.environment}`, {
      next: `ctl releases ${target.app}`,
    });
  }
  const known = (await listReleases(tx, target, { limit: 10 })).map((release) => `v${release.number}`);
  return fail('not-found', `${target.app} has no release v${number} in ${target.environment}`, {
    details: known.length > 0 ? [`its releases are: ${known.join(', ')}`] : [],
    next: `ctl releases ${target.app}`,
  });
}

export async function nothingDeployed(tx: Tx, { app, environment }: Target) {
  if (!(await appExists(tx, app))) return fail('not-found', `there is no app ${app}`, { next: 'ctl push DIR --version V' });
  return fail('refused', `${app} was never deployed in ${environment}`, { next: `ctl deploy ${app}@VERSION` });
}

function asStored<Content>(content: Content): Content {
  return JSON.parse(JSON.stringify(content));
}

function checkSecrets({ processes }: Manifest, settings: Settings, { app, environment }: Target): void {
  const missing = settings.stopped ? [] : missingSecrets(processes, settings);
  if (missing.length === 0) return;
  throw fail('refused', `secrets that it asks for are not set for ${app} in ${environment}`, {
    details: missing,
    next: `ctl secrets set ${app} ${missing[0]?.split(': ')[1]}${environmentOption(environment)}`,
  });
}

function parseManifest(text: string) {
  const read = readManifest(text, 'castellan.yaml');
  if (read.manifest) return read.manifest;
  throw new Error(`a stored manifest is not valid: ${JSON.stringify(read.mistakes)}`);
}

async function noSuchVersion(tx: Tx, app: string, version: string) {
  const known = (await listVersions(tx, app, 10)).map(({ name }) => name);
  const details = known.length > 0 ? [`its versions are: ${known.join(', ')}`] : [];
  return fail('not-found', `${app} has no version ${version}`, { details, next: `ctl push DIR --version ${version}` });
}
