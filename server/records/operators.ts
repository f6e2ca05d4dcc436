// Operators: who may do what. Their certificates are in the ledger.
import type { Rights } from '../../proto/rights.ts';
import type { Pipeline } from '../decide/pipelines.ts';
import type { Db, Tx } from './records.ts';
import type { OperatorRow } from './tables.ts';

/** By name; also those that were removed. */
export async function listOperators(db: Db): Promise<OperatorRow[]> {
  return db.selectFrom('operators').selectAll().orderBy('name').execute();
}

export async function findOperator(db: Db, name: string): Promise<OperatorRow | undefined> {
  return db.selectFrom('operators').selectAll().where('name', '=', name).executeTakeFirst();
}

/**
 * A new one, or one that is there with other rights; one that was removed comes back. pipeline: null, it comes with an
 * invitation; undefined, it comes as it did before.
 */
export async function putOperator(
  tx: Tx,
  name: string,
  rights: Rights,
  { at, by }: { at: number; by: string },
  pipeline?: Pipeline | null,
): Promise<void> {
  const how = pipeline === undefined ? {} : { pipeline: pipeline && JSON.stringify(pipeline) };
  const given = { role: rights.role, scopes: JSON.stringify(rights.scopes), removed_at: null, removed_by: null, ...how };
  await tx
    .insertInto('operators')
    .values({ name, pipeline: null, ...given, created_at: at, created_by: by })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(given))
    .execute();
}

export async function removeOperator(tx: Tx, name: string, { at, by }: { at: number; by: string }): Promise<void> {
  await tx.updateTable('operators').set({ removed_at: at, removed_by: by }).where('name', '=', name).execute();
}

/** undefined: it comes with an invitation, or not any more. */
export function pipelineOf({ pipeline, removed_at }: OperatorRow): Pipeline | undefined {
  return pipeline === null || removed_at !== null ? undefined : JSON.parse(pipeline);
}

export function rightsOf({ role, scopes }: OperatorRow): Rights {
  return { role: role as Rights['role'], scopes: JSON.parse(scopes) };
}
