// The ledger: every certificate that may speak to this server.
import { among } from './many.ts';
import type { Db, Tx } from './records.ts';
import type { LedgerRow } from './tables.ts';

/** Also those that have ended. */
export async function listCertificates(db: Db): Promise<LedgerRow[]> {
  return db.selectFrom('ledger').selectAll().orderBy('issued_at').orderBy('fingerprint').execute();
}

/** One that is there stays as it is. */
export async function addCertificate(tx: Tx, certificate: LedgerRow): Promise<void> {
  await tx
    .insertInto('ledger')
    .values(certificate)
    .onConflict((conflict) => conflict.column('fingerprint').doNothing())
    .execute();
}

export async function markUsed(tx: Tx, { fingerprint, replaces }: LedgerRow, at: number): Promise<void> {
  await tx.updateTable('ledger').set({ used_at: at }).where('fingerprint', '=', fingerprint).execute();
  if (replaces === null) return;
  await tx
    .updateTable('ledger')
    .set({ replaced_at: at })
    .where('fingerprint', '=', replaces)
    .where('replaced_at', 'is', null)
    .execute();
}

/** Renewals of this one that were given out and never used: whoever asks again has lost them. */
export async function endUnused(tx: Tx, replaces: string, at: number): Promise<void> {
  await tx
    .updateTable('ledger')
    .set({ replaced_at: at })
    .where('replaces', '=', replaces)
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .execute();
}

/** Fingerprints of those that nobody has revoked. */
export async function listUnrevoked(db: Db, { kind, name }: { kind: string; name: string }): Promise<string[]> {
  const all = db.selectFrom('ledger').select('fingerprint').where('kind', '=', kind).where('name', '=', name);
  const rows = await all.where('revoked_at', 'is', null).execute();
  return rows.map(({ fingerprint }) => fingerprint);
}

/** Returns those that were live until now. */
export async function revokeCertificates(
  tx: Tx,
  who: { kind: string; name: string },
  { at, by }: { at: number; by: string },
): Promise<string[]> {
  const fingerprints = await listUnrevoked(tx, who);
  if (fingerprints.length > 0)
    await tx
      .updateTable('ledger')
      .set({ revoked_at: at, revoked_by: by })
      .where('fingerprint', 'in', among(fingerprints))
      .execute();
  return fingerprints;
}
