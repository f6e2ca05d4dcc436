// node:sqlite behind Kysely. What was acknowledged is on disk: WAL with synchronous=FULL, on every open.
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';

export function openSqlite<Tables>(path: string): Kysely<Tables> {
  const database = openDatabase(path);
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        prepare: (sql) => {
          // On a full disk SQLite has rolled back by itself (sqlite.org/lang_transaction.html), and Kysely, which asks for it
          // once more, would tell of the second failure instead of the first.
          if (sql === 'rollback' && !database.isTransaction) return nothing;
          const statement = database.prepare(sql);
          return {
            reader: statement.columns().length > 0,
            all: (parameters) => statement.all(...(parameters as never[])),
            run: (parameters) => statement.run(...(parameters as never[])),
            iterate: (parameters) => statement.iterate(...(parameters as never[])),
          };
        },
        close: () => database.close(),
      },
    }),
  });
}

/**
 * Opens the file, or makes it. SQLite's default for a WAL database opened again is synchronous=NORMAL, which can
 * lose commits on power failure (sqlite.org/pragma.html#pragma_synchronous), so it is set, and read back, each time.
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;');
  const synchronous = database.prepare('PRAGMA synchronous').get()?.synchronous;
  if (synchronous !== 2) throw new Error(`${path}: PRAGMA synchronous is ${synchronous}, not FULL`);
  return database;
}

const nothing = { reader: false, all: () => [], run: () => ({ changes: 0, lastInsertRowid: 0 }), iterate: () => [].values() };
