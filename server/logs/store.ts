// Keeps what the hosts' replicas wrote. A block is acknowledged when its bytes and its row in the index are on disk.
import { mkdirSync } from 'node:fs';
import type { Kysely } from 'kysely';
import type { LogAck } from '../../proto/generated/castellan/v1/LogAck.ts';
import type { LogBlock } from '../../proto/generated/castellan/v1/LogBlock.ts';
import { checkBlock, openPiece, type Piece } from './block.ts';
import { Changes } from './changes.ts';
import { type Arrival, commit, type Draft } from './commit.ts';
import { type IndexWriter, openIndexWriter } from './index-writer.ts';
import { type Answer, readLogs } from './read.ts';
import type { LogQuery } from './reading.ts';
import { type Limits, type Pruned, pruneLogs, removeStrays, storedBytes } from './retention.ts';
import { type LogTables, migrateLogs } from './tables.ts';

export interface LogStoreOptions {
  /** For the bulk of the data; made when missing. */
  folder: string;
  /** An SQLite file of its own, and that file opened with `openSqlite`. The caller closes it after the store. */
  file: string;
  index: Kysely<LogTables>;
  /** The index cannot be written any more: whoever is told ends the program. */
  broken?: (error: Error) => void;
  /** Milliseconds since the epoch. */
  clock?: () => number;
}

interface Waiting extends Arrival {
  bytes: number;
  resolve(ack: LogAck): void;
  reject(error: unknown): void;
}

const commitEveryMs = 20;
const maxDrafts = 4096;
const maxQueuedBytes = 64 * 1024 * 1024;

export class LogStore {
  readonly folder: string;
  readonly file: string;
  readonly index: Kysely<LogTables>;
  readonly writer: IndexWriter;
  readonly changes = new Changes();
  readonly #clock: () => number;
  readonly #drafts = new Map<string, Draft>();
  #queue: Waiting[] = [];
  #queuedBytes = 0;
  #committing: Promise<void> | undefined;
  /** Commits and removals take turns. */
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** Brings the index up to date, and removes files that it does not know. */
  static async open(options: LogStoreOptions): Promise<LogStore> {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    await migrateLogs(options.index);
    await removeStrays(options.index, options.folder);
    return new LogStore(options);
  }

  private constructor(options: LogStoreOptions) {
    this.folder = options.folder;
    this.file = options.file;
    this.index = options.index;
    this.writer = openIndexWriter(options.file, options.broken);
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Resolves when the block is durable, with the offset up to which all bytes of its stream are known. A block sent
   * again changes nothing; of one that overlaps only the new part is kept; of one that leaves a hole nothing is. A block
   * of no bytes only asks. Blocks of a stream are taken in the order of the calls.
   * @throws RefusedBlock for what no agent would send; the file system's error when it cannot be stored.
   */
  async append(host: string, block: LogBlock): Promise<LogAck> {
    if (this.#closed) throw new Error('the log store is closed');
    checkBlock(block);
    const piece = openPiece(block, this.#clock());
    piece.catch(() => undefined);
    return await new Promise((resolve, reject) => this.#enqueue(host, block, piece, resolve, reject));
  }

  /** Waits until the queue has room for another block. Whoever takes blocks off a wire asks before each one. */
  async room(): Promise<void> {
    while (this.#queuedBytes > maxQueuedBytes && this.#committing) await this.#committing;
  }

  /** Lines in batches, in time order over all matching streams; with `follow` until the signal ends it. */
  read(query: LogQuery, signal: AbortSignal): AsyncIterable<Answer> {
    return readLogs(this, query, signal);
  }

  /** Compressed, of all that is kept. Reads the whole index. */
  storedBytes(): Promise<number> {
    return storedBytes(this.index);
  }

  /** Removes the oldest blocks beyond the limits. A reader of what is left sees a gap where they were. */
  async prune(limits: Limits): Promise<Pruned> {
    return await this.#inTurn(() => {
      this.#drafts.clear();
      return pruneLogs(this.index, this.folder, limits, this.#clock());
    });
  }

  /** Refuses further blocks and waits for those that it has. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#committing;
    await this.#turn;
    await this.writer.close();
  }

  #enqueue(host: string, block: LogBlock, piece: Promise<Piece>, resolve: Waiting['resolve'], reject: Waiting['reject']): void {
    const bytes = block.data.length + 1024;
    this.#queue.push({ host, block, piece, bytes, known: 0, resolve, reject });
    this.#queuedBytes += bytes;
    this.#committing ??= this.#commitAll();
  }

  /** At most one commit in 20 ms: a flood of blocks shares the cost of reaching the disk. */
  async #commitAll(): Promise<void> {
    while (this.#queue.length > 0) {
      const began = performance.now();
      await this.#inTurn(() => this.#commitQueue());
      const rest = commitEveryMs - (performance.now() - began);
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
    this.#committing = undefined;
  }

  async #commitQueue(): Promise<void> {
    const batch = this.#queue;
    this.#queue = [];
    try {
      const grown = await commit(this, this.#drafts, batch);
      for (const waiting of batch) answer(waiting);
      this.changes.tell(grown);
    } catch (error) {
      this.#drafts.clear();
      for (const waiting of batch) waiting.reject(error);
    } finally {
      if (this.#drafts.size > maxDrafts) this.#drafts.clear();
      for (const waiting of batch) this.#queuedBytes -= waiting.bytes;
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return await mine;
  }
}

function answer(waiting: Waiting): void {
  const { replica, run, stream } = waiting.block;
  if (waiting.refusal) waiting.reject(waiting.refusal);
  else waiting.resolve({ replica, run, stream, offset: waiting.known });
}
