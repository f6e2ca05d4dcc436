// Whom each holder of a certificate has said to trust.
import type { Db, Tx } from './records.ts';

export interface Trust {
  kind: string;
  name: string;
  /** sha256 of authorities. */
  trusted: string[];
}

export async function listTrusts(db: Db): Promise<Trust[]> {
  const rows = await db.selectFrom('trusts').selectAll().execute();
  return rows.map(({ kind, name, trusted }) => ({ kind, name, trusted: JSON.parse(trusted) as string[] }));
}

export async function putTrust(tx: Tx, { kind, name, trusted }: Trust, at: number): Promise<void> {
  const row = { trusted: JSON.stringify(trusted), at };
  await tx
    .insertInto('trusts')
    .values({ kind, name, ...row })
    .onConflict((conflict) => conflict.columns(['kind', 'name']).doUpdateSet(row))
    .execute();
}

/** Of which nobody noted who signed them: the one that has signed all until now. */
export async function nameAuthority(tx: Tx, authority: string): Promise<void> {
  await tx.updateTable('ledger').set({ authority }).where('authority', 'is', null).execute();
}
