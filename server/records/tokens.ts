// Invitations: tokens for one certificate each. Of the secret only its hash is here.
import type { Db, Tx } from './records.ts';
import type { TokenRow } from './tables.ts';

export type NewToken = Omit<TokenRow, 'used_at' | 'used_key' | 'reply' | 'failures'>;

export async function addToken(tx: Tx, token: NewToken): Promise<void> {
  await tx
    .insertInto('tokens')
    .values({ ...token, used_at: null, used_key: null, reply: null, failures: 0 })
    .execute();
}

export async function findToken(db: Db, id: string): Promise<TokenRow | undefined> {
  return db.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst();
}

/** In one statement: of two that come at once, one gets it. */
export async function useToken(tx: Tx, id: string, key: string, reply: string, at: number): Promise<boolean> {
  const result = await tx
    .updateTable('tokens')
    .set({ used_at: at, used_key: key, reply })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function countTokenFailure(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('tokens')
    .set((row) => ({ failures: row('failures', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Those that nobody has used yet are of no use any more. */
export async function withdrawTokens(tx: Tx, { kind, name }: { kind: string; name: string }, at: number): Promise<void> {
  await tx
    .updateTable('tokens')
    .set({ expires_at: at })
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .execute();
}

/** Long over: nobody asks for them again. */
export async function pruneTokens(tx: Tx, before: number): Promise<void> {
  await tx.deleteFrom('tokens').where('expires_at', '<', before).execute();
}
