// Operators: who may do what. Their certificates are in the ledger.
import type { Rights } from '../../proto/rights.ts';
import type { Db, Tx } from './records.ts';
import type { OperatorRow } from './tables.ts';

/** By name; also those that were removed. */
export async function listOperators(db: Db): Promise<OperatorRow[]> {
  return db.selectFrom('operators').selectAll().orderBy('name').execute();
}

export async function findOperator(db: Db, name: string): Promise<OperatorRow | undefined> {
  return db.selectFrom('operators').selectAll().where('name', '=', name).executeTakeFirst();
}

/** A new one, or one that is there with other rights; one that was removed comes back. */
export async function putOperator(tx: Tx, name: string, rights: Rights, { at, by }: { at: number; by: string }): Promise<void> {
  const given = { role: rights.role, scopes: JSON.stringify(rights.scopes), removed_at: null, removed_by: null };
  await tx
    .insertInto('operators')
    .values({ name, ...given, created_at: at, created_by: by })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(given))
    .execute();
}

export async function removeOperator(tx: Tx, name: string, { at, by }: { at: number; by: string }): Promise<void> {
  await tx.updateTable('operators').set({ removed_at: at, removed_by: by }).where('name', '=', name).execute();
}

export function rightsOf({ role, scopes }: OperatorRow): Rights {
  return { role: role as Rights['role'], scopes: JSON.parse(scopes) };
}
