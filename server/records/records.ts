// The database as the rest of the server sees it: opened, migrated, written in transactions that are durable when they return.
import type { Kysely, Transaction } from 'kysely';
import { failpoint } from '../../lib/failpoint.ts';
import { fail } from '../../proto/failure.ts';
import { readEpoch } from './epoch.ts';
import { migrate } from './migrations.ts';
import { isFull } from './sqlite-error.ts';
import { openSqliteThread } from './sqlite-thread.ts';
import type { Tables } from './tables.ts';

/** Reads, and writes when it is a transaction. */
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

export interface Records {
  db: Db;
  /** All of it or nothing; on disk when it resolves. @throws Failure resource-exhausted on a full disk: nothing of it then */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Which life of the database this is: a restored backup must not speak with the authority of the newer one. Raised by adopting. */
  epoch: number;
  close(): Promise<void>;
}

/** `broken`: the disk failed, or the file makes no sense. Whoever is told ends the program. */
export async function openRecords(path: string, broken: (error: Error) => void = () => {}): Promise<Records> {
  const db = await openSqliteThread<Tables>(path, { broken });
  await migrate(db);
  const epoch = await readEpoch(db);
  return {
    db,
    epoch,
    write: async (work) => {
      const result = await db.transaction().execute(work).catch(unlessFull);
      failpoint('record');
      return result;
    },
    close: () => db.destroy(),
  };
}

/** What is there stays whole and can be read. */
function unlessFull(error: unknown): never {
  if (!isFull(error)) throw error;
  throw fail('resource-exhausted', `the server has no space left for its records (${(error as Error).message})`, {
    next: 'free space in its state folder; nothing was changed',
    cause: error,
  });
}
