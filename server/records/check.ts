// Whether a database file can be trusted, looked at before anything is written to it.
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A thorough look takes about a second for so much, a quick one for eight times as much (sqlite.org/pragma.html#pragma_quick_check). */
const thoroughBytes = 128 * 2 ** 20;
const quickBytes = 1024 * 2 ** 20;

export type Look = 'thorough' | 'quick' | 'none';

/** After an end that was not clean, or when asked, as thorough as its size allows; else quick; none at all of a huge one. */
export function lookAt(path: string, { thorough = false } = {}): Look {
  const { size } = statSync(path);
  if (size > quickBytes) return 'none';
  // Whoever closes the last connection takes this file away.
  const wasKilled = existsSync(`${path}-wal`);
  return (wasKilled || thorough) && size <= thoroughBytes ? 'thorough' : 'quick';
}

/** What is wrong with it, the first few; none: nothing was found. Changes nothing in the file. */
export function damageIn(path: string, look: Look): string[] {
  if (look === 'none') return [];
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const rows = database.prepare(look === 'thorough' ? 'PRAGMA integrity_check(5)' : 'PRAGMA quick_check(5)').all();
      const said = rows.map((row) => String(Object.values(row)[0])).filter((text) => text !== 'ok');
      return said.map((text) => text.replace(/^\*\*\* in database main \*\*\*\n/, ''));
    } finally {
      database.close();
    }
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Lies beside the records while a restore puts them in place. */
export const unfinishedRestore = 'unfinished-restore';

/** @throws when the file is there and damaged, or is not in place yet, with what to do about it. */
export function requireSound(path: string): void {
  if (existsSync(join(dirname(path), unfinishedRestore)))
    throw new Error('a restore was not finished: run `ctl server restore FILE --force` again');
  if (!existsSync(path)) return;
  const damage = damageIn(path, lookAt(path));
  if (damage.length === 0) return;
  throw new Error(
    `${path} is damaged and was left as it is: ${damage.join('; ')}. Hosts run on with what they were told. ` +
      'Look after the disk, then put a backup in its place: ctl server restore FILE',
  );
}
