// Answers a question about the logs: which streams, from where in each, merged; and goes on with what is appended.
import type { Kysely } from 'kysely';
import type { LogLine } from '../../proto/generated/castellan/v1/LogLine.ts';
import type { LogsRequest } from '../../proto/generated/castellan/v1/LogsRequest.ts';
import type { Changes } from './changes.ts';
import { type Range, StreamCursor } from './cursor.ts';
import { Merge } from './merge.ts';
import type { LogTables, StreamRow } from './tables.ts';

export type LogQuery = Pick<LogsRequest, 'app' | 'environment'> & Partial<LogsRequest>;

export interface Readable {
  index: Kysely<LogTables>;
  folder: string;
  changes: Changes;
}

const batchLines = 512;
const batchBytes = 128 * 1024;
const maxTailBytes = 64 * 1024 * 1024;

/** Reads at the reader's pace: memory holds one block a stream whose time has come, and one batch. */
export async function* readLogs(store: Readable, query: LogQuery, signal: AbortSignal): AsyncGenerator<LogLine[]> {
  const follows = query.follow === true && !query.untilMs;
  const follower = store.changes.follow((stream) => matches(query, stream));
  try {
    const reading = new Reading(store, query, follows);
    await reading.begin();
    yield* query.tail ? reading.newest(query.tail, signal) : reading.rest(signal);
    while (follows) {
      await follower.wait(signal);
      reading.admit(follower.take());
      for (let lines = await reading.some(signal); lines.length > 0; lines = await reading.some(signal)) {
        yield lines;
        reading.admit(follower.take());
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    follower.end();
  }
}

class Reading {
  readonly #store: Readable;
  readonly #query: LogQuery;
  readonly #follows: boolean;
  readonly #merge = new Merge();
  readonly #cursors = new Map<number, StreamCursor>();

  constructor(store: Readable, query: LogQuery, follows: boolean) {
    this.#store = store;
    this.#query = query;
    this.#follows = follows;
  }

  /** Takes the streams as they are now. */
  async begin(): Promise<void> {
    for (const stream of await matching(this.#store.index, this.#query)) {
      this.#add(stream, await rangeOf(this.#store.index, this.#query, stream));
    }
  }

  /** Streams that have grown, or are new. */
  admit(streams: StreamRow[]): void {
    for (const stream of streams) {
      const cursor = this.#cursors.get(stream.id);
      if (!cursor) this.#add(stream, { ...everything, sinceMs: this.#query.sinceMs ?? 0 });
      else this.#grew(cursor, stream);
    }
  }

  async some(signal: AbortSignal): Promise<LogLine[]> {
    signal.throwIfAborted();
    return await this.#merge.next(batchLines, batchBytes);
  }

  async *rest(signal: AbortSignal): AsyncGenerator<LogLine[]> {
    for (let lines = await this.some(signal); lines.length > 0; lines = await this.some(signal)) yield lines;
  }

  /** The newest `count` lines of what there was at the beginning. */
  async *newest(count: number, signal: AbortSignal): AsyncGenerator<LogLine[]> {
    let kept: LogLine[] = [];
    for await (const lines of this.rest(signal)) {
      kept.push(...lines);
      if (kept.length > 2 * count + batchLines) kept = newestOf(kept, count);
    }
    kept = newestOf(kept, count);
    for (let at = 0; at < kept.length; at += batchLines) yield kept.slice(at, at + batchLines);
  }

  #add(stream: StreamRow, range: Range): void {
    const cursor = new StreamCursor(this.#store, stream, range, this.#follows && stream.complete === 0);
    this.#cursors.set(stream.id, cursor);
    this.#merge.add(cursor);
  }

  #grew(cursor: StreamCursor, stream: StreamRow): void {
    cursor.grew(stream);
    this.#merge.add(cursor);
  }
}

const everything: Range = { from: 0, midLine: false, to: Number.MAX_SAFE_INTEGER, sinceMs: 0, untilMs: 0 };

function newestOf(lines: LogLine[], count: number): LogLine[] {
  let from = lines.length;
  for (let bytes = 0; from > 0 && lines.length - from < count && bytes < maxTailBytes; from -= 1) {
    bytes += lines[from - 1]?.text.length ?? 0;
  }
  return lines.slice(from);
}

async function matching(index: Kysely<LogTables>, query: LogQuery): Promise<StreamRow[]> {
  const ofApp = index
    .selectFrom('log_streams')
    .selectAll()
    .where('app', '=', query.app)
    .where('environment', '=', query.environment);
  return (await ofApp.execute()).filter((stream) => matches(query, stream) && stream.last_at >= (query.sinceMs ?? 0));
}

function matches(query: LogQuery, row: StreamRow): boolean {
  return (
    row.app === query.app &&
    row.environment === query.environment &&
    isAmong(query.hosts, row.host) &&
    isAmong(query.processes, row.process) &&
    (isAmong(query.replicas, row.replica) || isAmong(query.replicas, `${row.process}/${row.slot}`)) &&
    (!query.stream || query.stream === row.stream)
  );
}

function isAmong(wanted: string[] | undefined, name: string): boolean {
  return !wanted || wanted.length === 0 || wanted.includes(name);
}

/** Labels of time may run backwards, so a bound finds the outermost blocks that it touches, and each line is judged again. */
async function rangeOf(index: Kysely<LogTables>, query: LogQuery, stream: StreamRow): Promise<Range> {
  const { sinceMs = 0, untilMs = 0, tail = 0 } = query;
  const to = untilMs ? await afterLastBefore(index, stream, untilMs) : everything.to;
  const since = sinceMs ? await firstSince(index, stream, sinceMs) : 0;
  const from = tail ? Math.max(since, await tailStart(index, stream, to, tail)) : since;
  return { from, midLine: from > 0 && (await isMidLine(index, stream, from)), to, sinceMs, untilMs };
}

async function firstSince(index: Kysely<LogTables>, stream: StreamRow, sinceMs: number): Promise<number> {
  const blocks = index.selectFrom('log_blocks').select('offset').where('stream_id', '=', stream.id);
  const row = await blocks.where('to_at', '>=', sinceMs).orderBy('offset').limit(1).executeTakeFirst();
  return row?.offset ?? stream.known;
}

async function afterLastBefore(index: Kysely<LogTables>, stream: StreamRow, untilMs: number): Promise<number> {
  const blocks = index.selectFrom('log_blocks').select(['offset', 'length']).where('stream_id', '=', stream.id);
  const row = await blocks.where('from_at', '<', untilMs).orderBy('offset', 'desc').limit(1).executeTakeFirst();
  return row ? row.offset + row.length : 0;
}

/** The block from which on there are more than `count` newlines, so that `count` whole lines are in. */
async function tailStart(index: Kysely<LogTables>, stream: StreamRow, to: number, count: number): Promise<number> {
  let before = Math.min(to, stream.known);
  for (let lines = 0; ; ) {
    const page = await blocksBefore(index, stream, before);
    for (const row of page) {
      lines += row.encoding === 'GAP' ? 1 : row.newlines;
      before = row.offset;
      if (lines > count) return before;
    }
    if (page.length === 0) return before > 0 ? before : 0;
  }
}

async function blocksBefore(index: Kysely<LogTables>, stream: StreamRow, offset: number) {
  const blocks = index.selectFrom('log_blocks').select(['offset', 'newlines', 'encoding']).where('stream_id', '=', stream.id);
  return await blocks.where('offset', '<', offset).orderBy('offset', 'desc').limit(64).execute();
}

async function isMidLine(index: Kysely<LogTables>, stream: StreamRow, from: number): Promise<boolean> {
  const blocks = index.selectFrom('log_blocks').select(['open_end']).where('stream_id', '=', stream.id);
  const row = await blocks.where('offset', '<', from).orderBy('offset', 'desc').limit(1).executeTakeFirst();
  return row?.open_end === 1;
}
