// Hosts, and what each of them should run.
import type { Wish } from '../decide/types.ts';
import type { Db, Tx } from './records.ts';
import type { Target } from './releases.ts';
import type { HostRow, WishRow } from './tables.ts';

export async function listHosts(db: Db, environment?: string): Promise<HostRow[]> {
  const all = db.selectFrom('hosts').selectAll().orderBy('name');
  return environment ? all.where('environment', '=', environment).execute() : all.execute();
}

export async function findHost(db: Db, name: string): Promise<HostRow | undefined> {
  return db.selectFrom('hosts').selectAll().where('name', '=', name).executeTakeFirst();
}

/** Each change of what its assignment says makes it a higher one; 0 when the host is not known; null while it is held. */
export async function revisionToTell(db: Db, host: string): Promise<number | null> {
  const row = await db.selectFrom('hosts').select(['revision', 'held']).where('name', '=', host).executeTakeFirst();
  return row && row.held !== null ? null : (row?.revision ?? 0);
}

export async function hold(tx: Tx, host: string, reason: string): Promise<void> {
  await tx.updateTable('hosts').set({ held: reason }).where('name', '=', host).execute();
}

/** Its assignment is told anew. */
export async function adopt(tx: Tx, host: string): Promise<void> {
  await tx
    .updateTable('hosts')
    .set(({ eb }) => ({ held: null, revision: eb('revision', '+', 1) }))
    .where('name', '=', host)
    .execute();
}

/** A host that calls for the first time gets its row. */
export async function addHost(tx: Tx, name: string, environment: string, now: number): Promise<void> {
  await tx
    .insertInto('hosts')
    .values({
      name,
      environment,
      revision: 1,
      first_seen: now,
      agent_version: null,
      agent_asked: 0,
      agent_released: 0,
      held: null,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

export async function listWishes(db: Db, target: Target): Promise<Wish[]> {
  const rows = await wishesOf(db, target).orderBy('host').orderBy('process').orderBy('slot').execute();
  return rows.map(toWish);
}

export async function listStages(db: Db, target: Target): Promise<string[]> {
  const rows = await stagesOf(db, target).select('bundle').orderBy('bundle').execute();
  return rows.map((row) => row.bundle);
}

/** Wishes of all apps for one host. */
export async function wishesForHost(db: Db, host: string): Promise<(Wish & Target)[]> {
  const rows = await db
    .selectFrom('wishes')
    .selectAll()
    .where('host', '=', host)
    .orderBy('app')
    .orderBy('environment')
    .orderBy('process')
    .orderBy('slot')
    .execute();
  return rows.map((row) => ({ ...toWish(row), app: row.app, environment: row.environment }));
}

export async function stagesFor(db: Db, environment: string): Promise<{ app: string; bundle: string }[]> {
  return db
    .selectFrom('stages')
    .select(['app', 'bundle'])
    .where('environment', '=', environment)
    .orderBy('app')
    .orderBy('bundle')
    .execute();
}

/** Replaces all wishes and stages of an app in an environment; the assignments of the hosts concerned get a new revision. Returns those hosts. */
export async function replaceWishes(tx: Tx, target: Target, wishes: Wish[], stages: string[]): Promise<string[]> {
  const before = await listWishes(tx, target);
  const staged = await listStages(tx, target);
  const concerned = changedHosts(before, wishes);
  if (!sameSet(staged, stages)) for (const host of await listHosts(tx, target.environment)) concerned.add(host.name);
  if (concerned.size === 0) return [];
  await rewrite(tx, target, wishes, stages);
  await tx
    .updateTable('hosts')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('name', 'in', [...concerned])
    .execute();
  return [...concerned];
}

function changedHosts(before: Wish[], after: Wish[]): Set<string> {
  const key = (wish: Wish) => JSON.stringify([wish.host, wish.process, wish.index, wish.release, wish.deployment]);
  const known = new Set(before.map(key));
  const wanted = new Set(after.map(key));
  const changed = [...before.filter((wish) => !wanted.has(key(wish))), ...after.filter((wish) => !known.has(key(wish)))];
  return new Set(changed.map((wish) => wish.host));
}

async function rewrite(tx: Tx, target: Target, wishes: Wish[], stages: string[]): Promise<void> {
  const { app, environment } = target;
  await tx.deleteFrom('wishes').where('app', '=', app).where('environment', '=', environment).execute();
  await tx.deleteFrom('stages').where('app', '=', app).where('environment', '=', environment).execute();
  const rows: WishRow[] = wishes.map(({ index, ...wish }) => ({ ...wish, app, environment, slot: index }));
  // SQLite binds at most 32766 parameters a statement.
  for (let at = 0; at < rows.length; at += 1000)
    await tx
      .insertInto('wishes')
      .values(rows.slice(at, at + 1000))
      .execute();
  if (stages.length > 0)
    await tx
      .insertInto('stages')
      .values(stages.map((bundle) => ({ app, environment, bundle })))
      .execute();
}

function sameSet(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}

function wishesOf(db: Db, { app, environment }: Target) {
  return db.selectFrom('wishes').selectAll().where('app', '=', app).where('environment', '=', environment);
}

function stagesOf(db: Db, { app, environment }: Target) {
  return db.selectFrom('stages').where('app', '=', app).where('environment', '=', environment);
}

function toWish({ host, process, slot, release, deployment }: WishRow): Wish {
  return { host, process, index: slot, release, deployment };
}
