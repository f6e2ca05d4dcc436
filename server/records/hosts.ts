// What operators have said of hosts: labels, environment, drained, removed.
import type { Ms } from '../decide/types.ts';
import { among } from './many.ts';
import type { Db, Tx } from './records.ts';
import type { HostRow } from './tables.ts';

export interface Draining {
  since: Ms;
  /** What is still there then is stopped; null: it has all the time that it needs. */
  until: Ms | null;
  reason: string;
  by: string;
}

export interface Removed {
  at: Ms;
  by: string;
}

export function labelsOf({ labels }: Pick<HostRow, 'labels'>): Record<string, string> {
  return JSON.parse(labels) as Record<string, string>;
}

export function drainingOf({ draining }: Pick<HostRow, 'draining'>): Draining | null {
  return draining === null ? null : (JSON.parse(draining) as Draining);
}

export function removedOf({ removed }: Pick<HostRow, 'removed'>): Removed | null {
  return removed === null ? null : (JSON.parse(removed) as Removed);
}

export async function listRemovedHosts(db: Db): Promise<HostRow[]> {
  return db.selectFrom('hosts').selectAll().where('removed', 'is not', null).orderBy('name').execute();
}

export async function setLabels(tx: Tx, host: string, labels: Record<string, string>): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
  await tx
    .updateTable('hosts')
    .set({ labels: JSON.stringify(sorted) })
    .where('name', '=', host)
    .execute();
}

/** null: it takes slots again. */
export async function setDraining(tx: Tx, hosts: string[], draining: Draining | null): Promise<void> {
  const text = draining && JSON.stringify(draining);
  await tx.updateTable('hosts').set({ draining: text }).where('name', 'in', among(hosts)).execute();
}

/** It is wished nothing any more, and no deployment sees it. Labels and environment stay, for when it comes back. */
export async function removeHost(tx: Tx, host: string, removed: Removed): Promise<void> {
  await clear(tx, host);
  await changed(tx, host, { removed: JSON.stringify(removed), draining: null });
}

export async function readmitHost(tx: Tx, host: string): Promise<void> {
  await changed(tx, host, { removed: null, draining: null });
}

/** What it holds for apps of the environment before is not its concern any more. */
export async function moveHost(tx: Tx, host: string, environment: string): Promise<void> {
  await clear(tx, host);
  await changed(tx, host, { environment });
}

async function clear(tx: Tx, host: string): Promise<void> {
  for (const table of ['wishes', 'prospects', 'stages'] as const) await tx.deleteFrom(table).where('host', '=', host).execute();
}

/** Its assignment says something else from now on. */
async function changed(tx: Tx, host: string, values: Partial<HostRow>): Promise<void> {
  await tx
    .updateTable('hosts')
    .set(({ eb }) => ({ ...values, revision: eb('revision', '+', 1) }))
    .where('name', '=', host)
    .execute();
}
