// Hosts, and what each of them should run.
import type { Stage, Wish } from '../decide/types.ts';
import { among, inParts } from './many.ts';
import type { Db, Tx } from './records.ts';
import type { Target } from './releases.ts';
import type { HostRow, WishRow } from './tables.ts';

/** Those that belong to the fleet. */
export async function listHosts(db: Db, environment?: string): Promise<HostRow[]> {
  const all = db.selectFrom('hosts').selectAll().where('removed', 'is', null).orderBy('name');
  return environment ? all.where('environment', '=', environment).execute() : all.execute();
}

export async function findHost(db: Db, name: string): Promise<HostRow | undefined> {
  return db.selectFrom('hosts').selectAll().where('name', '=', name).executeTakeFirst();
}

/** Those of these that are known, by name. */
export async function findHosts(db: Db, names: string[]): Promise<Map<string, HostRow>> {
  const rows = await db.selectFrom('hosts').selectAll().where('name', 'in', among(names)).execute();
  return new Map(rows.map((row) => [row.name, row]));
}

export interface ToTell {
  /** Each change of what its assignment says makes it a higher one; null while it is held. */
  revision: number | null;
  removed: boolean;
}

/** By host, without those that are not known. */
export async function listToTell(db: Db, hosts: string[]): Promise<Map<string, ToTell>> {
  const columns = ['name', 'revision', 'held', 'removed'] as const;
  const rows = await db.selectFrom('hosts').select(columns).where('name', 'in', among(hosts)).execute();
  return new Map(
    rows.map(({ name, revision, held, removed }) => [
      name,
      { revision: held === null ? revision : null, removed: removed !== null },
    ]),
  );
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
    .values({ name, environment, revision: 1, first_seen: now, ...nothingSaid })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

const nothingSaid = {
  agent_version: null,
  agent_asked: 0,
  agent_released: 0,
  labels: '{}',
  draining: null,
  removed: null,
  held: null,
};

export async function listWishes(db: Db, target: Target): Promise<Wish[]> {
  const rows = await wishesOf(db, target).orderBy('host').orderBy('process').orderBy('slot').execute();
  return rows.map(toWish);
}

export async function listProspects(db: Db, { app, environment }: Target): Promise<Wish[]> {
  const rows = await db
    .selectFrom('prospects')
    .selectAll()
    .where('app', '=', app)
    .where('environment', '=', environment)
    .orderBy('host')
    .orderBy('process')
    .orderBy('slot')
    .execute();
  return rows.map(toWish);
}

export async function listStages(db: Db, { app, environment }: Target): Promise<Stage[]> {
  return db
    .selectFrom('stages')
    .select(['host', 'bundle'])
    .where('app', '=', app)
    .where('environment', '=', environment)
    .orderBy('host')
    .orderBy('bundle')
    .execute();
}

/** Wishes of all apps for one host. */
export async function wishesForHost(db: Db, host: string): Promise<(Wish & Target)[]> {
  return wishesForHosts(db, [host]);
}

/** Wishes of all apps for these hosts; or what may be wished for. */
export async function wishesForHosts(
  db: Db,
  hosts: string[],
  table: 'wishes' | 'prospects' = 'wishes',
): Promise<(Wish & Target)[]> {
  const rows = await db
    .selectFrom(table)
    .selectAll()
    .where('host', 'in', among(hosts))
    .orderBy('app')
    .orderBy('environment')
    .orderBy('process')
    .orderBy('slot')
    .execute();
  return rows.map((row) => ({ ...toWish(row), app: row.app, environment: row.environment }));
}

export async function stagesForHosts(db: Db, hosts: string[]): Promise<(Stage & { app: string })[]> {
  const all = db.selectFrom('stages').select(['host', 'app', 'bundle']).where('host', 'in', among(hosts));
  return all.orderBy('app').orderBy('bundle').execute();
}

/** What an app asks of its hosts in an environment. */
export interface Asked {
  wishes: Wish[];
  prospects: Wish[];
  stages: Stage[];
}

/** Replaces all of it; the assignments of the hosts concerned get a new revision. Returns those hosts. */
export async function replaceAsked(tx: Tx, target: Target, asked: Asked, others: string[] = []): Promise<string[]> {
  const before = {
    wishes: await listWishes(tx, target),
    prospects: await listProspects(tx, target),
    stages: await listStages(tx, target),
  };
  const concerned = new Set([
    ...changedHosts(before.wishes, asked.wishes),
    ...changedHosts(before.prospects, asked.prospects),
    ...changedHosts(before.stages, asked.stages),
    ...others,
  ]);
  if (concerned.size === 0) return [];
  await rewrite(tx, target, asked);
  await newRevisions(tx, [...concerned]);
  return [...concerned];
}

export async function newRevisions(tx: Tx, hosts: string[]): Promise<void> {
  await tx
    .updateTable('hosts')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('name', 'in', among(hosts))
    .execute();
}

function changedHosts<Item extends { host: string }>(before: Item[], after: Item[]): string[] {
  const key = (item: Item) => JSON.stringify(item, Object.keys(item).sort());
  const known = new Set(before.map(key));
  const wanted = new Set(after.map(key));
  const changed = [...before.filter((item) => !wanted.has(key(item))), ...after.filter((item) => !known.has(key(item)))];
  return changed.map(({ host }) => host);
}

async function rewrite(tx: Tx, target: Target, { wishes, prospects, stages }: Asked): Promise<void> {
  const { app, environment } = target;
  for (const table of ['wishes', 'prospects', 'stages'] as const)
    await tx.deleteFrom(table).where('app', '=', app).where('environment', '=', environment).execute();
  const rows = (all: Wish[]) =>
    all.map(({ index, warm = 0, weight = 100, ...wish }): WishRow => ({ ...wish, app, environment, slot: index, warm, weight }));
  for (const part of inParts(rows(wishes))) await tx.insertInto('wishes').values(part).execute();
  for (const part of inParts(rows(prospects))) await tx.insertInto('prospects').values(part).execute();
  for (const part of inParts(stages.map((stage) => ({ app, environment, ...stage }))))
    await tx.insertInto('stages').values(part).execute();
}

function wishesOf(db: Db, { app, environment }: Target) {
  return db.selectFrom('wishes').selectAll().where('app', '=', app).where('environment', '=', environment);
}

function toWish({ host, process, slot, release, deployment, warm, weight }: WishRow): Wish {
  const more = { ...(warm > 0 ? { warm } : {}), ...(weight < 100 ? { weight } : {}) };
  return { host, process, index: slot, release, deployment, ...more };
}
