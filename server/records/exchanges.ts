// Tokens of pipelines that were exchanged for a certificate: each once, so they are known until nobody would take them any more.
import type { Db, Tx } from './records.ts';
import type { ExchangeRow } from './tables.ts';

export async function findExchange(db: Db, id: string): Promise<ExchangeRow | undefined> {
  return db.selectFrom('exchanges').selectAll().where('id', '=', id).executeTakeFirst();
}

/** In one statement: of two that come at once, one gets it. */
export async function addExchange(tx: Tx, exchange: ExchangeRow): Promise<boolean> {
  const result = await tx
    .insertInto('exchanges')
    .values(exchange)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function pruneExchanges(tx: Tx, now: number): Promise<void> {
  await tx.deleteFrom('exchanges').where('until', '<', now).execute();
}
