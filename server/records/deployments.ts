// Deployments: how far each has come, what happened, what failed.
import type { Selectable } from 'kysely';
import type { Failure, Orders, Others, Progress } from '../decide/types.ts';
import { among, inParts } from './many.ts';
import { readProgress } from './older.ts';
import type { Db, Tx } from './records.ts';
import type { Target } from './releases.ts';
import type { DeploymentRow } from './tables.ts';

export interface KnownDeployment extends Omit<Selectable<DeploymentRow>, 'progress' | 'orders'> {
  progress: Progress;
  orders: Orders;
}

export const noOrders: Orders = { paused: false, promoted: 0, aborted: null };

export async function findDeployment(db: Db, number: number): Promise<KnownDeployment | undefined> {
  const row = await db.selectFrom('deployments').selectAll().where('number', '=', number).executeTakeFirst();
  return row && decode(row);
}

/** Newest first. */
export async function findDeployments(db: Db, of: { number: number }[]): Promise<KnownDeployment[]> {
  const numbers = among(of.map(({ number }) => number));
  const rows = db.selectFrom('deployments').selectAll().where('number', 'in', numbers).orderBy('number', 'desc');
  return (await rows.execute()).map(decode);
}

/** Of all that there were, newest first. Empty: all apps, all environments. */
export async function listNumbers(db: Db, { app, environment }: Target): Promise<(Target & { number: number })[]> {
  let numbers = db.selectFrom('deployments').select(['number', 'app', 'environment']);
  if (app) numbers = numbers.where('app', '=', app);
  if (environment) numbers = numbers.where('environment', '=', environment);
  return numbers.orderBy('number', 'desc').execute();
}

export async function findByRequest(db: Db, requestId: string): Promise<KnownDeployment | undefined> {
  const row = await db.selectFrom('deployments').selectAll().where('request_id', '=', requestId).executeTakeFirst();
  return row && decode(row);
}

export async function activeDeployment(db: Db, target: Target): Promise<KnownDeployment | undefined> {
  const row = await ofTarget(db, target).where('settled_at', 'is', null).executeTakeFirst();
  return row && decode(row);
}

/** Newest first. */
export async function listDeployments(db: Db, target: Target, limit: number): Promise<KnownDeployment[]> {
  return (await ofTarget(db, target).orderBy('number', 'desc').limit(limit).execute()).map(decode);
}

export async function addDeployment(
  tx: Tx,
  row: Omit<KnownDeployment, 'number' | 'settled_at' | 'superseded_by' | 'orders'>,
): Promise<number> {
  const progress = JSON.stringify(row.progress);
  const values = { ...row, progress, orders: JSON.stringify(noOrders), settled_at: null, superseded_by: null };
  const { number } = await tx.insertInto('deployments').values(values).returning('number').executeTakeFirstOrThrow();
  return number;
}

export async function saveProgress(tx: Tx, number: number, progress: Progress): Promise<void> {
  const settled = progress.phase === 'settled' ? progress.at : null;
  await tx
    .updateTable('deployments')
    .set({ progress: JSON.stringify(progress), settled_at: settled })
    .where('number', '=', number)
    .execute();
}

export async function saveOrders(tx: Tx, number: number, orders: Orders): Promise<void> {
  await tx
    .updateTable('deployments')
    .set({ orders: JSON.stringify(orders) })
    .where('number', '=', number)
    .execute();
}

export async function markSuperseded(tx: Tx, number: number, by: number): Promise<void> {
  await tx.updateTable('deployments').set({ superseded_by: by }).where('number', '=', number).execute();
}

export async function addEvents(tx: Tx, deployment: number, at: number, texts: string[]): Promise<void> {
  const rows = texts.map((text) => ({ deployment, at, text }));
  for (const part of inParts(rows)) await tx.insertInto('deployment_events').values(part).execute();
}

export async function listEvents(db: Db, deployment: number): Promise<{ at: number; text: string }[]> {
  return db.selectFrom('deployment_events').select(['at', 'text']).where('deployment', '=', deployment).orderBy('id').execute();
}

export interface KnownFailure extends Failure {
  /** What the host told of it, as JSON, or null. */
  evidence: string | null;
  /** Null: a server before this one recorded it. */
  others: Others | null;
}

/** Adds those that are not known yet. */
export async function addFailures(tx: Tx, deployment: number, failures: KnownFailure[]): Promise<void> {
  for (const { index, others, ...failure } of failures) {
    await tx
      .insertInto('failures')
      .values({ deployment, slot: index, ...failure, others: others && JSON.stringify(others) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function listFailures(db: Db, deployment: number): Promise<KnownFailure[]> {
  const rows = await db.selectFrom('failures').selectAll().where('deployment', '=', deployment).orderBy('at').execute();
  return rows.map(({ deployment: _, slot, cause, others, ...rest }) => ({
    ...rest,
    index: slot,
    cause: cause as Failure['cause'],
    others: others === null ? null : JSON.parse(others),
  }));
}

function ofTarget(db: Db, { app, environment }: Target) {
  return db.selectFrom('deployments').selectAll().where('app', '=', app).where('environment', '=', environment);
}

function decode(row: Selectable<DeploymentRow>): KnownDeployment {
  return { ...row, progress: readProgress(row.progress), orders: JSON.parse(row.orders) };
}
