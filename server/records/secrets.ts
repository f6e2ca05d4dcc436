// Secrets, sealed, and which key they are sealed with. A version is never used again for another value.
import type { Db, Tx } from './records.ts';
import type { Target } from './releases.ts';
import type { SecretRow } from './tables.ts';

const keyName = 'secrets_key';

export async function findSecret(db: Db, target: Target, name: string, version: number): Promise<SecretRow | undefined> {
  return ofTarget(db, target).where('name', '=', name).where('version', '=', version).executeTakeFirst();
}

/** All versions that are kept, oldest first; the newest of each name always is. */
export async function listSecrets(db: Db, target: Target): Promise<SecretRow[]> {
  return ofTarget(db, target).orderBy('name').orderBy('version').execute();
}

/** Of all apps, those whose value is still here. */
export async function listSealed(db: Db): Promise<SecretRow[]> {
  return db.selectFrom('secrets').selectAll().where('sealed', 'is not', null).execute();
}

export async function addSecret(tx: Tx, row: SecretRow): Promise<void> {
  await tx.insertInto('secrets').values(row).execute();
}

export async function resealSecret(tx: Tx, row: SecretRow, sealed: string | null): Promise<void> {
  await tx
    .updateTable('secrets')
    .set({ sealed })
    .where('app', '=', row.app)
    .where('environment', '=', row.environment)
    .where('name', '=', row.name)
    .where('version', '=', row.version)
    .execute();
}

export async function removeSecret(tx: Tx, { app, environment, name, version }: SecretRow): Promise<void> {
  const of = tx.deleteFrom('secrets').where('app', '=', app).where('environment', '=', environment);
  await of.where('name', '=', name).where('version', '=', version).execute();
}

/** The id of the key; undefined: nothing was ever sealed. */
export async function sealedWith(db: Db): Promise<string | undefined> {
  return (await db.selectFrom('meta').select('value').where('key', '=', keyName).executeTakeFirst())?.value;
}

export async function setSealedWith(tx: Tx, id: string): Promise<void> {
  await tx
    .insertInto('meta')
    .values({ key: keyName, value: id })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: id }))
    .execute();
}

function ofTarget(db: Db, { app, environment }: Target) {
  return db.selectFrom('secrets').selectAll().where('app', '=', app).where('environment', '=', environment);
}
