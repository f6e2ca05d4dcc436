// Signatures of versions: at most one by each key, the newest.
import type { Proof } from '../../bundle/proof.ts';
import type { Db, Tx } from './records.ts';
import type { SignatureRow } from './tables.ts';

export async function putSignature(tx: Tx, row: SignatureRow): Promise<void> {
  const { app: _app, version: _version, key_id: _key, ...changed } = row;
  await tx
    .insertInto('signatures')
    .values(row)
    .onConflict((conflict) => conflict.columns(['app', 'version', 'key_id']).doUpdateSet(changed))
    .execute();
}

/** Ids of the keys that versions of the app are signed with, by version. */
export async function signersOf(db: Db, app: string): Promise<Map<string, string[]>> {
  const rows = await db.selectFrom('signatures').select(['version', 'key_id']).where('app', '=', app).orderBy('key_id').execute();
  return new Map(
    Object.entries(Object.groupBy(rows, ({ version }) => version)).map(([name, of = []]) => [
      name,
      of.map(({ key_id }) => key_id),
    ]),
  );
}

/** Of all versions of the app that this bundle is, those of the newest first. */
export async function signaturesFor(db: Db, app: string, bundle: string, most = 16): Promise<Proof[]> {
  return db
    .selectFrom('signatures')
    .innerJoin('versions', (join) =>
      join.onRef('versions.app', '=', 'signatures.app').onRef('versions.name', '=', 'signatures.version'),
    )
    .select(['signatures.statement', 'signatures.signature'])
    .where('signatures.app', '=', app)
    .where('versions.bundle', '=', bundle)
    .orderBy('versions.created_at', 'desc')
    .orderBy('signatures.added_at', 'desc')
    .limit(most)
    .execute();
}
