// Versions and the bundles that they name. Both are immutable.
import type { Db, Tx } from './records.ts';
import type { BundleRow, VersionRow } from './tables.ts';

export type KnownVersion = VersionRow & Omit<BundleRow, 'digest'>;

export async function findVersion(db: Db, app: string, name: string): Promise<KnownVersion | undefined> {
  return selectVersions(db).where('versions.app', '=', app).where('versions.name', '=', name).executeTakeFirst();
}

/** Newest first. */
export async function listVersions(db: Db, app: string, limit = -1): Promise<KnownVersion[]> {
  const all = selectVersions(db).where('versions.app', '=', app).orderBy('versions.created_at', 'desc');
  return all.limit(limit).execute();
}

export async function countVersions(db: Db, app: string): Promise<number> {
  const counts = db.selectFrom('versions').select((e) => e.fn.countAll<number>().as('count'));
  return (await counts.where('app', '=', app).executeTakeFirstOrThrow()).count;
}

/** Whether any version of this app was ever pushed. */
export async function appExists(db: Db, app: string): Promise<boolean> {
  return (await db.selectFrom('versions').select('app').where('app', '=', app).executeTakeFirst()) !== undefined;
}

export async function findBundle(db: Db, digest: string): Promise<BundleRow | undefined> {
  return db.selectFrom('bundles').selectAll().where('digest', '=', digest).executeTakeFirst();
}

/** The newest name that the bundle has as this app's version. */
export async function versionOf(db: Db, app: string, bundle: string): Promise<string> {
  const versions = db.selectFrom('versions').select('name').where('app', '=', app).where('bundle', '=', bundle);
  return (await versions.orderBy('created_at', 'desc').limit(1).executeTakeFirst())?.name ?? '';
}

/** The same content under other encodings keeps the blob that came first. */
export async function addVersion(tx: Tx, bundle: BundleRow, version: VersionRow): Promise<void> {
  await tx
    .insertInto('bundles')
    .values(bundle)
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  await tx.insertInto('versions').values(version).execute();
}

function selectVersions(db: Db) {
  return db
    .selectFrom('versions')
    .innerJoin('bundles', 'bundles.digest', 'versions.bundle')
    .selectAll('versions')
    .select(['blob_sha256', 'blob_bytes', 'unpacked_bytes', 'files', 'manifest']);
}
