// The thread that writes the index: one transaction for each message.
import { parentPort, workerData } from 'node:worker_threads';
import type { Insertable, Transaction } from 'kysely';
import { openSqlite } from '../records/sqlite.ts';
import type { Change, Written } from './index-writer.ts';
import type { LogTables } from './tables.ts';

const index = openSqlite<LogTables>(workerData as string);

parentPort?.on('message', async (changes: Change[]) => parentPort?.postMessage(await write(changes)));

async function write(changes: Change[]): Promise<Written> {
  try {
    return { ids: await index.transaction().execute((transaction) => writeRows(transaction, changes)) };
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number };
    return { error: { message, ...(errcode === undefined ? {} : { errcode }) } };
  }
}

const rowsPerInsert = 50;

async function writeRows(transaction: Transaction<LogTables>, changes: Change[]): Promise<number[]> {
  const rows: Insertable<LogTables['log_blocks']>[] = [];
  const ids: number[] = [];
  for (const { row, blocks } of changes) {
    const id = await writeStream(transaction, row);
    ids.push(id);
    for (const block of blocks) rows.push({ ...block, stream_id: id });
  }
  for (let at = 0; at < rows.length; at += rowsPerInsert) {
    await transaction
      .insertInto('log_blocks')
      .values(rows.slice(at, at + rowsPerInsert))
      .execute();
  }
  return ids;
}

async function writeStream(transaction: Transaction<LogTables>, row: Change['row']): Promise<number> {
  const { id, known, complete, first_at, last_at } = row;
  if (id === undefined) {
    const made = await transaction
      .insertInto('log_streams')
      .values({ ...row, id: undefined })
      .returning('id')
      .executeTakeFirstOrThrow();
    return made.id;
  }
  await transaction.updateTable('log_streams').set({ known, complete, first_at, last_at }).where('id', '=', id).execute();
  return id;
}
