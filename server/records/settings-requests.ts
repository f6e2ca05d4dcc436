// Changes of settings by the ids of their requests: one that is repeated because its answer was lost is known again.
import type { Db, Tx } from './records.ts';
import type { SettingsRequestRow } from './tables.ts';

/** Whoever repeats a request gives up long before. */
const keptMs = 86_400_000;

export async function findSettingsRequest(db: Db, id: string): Promise<SettingsRequestRow | undefined> {
  return db.selectFrom('settings_requests').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those that nobody repeats any more go. */
export async function addSettingsRequest(tx: Tx, row: SettingsRequestRow): Promise<void> {
  await tx
    .deleteFrom('settings_requests')
    .where('at', '<=', row.at - keptMs)
    .execute();
  await tx.insertInto('settings_requests').values(row).execute();
}
