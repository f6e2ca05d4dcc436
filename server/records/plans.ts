// Plans that were shown to operators, for as long as they may be deployed.
import type { Db, Tx } from './records.ts';
import type { PlanRow } from './tables.ts';

export async function findPlan(db: Db, id: string, now: number): Promise<PlanRow | undefined> {
  return db.selectFrom('plans').selectAll().where('id', '=', id).where('expires_at', '>', now).executeTakeFirst();
}

/** Those that have expired go. */
export async function addPlan(tx: Tx, plan: PlanRow): Promise<void> {
  await removeExpiredPlans(tx, plan.created_at);
  await tx.insertInto('plans').values(plan).execute();
}

export async function removeExpiredPlans(tx: Tx, now: number): Promise<void> {
  await tx.deleteFrom('plans').where('expires_at', '<=', now).execute();
}
