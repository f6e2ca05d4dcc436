// What a search through the bytes of a database can miss: a value that lies on several of its pages.
import { DatabaseSync } from 'node:sqlite';

/** What of a row does not fit is cut into pages of this size; https://sqlite.org/fileformat2.html#cell_payload_overflow_pages. */
const leastCut = 400;

/** All values of all tables that may be cut. Nothing for one that cannot be opened, as one that a story has damaged. */
export function longCells(path: string): Buffer {
  try {
    const db = new DatabaseSync(path, { readOnly: true });
    try {
      const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[];
      return Buffer.concat(tables.flatMap(({ name }) => longCellsOf(db, name)));
    } finally {
      db.close();
    }
  } catch {
    return Buffer.alloc(0);
  }
}

function longCellsOf(db: DatabaseSync, table: string): Buffer[] {
  const found: Buffer[] = [];
  for (const row of db.prepare(`SELECT * FROM "${table}"`).iterate())
    for (const cell of Object.values(row))
      if ((typeof cell === 'string' || cell instanceof Uint8Array) && cell.length >= leastCut)
        found.push(Buffer.from(cell as string));
  return found;
}
