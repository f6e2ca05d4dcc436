// Orders to deployments by the ids of their requests, which are kept with the other orders of each.
import { sql } from 'kysely';
import { findDeployment, type KnownDeployment } from './deployments.ts';
import type { Db } from './records.ts';

/** The deployment that was given this order, and of what order it was. */
export async function findByOrder(db: Db, requestId: string): Promise<{ row: KnownDeployment; digest: string } | undefined> {
  const mentions = sql<boolean>`instr(orders, ${JSON.stringify({ requestId }).slice(1, -1)}) > 0`;
  const [mentioning] = await db.selectFrom('deployments').select('number').where(mentions).execute();
  const row = mentioning && (await findDeployment(db, mentioning.number));
  const given = row?.orders.given?.find((one) => one.requestId === requestId);
  return row && given && { row, digest: given.digest };
}
