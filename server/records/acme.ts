// Accounts at certificate authorities, one for each environment, and the orders that are open there.
import type { Db, Tx } from './records.ts';
import type { AcmeAccountRow, AcmeOrderRow } from './tables.ts';

export async function listAccounts(db: Db, environment?: string): Promise<AcmeAccountRow[]> {
  const all = db.selectFrom('acme_accounts').selectAll().orderBy('environment');
  return (environment ? all.where('environment', '=', environment) : all).execute();
}

export async function findAccount(db: Db, environment: string): Promise<AcmeAccountRow | undefined> {
  return (await listAccounts(db, environment))[0];
}

export async function putAccount(tx: Tx, row: AcmeAccountRow): Promise<void> {
  await tx.deleteFrom('acme_accounts').where('environment', '=', row.environment).execute();
  await tx.insertInto('acme_accounts').values(row).execute();
}

/** The authority does not know it any more. */
export async function forgetUrl(tx: Tx, environment: string): Promise<void> {
  await tx.updateTable('acme_accounts').set({ url: '' }).where('environment', '=', environment).execute();
}

export async function listOrders(db: Db, environment?: string): Promise<AcmeOrderRow[]> {
  const all = db.selectFrom('acme_orders').selectAll().orderBy('environment').orderBy('host');
  return (environment ? all.where('environment', '=', environment) : all).execute();
}

export async function findOrder(db: Db, environment: string, host: string): Promise<AcmeOrderRow | undefined> {
  return (await listOrders(db, environment)).find((order) => order.host === host);
}

export async function putOrder(tx: Tx, row: AcmeOrderRow): Promise<void> {
  await removeOrder(tx, row);
  await tx.insertInto('acme_orders').values(row).execute();
}

export async function removeOrder(tx: Tx, { environment, host }: { environment: string; host: string }): Promise<void> {
  await tx.deleteFrom('acme_orders').where('environment', '=', environment).where('host', '=', host).execute();
}

/** With another authority, or another way of proving, everything is tried at once, and from the beginning. */
export async function forgetOrders(tx: Tx, environment: string): Promise<void> {
  await tx.deleteFrom('acme_orders').where('environment', '=', environment).execute();
}
