// Revisions of settings, as they were made.
import { readSettings, type Settings } from '../settings.ts';
import type { Db } from './records.ts';
import type { Target } from './releases.ts';
import type { SettingsRow } from './tables.ts';

export interface KnownSettings extends Omit<SettingsRow, 'content'> {
  content: Settings;
}

/** Newest first. */
export async function listRevisions(db: Db, { app, environment }: Target, limit: number): Promise<KnownSettings[]> {
  const all = db.selectFrom('settings').selectAll().where('app', '=', app).where('environment', '=', environment);
  const rows = await all.orderBy('revision', 'desc').limit(limit).execute();
  return rows.map((row) => ({ ...row, content: readSettings(row.content) }));
}
