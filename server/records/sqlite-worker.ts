// The thread that holds the connection: statements, a few to a message, in their order.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { requireSound } from './check.ts';
import { openDatabase } from './sqlite.ts';
import type { Answer, Statement } from './sqlite-thread.ts';

const mostPrepared = 500;

const path = workerData as string;
requireSound(path);
const database = openDatabase(path);
const prepared = new Map<string, { statement: StatementSync; reader: boolean }>();

parentPort?.on('message', (message: Statement[] | 'close') => {
  if (message === 'close') close(database);
  else parentPort?.postMessage(message.map(answer));
});
parentPort?.postMessage('open');

function answer({ sql, parameters }: Statement): Answer {
  try {
    // On a full disk SQLite has rolled back by itself (sqlite.org/lang_transaction.html), and Kysely, which asks for it
    // once more, would tell of the second failure instead of the first.
    if (sql === 'rollback' && !database.isTransaction) return { rows: [] };
    return run(sql, parameters);
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number };
    return { error: { message, errcode } };
  }
}

function run(sql: string, parameters: readonly unknown[]): Answer {
  const { statement, reader } = prepare(sql);
  if (reader) return { rows: statement.all(...(parameters as never[])) };
  const { changes, lastInsertRowid } = statement.run(...(parameters as never[]));
  return { rows: [], changes: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

/** What is asked again and again is compiled once. A change of the tables makes all of it out of date. */
function prepare(sql: string): { statement: StatementSync; reader: boolean } {
  const known = prepared.get(sql);
  if (known) return known;
  if (prepared.size >= mostPrepared || /^(create|alter|drop) /i.test(sql)) prepared.clear();
  const statement = database.prepare(sql);
  const made = { statement, reader: statement.columns().length > 0 };
  prepared.set(sql, made);
  return made;
}

function close(open: DatabaseSync): void {
  open.close();
  parentPort?.close();
}
