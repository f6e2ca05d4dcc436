// Releases, the settings that they were made from, and which release an app is on.
import type { ReleaseContent } from '../release.ts';
import { noSettings, readSettings, type Settings } from '../settings.ts';
import { readContent } from './older.ts';
import type { Db, Tx } from './records.ts';
import type { ReleaseRow } from './tables.ts';

export interface Target {
  app: string;
  environment: string;
}

export interface KnownRelease extends Omit<ReleaseRow, 'content'> {
  content: ReleaseContent;
}

export async function findRelease(db: Db, target: Target, number: number): Promise<KnownRelease | undefined> {
  const row = await ofTarget(db, target).where('number', '=', number).executeTakeFirst();
  return row && decode(row);
}

/** Newest first; those up to `from`, when it is given. */
export async function listReleases(
  db: Db,
  target: Target,
  { limit = -1, from = 0 }: { limit?: number; from?: number } = {},
): Promise<KnownRelease[]> {
  const all = ofTarget(db, target).orderBy('number', 'desc').limit(limit);
  return (await (from > 0 ? all.where('number', '<=', from) : all).execute()).map(decode);
}

async function newestRelease(db: Db, target: Target): Promise<KnownRelease | undefined> {
  return (await listReleases(db, target, { limit: 1 }))[0];
}

export async function listTargets(db: Db): Promise<(Target & { current_release: number | null; settings_revision: number })[]> {
  return db.selectFrom('targets').selectAll().orderBy('app').orderBy('environment').execute();
}

export async function findTarget(db: Db, target: Target) {
  return db
    .selectFrom('targets')
    .selectAll()
    .where('app', '=', target.app)
    .where('environment', '=', target.environment)
    .executeTakeFirst();
}

export async function setCurrentRelease(tx: Tx, target: Target, release: number | null): Promise<void> {
  await tx
    .updateTable('targets')
    .set({ current_release: release })
    .where('app', '=', target.app)
    .where('environment', '=', target.environment)
    .execute();
}

/** The settings of one revision; revision 0 is "none yet". */
export async function settingsAt(db: Db, target: Target, revision: number): Promise<Settings> {
  return (await findSettings(db, target, revision)) ?? noSettings;
}

export async function findSettings(db: Db, target: Target, revision: number): Promise<Settings | undefined> {
  const row = await db
    .selectFrom('settings')
    .select('content')
    .where('app', '=', target.app)
    .where('environment', '=', target.environment)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row && readSettings(row.content);
}

/** A new revision, which the next release is made from. Returns its number. */
export async function changeSettings(tx: Tx, target: Target, settings: Settings, change: Change): Promise<number> {
  const revision = (await newestSettings(tx, target)) + 1;
  await tx
    .insertInto('settings')
    .values({ ...target, revision, content: JSON.stringify(settings), ...change })
    .execute();
  return revision;
}

export async function addRelease(tx: Tx, target: Target, release: NewRelease, change: Change): Promise<number> {
  const number = ((await newestRelease(tx, target))?.number ?? 0) + 1;
  const { content, ...rest } = release;
  await tx
    .insertInto('releases')
    .values({ ...target, number, ...rest, content: JSON.stringify(content), ...change })
    .execute();
  return number;
}

export async function useSettings(tx: Tx, { app, environment }: Target, revision: number): Promise<void> {
  await tx
    .insertInto('targets')
    .values({ app, environment, current_release: null, settings_revision: revision })
    .onConflict((conflict) => conflict.columns(['app', 'environment']).doUpdateSet({ settings_revision: revision }))
    .execute();
}

export interface NewRelease {
  version: string;
  settings_revision: number;
  content: ReleaseContent;
}

/** Who changed something, when and why. */
export interface Change {
  reason: string;
  created_at: number;
  created_by: string;
}

async function newestSettings(db: Db, target: Target): Promise<number> {
  const row = await db
    .selectFrom('settings')
    .select(({ fn }) => fn.max('revision').as('revision'))
    .where('app', '=', target.app)
    .where('environment', '=', target.environment)
    .executeTakeFirst();
  return row?.revision ?? 0;
}

function ofTarget(db: Db, { app, environment }: Target) {
  return db.selectFrom('releases').selectAll().where('app', '=', app).where('environment', '=', environment);
}

function decode(row: ReleaseRow): KnownRelease {
  return { ...row, content: readContent(row.content) };
}
