// Writes the index in a thread of its own: each commit waits for the disk, and node:sqlite would make the whole server wait.
import { Worker } from 'node:worker_threads';
import type { Insertable } from 'kysely';
import { isBroken, SqliteError } from '../records/sqlite-error.ts';
import type { LogTables, StreamRow } from './tables.ts';

/** What a batch of blocks does to one stream. */
export interface Change {
  row: Omit<StreamRow, 'id'> & { id: number | undefined };
  blocks: Omit<Insertable<LogTables['log_blocks']>, 'stream_id'>[];
}

export interface IndexWriter {
  /** All in one transaction; durable when it resolves, with the streams' ids. One at a time. @throws when the index fails. */
  write(changes: Change[]): Promise<number[]>;
  close(): Promise<void>;
}

export type Written = { ids: number[] } | { error: { message: string; errcode?: number } };

/** `broken`: the disk failed, or the file makes no sense. Whoever is told ends the program. */
export function openIndexWriter(file: string, broken: (error: Error) => void = () => {}): IndexWriter {
  const worker = new Worker(new URL('./index-writer-worker.ts', import.meta.url), { workerData: file });
  worker.unref();
  let ended: Error | undefined;
  let asked: PromiseWithResolvers<number[]> | undefined;
  worker.on('message', (written: Written) => {
    if ('ids' in written) return asked?.resolve(written.ids);
    const error = SqliteError.from(written.error);
    asked?.reject(error);
    if (isBroken(error)) broken(error);
  });
  worker.on('error', (error: Error) => asked?.reject(error));
  worker.on('exit', () => {
    ended = new Error('the thread that writes the index of the logs has ended');
    asked?.reject(ended);
  });

  async function write(changes: Change[]): Promise<number[]> {
    if (ended) throw ended;
    asked = Promise.withResolvers();
    worker.ref();
    worker.postMessage(changes);
    try {
      return await asked.promise;
    } finally {
      worker.unref();
    }
  }

  return { write, close: async () => void (await worker.terminate()) };
}
