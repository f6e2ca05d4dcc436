// The audit's rows: added to, and never changed.
import { beginning, type Link } from '../../lib/hash-chain.ts';
import type { Db, Tx } from './records.ts';

export interface AuditFilter {
  sinceMs: number;
  /** 0: no bound. */
  untilMs: number;
  /** Entries after this one. */
  after: number;
  limit: number;
}

/** Oldest first. */
export async function readAudit(db: Db, { sinceMs, untilMs, after, limit }: AuditFilter): Promise<Link[]> {
  let rows = db.selectFrom('audit').selectAll().where('number', '>', after).where('at', '>=', sinceMs);
  if (untilMs > 0) rows = rows.where('at', '<', untilMs);
  return rows.orderBy('number').limit(limit).execute();
}

export async function findAudit(db: Db, number: number): Promise<Link | undefined> {
  return db.selectFrom('audit').selectAll().where('number', '=', number).executeTakeFirst();
}

/** The newest; before the first, the beginning. */
export async function lastAudit(db: Db): Promise<Pick<Link, 'number' | 'hash'>> {
  const row = await db.selectFrom('audit').select(['number', 'hash']).orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row ?? { number: 0, hash: beginning };
}

export async function addAudit(tx: Tx, link: Link): Promise<void> {
  await tx.insertInto('audit').values(link).execute();
}
