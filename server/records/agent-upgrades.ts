// Which agent release each host was asked to run. An upgrade is the hosts that carry its number.
import { among } from './many.ts';
import type { Db, Tx } from './records.ts';
import type { HostRow } from './tables.ts';

/** 0: none was ever asked for. */
export async function newestUpgrade(db: Db): Promise<number> {
  const found = await db
    .selectFrom('hosts')
    .select(({ fn }) => fn.max('agent_asked').as('newest'))
    .executeTakeFirst();
  return Number(found?.newest ?? 0);
}

export async function hostsOfUpgrade(db: Db, number: number): Promise<HostRow[]> {
  return db
    .selectFrom('hosts')
    .selectAll()
    .where('agent_asked', '=', number)
    .where('agent_asked', '>', 0)
    .orderBy('name')
    .execute();
}

/** A new upgrade of these hosts. Of the older ones nobody gets a turn any more. Returns its number. */
export async function addUpgrade(tx: Tx, hosts: string[], version: string): Promise<number> {
  const number = (await newestUpgrade(tx)) + 1;
  await tx.updateTable('hosts').set({ agent_version: null }).where('agent_released', '=', 0).execute();
  await tx
    .updateTable('hosts')
    .set({ agent_version: version, agent_asked: number, agent_released: 0 })
    .where('name', 'in', among(hosts))
    .execute();
  return number;
}

/** Its turn: its assignment says so from now on. */
export async function releaseHost(tx: Tx, host: string): Promise<void> {
  await tx
    .updateTable('hosts')
    .set(({ eb }) => ({ agent_released: 1, revision: eb('revision', '+', 1) }))
    .where('name', '=', host)
    .execute();
}
