// Which life of the records this is. Hosts refuse what an older life says; a new one says nothing to them until it is told to.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { addEvents, saveProgress } from './deployments.ts';
import type { Db, Tx } from './records.ts';

export async function readEpoch(db: Db): Promise<number> {
  const found = await db.selectFrom('meta').select('value').where('key', '=', 'epoch').executeTakeFirst();
  if (found) return Number(found.value);
  const values = [
    { key: 'epoch', value: '1' },
    { key: 'incarnation', value: newIncarnation() },
  ];
  await db.insertInto('meta').values(values).execute();
  return 1;
}

/** `known`: an epoch that was used elsewhere. What was under way is not taken up again: nobody knows how it went on. */
export async function beginNewLife(
  tx: Tx,
  known: number,
  at: number,
): Promise<{ epoch: number; held: string[]; ended: number[] }> {
  const epoch = await raiseEpoch(tx, known);
  const ended = await tx.selectFrom('deployments').select('number').where('settled_at', 'is', null).execute();
  for (const { number } of ended) {
    await saveProgress(tx, number, { phase: 'settled', outcome: 'failed', at });
    await addEvents(tx, number, at, ['ended: the server was restored from a backup that was made while it was under way']);
  }
  await skipNumbers(tx, epoch * skippedNumbers);
  const held = await tx.updateTable('hosts').set({ held: restored }).returning('name').execute();
  return { epoch, held: held.map(({ name }) => name).sort(), ended: ended.map(({ number }) => number) };
}

/** Beyond its own and the known one. */
export async function raiseEpoch(tx: Tx, known: number): Promise<number> {
  const epoch = Math.max(await readEpoch(tx), known) + 1;
  await setMeta(tx, 'epoch', String(epoch));
  await setMeta(tx, 'incarnation', newIncarnation());
  // All of it is told anew: what hosts have accepted is older now, under whatever revision.
  await tx
    .updateTable('hosts')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .execute();
  return epoch;
}

/** What other lives have begun since the backup has numbers that hosts know: none is given a second time. */
async function skipNumbers(tx: Tx, skipped: number): Promise<void> {
  const { newest } = await tx
    .selectFrom('deployments')
    .select(({ fn }) => fn.coalesce(fn.max('number'), sql<number>`0`).as('newest'))
    .executeTakeFirstOrThrow();
  await sql`DELETE FROM sqlite_sequence WHERE name = 'deployments'`.execute(tx);
  await sql`INSERT INTO sqlite_sequence (name, seq) VALUES ('deployments', ${Number(newest) + skipped})`.execute(tx);
}

/** For each life there was. */
const skippedNumbers = 1000;

export const restored = 'the server was restored from a backup';

async function setMeta(tx: Tx, key: string, value: string): Promise<void> {
  await tx.updateTable('meta').set({ value }).where('key', '=', key).execute();
}

function newIncarnation(): string {
  return randomBytes(8).toString('hex');
}
