// Settings and releases as operators see them: what is set, and what differs from before.
import { environmentOption } from '../../lib/environment-option.ts';
import { fail } from '../../proto/failure.ts';
import type { ReleaseInput } from '../../proto/generated/castellan/v1/Release.ts';
import type { SecretVersionInput } from '../../proto/generated/castellan/v1/SecretVersion.ts';
import type { Setting, SettingInput } from '../../proto/generated/castellan/v1/Setting.ts';
import type { SettingDifferenceInput } from '../../proto/generated/castellan/v1/SettingDifference.ts';
import type { SettingsReplyInput } from '../../proto/generated/castellan/v1/SettingsReply.ts';
import type { SettingsRevisionInput } from '../../proto/generated/castellan/v1/SettingsRevision.ts';
import { currentRelease, currentSettings } from '../choose-release.ts';
import type { Db } from '../records/records.ts';
import { findSettings, type KnownRelease, settingsAt, type Target } from '../records/releases.ts';
import { listSecrets } from '../records/secrets.ts';
import { listRevisions } from '../records/settings.ts';
import { type Difference, differences, type Entry, entriesOf, noSettings, type Settings } from '../settings.ts';
import { releaseView } from './release.ts';

/** Of one revision, or of the one in use. @throws Failure not-found: there is no such revision */
export async function settingsView(db: Db, target: Target, asked: number): Promise<SettingsReplyInput> {
  const used = await currentSettings(db, target);
  const revision = asked || used.revision;
  const settings = asked ? await settingsNamed(db, target, asked) : used.settings;
  const current = await currentRelease(db, target);
  return {
    ...target,
    revision,
    settings: entriesOf(settings).map(settingView),
    deployedRevision: current?.settings_revision ?? 0,
    currentRelease: current?.number ?? 0,
    version: current?.version ?? '',
    pending: (await pendingSettings(db, target, current)).map(differenceView),
  };
}

async function settingsNamed(db: Db, target: Target, revision: number): Promise<Settings> {
  const found = await findSettings(db, target, revision);
  if (found) return found;
  const { app, environment } = target;
  const [newest] = await listRevisions(db, target, 1);
  const there = newest ? `the newest is ${newest.revision}` : 'there is none yet';
  const next = `ctl settings history ${app}${environmentOption(environment)}`;
  throw fail('not-found', `${app} has no settings revision ${revision} in ${environment}: ${there}`, { next });
}

/** What the next deployment would bring besides its version; none when nothing was ever deployed. */
export async function pendingSettings(db: Db, target: Target, current: KnownRelease | undefined): Promise<Difference[]> {
  if (!current) return [];
  const { settings } = await currentSettings(db, target);
  return differences(await settingsAt(db, target, current.settings_revision), settings);
}

export async function revisionViews(db: Db, target: Target, limit: number): Promise<SettingsRevisionInput[]> {
  const rows = await listRevisions(db, target, limit + 1);
  const used = await currentSettings(db, target);
  const deployed = (await currentRelease(db, target))?.settings_revision;
  return rows.slice(0, limit).map((row, at) => ({
    revision: row.revision,
    createdMs: row.created_at,
    createdBy: row.created_by,
    reason: row.reason,
    changes: differences(rows[at + 1]?.content ?? beforeOldest(row), row.content).map(differenceView),
    inUse: row.revision === used.revision,
    deployed: row.revision === deployed,
  }));
}

/** The one before the oldest that is kept is not known any more: of that one no difference is told. */
function beforeOldest({ revision, content }: { revision: number; content: Settings }): Settings {
  return revision === 1 ? noSettings : content;
}

/** As they come, each with what differs from the one after it, which was made before it. */
export async function releaseViews(db: Db, target: Target, releases: KnownRelease[]): Promise<ReleaseInput[]> {
  const current = await currentRelease(db, target);
  const used = new Set(releases.map(({ settings_revision }) => settings_revision));
  const found = [...used].map(async (revision) => [revision, await settingsAt(db, target, revision)] as const);
  const revisions = new Map(await Promise.all(found));
  const settingsOf = (release: KnownRelease | undefined): Settings =>
    revisions.get(release?.settings_revision ?? 0) ?? noSettings;
  return releases.map((release, at) => {
    const before = releases[at + 1];
    return {
      ...releaseView(release, current?.number),
      settingsRevision: release.settings_revision,
      versionBefore: before && before.version !== release.version ? before.version : '',
      changes: before || release.number === 1 ? differences(settingsOf(before), settingsOf(release)).map(differenceView) : [],
    };
  });
}

export async function secretViews(db: Db, target: Target): Promise<SecretVersionInput[]> {
  const rows = await listSecrets(db, target);
  const { settings } = await currentSettings(db, target);
  const current = await currentRelease(db, target);
  const deployed = current ? secretsIn(await settingsAt(db, target, current.settings_revision)) : [];
  return secretsIn(settings).map(({ key: name, process, value }) => {
    const row = rows.find((one) => one.name === name && one.version === Number(value));
    const there = deployed.find((one) => one.key === name && one.process === process);
    return {
      name,
      process,
      version: Number(value),
      createdMs: row?.created_at ?? 0,
      createdBy: row?.created_by ?? '',
      deployed: Number(there?.value ?? 0),
    };
  });
}

export function differenceView({ kind, before, after, ...rest }: Difference): SettingDifferenceInput {
  return { ...rest, kind: kinds[kind], wasSet: before !== null, before: before ?? '', isSet: after !== null, after: after ?? '' };
}

const kinds = {
  variable: 'VARIABLE',
  secret: 'SECRET',
  setting: 'SETTING',
  state: 'STATE',
} as const satisfies Record<Entry['kind'], Setting['kind']>;

function settingView({ kind, ...rest }: Entry): SettingInput {
  return { ...rest, kind: kinds[kind] };
}

function secretsIn(settings: Settings): Entry[] {
  return entriesOf(settings).filter(({ kind }) => kind === 'secret');
}
