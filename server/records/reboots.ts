// Safe reboots that were asked for: hosts that go one after another, and how far each has come.
import type { RebootStand } from '../decide/reboot.ts';
import type { Ms } from '../decide/types.ts';
import { among, inParts } from './many.ts';
import type { Db, Tx } from './records.ts';
import type { RebootRow } from './tables.ts';

/** 0: none was ever asked for. */
export async function newestReboot(db: Db): Promise<number> {
  const found = await db
    .selectFrom('reboots')
    .select(({ fn }) => fn.max('number').as('newest'))
    .executeTakeFirst();
  return Number(found?.newest ?? 0);
}

export async function hostsOfReboot(db: Db, number: number): Promise<RebootStand[]> {
  const rows = await db.selectFrom('reboots').selectAll().where('number', '=', number).orderBy('host').execute();
  return rows.map(({ host, state, boot_id: bootId, since, reason, stays_drained: staysDrained }) => {
    return { host, state, bootId, since, reason, staysDrained: staysDrained === 1 };
  });
}

/** Milliseconds that each host has to become empty; null: all the time that it needs. And who asked. */
export async function orderOfReboot(db: Db, number: number): Promise<{ deadlineMs: Ms | null; by: string }> {
  const row = await db.selectFrom('reboots').selectAll().where('number', '=', number).executeTakeFirst();
  return { deadlineMs: row?.deadline_ms ?? null, by: row?.asked_by ?? '' };
}

export async function rebootOfRequest(db: Db, requestId: string): Promise<number | undefined> {
  const row = await db.selectFrom('reboots').select('number').where('request_id', '=', requestId).executeTakeFirst();
  return row?.number;
}

/** Returns its number. */
export async function addReboot(
  tx: Tx,
  hosts: string[],
  asked: { at: Ms; deadlineMs: Ms | null; by: string; requestId: string },
): Promise<number> {
  const number = (await newestReboot(tx)) + 1;
  const { at: since, deadlineMs: deadline_ms, by: asked_by, requestId } = asked;
  const given = { number, state: 'waiting', boot_id: '', since, reason: '', stays_drained: 0 } as const;
  const rows: RebootRow[] = hosts.map((host) => ({ ...given, host, deadline_ms, asked_by, request_id: requestId || null }));
  for (const part of inParts(rows)) await tx.insertInto('reboots').values(part).execute();
  return number;
}

export async function saveStand(tx: Tx, number: number, stand: RebootStand): Promise<void> {
  const { host, state, bootId: boot_id, since, reason, staysDrained } = stand;
  await tx
    .updateTable('reboots')
    .set({ state, boot_id, since, reason, stays_drained: staysDrained ? 1 : 0 })
    .where('number', '=', number)
    .where('host', '=', host)
    .execute();
  await tx
    .updateTable('hosts')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('name', '=', host)
    .execute();
}

/** Which reboot each of these hosts is to carry out now, and of which boot; without those that are to carry out none. */
export async function rebootWishesOf(db: Db, hosts: string[]): Promise<Map<string, { asked: number; bootId: string }>> {
  const rows = await db
    .selectFrom('reboots')
    .select(['host', 'number', 'boot_id'])
    .where('host', 'in', among(hosts))
    .where('state', '=', 'rebooting')
    .orderBy('number')
    .execute();
  return new Map(rows.map(({ host, number, boot_id }) => [host, { asked: number, bootId: boot_id }]));
}
