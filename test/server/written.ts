// All that a server's records and its index of logs hold, as one text: equal before and after means that nothing was written.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export function written({ folder }: { folder: string }, except: string[]): string {
  return [join(folder, 'castellan.sqlite'), join(folder, 'logs.sqlite')].flatMap((file) => tablesOf(file, except)).join('\n');
}

function tablesOf(file: string, except: string[]): string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const names = db.prepare("select name from sqlite_master where type = 'table' order by name").all();
    return names.flatMap(({ name }) => (except.includes(String(name)) ? [] : [`${name} ${digestOf(db, String(name))}`]));
  } finally {
    db.close();
  }
}

function digestOf(db: DatabaseSync, table: string): string {
  const hash = createHash('sha256');
  let rows = 0;
  for (const row of db.prepare(`select * from "${table}"`).iterate()) {
    hash.update(JSON.stringify(row));
    rows += 1;
  }
  return `${rows} ${hash.digest('hex').slice(0, 16)}`;
}
