// Patches between bundles that were made, and what each deployment sent to its hosts.
import type { Bundle } from '../decide/patch-base.ts';
import { among } from './many.ts';
import type { Db } from './records.ts';
import type { PatchRow, TransferRow } from './tables.ts';

export async function findPatch(db: Db, base: string, target: string): Promise<PatchRow | undefined> {
  return db.selectFrom('patches').selectAll().where('base', '=', base).where('target', '=', target).executeTakeFirst();
}

/** Bases from which a patch to this bundle is not worth it. */
export async function worthlessBases(db: Db, target: string): Promise<string[]> {
  const rows = await db.selectFrom('patches').select('base').where('target', '=', target).where('sha256', 'is', null).execute();
  return rows.map(({ base }) => base);
}

export async function savePatch(db: Db, row: PatchRow): Promise<void> {
  const { base: _, target: __, ...rest } = row;
  await db
    .insertInto('patches')
    .values(row)
    .onConflict((conflict) => conflict.columns(['base', 'target']).doUpdateSet(rest))
    .execute();
}

export async function patchUsed(db: Db, { base, target }: PatchRow, at: number): Promise<void> {
  await db.updateTable('patches').set({ used_at: at }).where('base', '=', base).where('target', '=', target).execute();
}

/** Those that take space, the one that was used longest ago first. */
export async function listPatches(db: Db): Promise<PatchRow[]> {
  return db.selectFrom('patches').selectAll().where('sha256', 'is not', null).orderBy('used_at').execute();
}

export async function deletePatch(db: Db, { base, target }: Pick<PatchRow, 'base' | 'target'>): Promise<void> {
  await db.deleteFrom('patches').where('base', '=', base).where('target', '=', target).execute();
}

/** Of these bundles, those that are versions of the app. */
export async function bundlesOfApp(db: Db, app: string, digests: string[]): Promise<Bundle[]> {
  if (digests.length === 0) return [];
  const rows = await db
    .selectFrom('versions')
    .innerJoin('bundles', 'bundles.digest', 'versions.bundle')
    .select(({ fn }) => ['digest', 'blob_bytes', 'unpacked_bytes', 'files', fn.max('versions.created_at').as('pushed_at')])
    .where('versions.app', '=', app)
    .where('versions.bundle', 'in', among(digests))
    .groupBy(['digest', 'blob_bytes', 'unpacked_bytes', 'files'])
    .execute();
  return rows.map((row) => ({
    digest: row.digest,
    blobBytes: row.blob_bytes,
    unpackedBytes: row.unpacked_bytes,
    files: row.files,
    pushedAt: Number(row.pushed_at),
  }));
}

/** Adds to what this deployment has sent to the host for this bundle. */
export async function addTransfer(db: Db, row: TransferRow): Promise<void> {
  await db
    .insertInto('transfers')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['deployment', 'host', 'bundle']).doUpdateSet((eb) => ({
        sent_bytes: eb('transfers.sent_bytes', '+', row.sent_bytes),
        patched: row.patched,
      })),
    )
    .execute();
}

export async function listTransfers(db: Db, deployment: number): Promise<TransferRow[]> {
  return db.selectFrom('transfers').selectAll().where('deployment', '=', deployment).execute();
}
