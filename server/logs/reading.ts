// One question about the logs under way: the streams that it is about, and what of them has been read.
import type { Kysely } from 'kysely';
import type { LogLine } from '../../proto/generated/castellan/v1/LogLine.ts';
import type { LogsRequest } from '../../proto/generated/castellan/v1/LogsRequest.ts';
import { type Range, StreamCursor } from './cursor.ts';
import { isSearch, matcherOf } from './matching.ts';
import { Merge } from './merge.ts';
import type { LogTables, StreamRow } from './tables.ts';

export type LogQuery = Pick<LogsRequest, 'app' | 'environment'> & Partial<LogsRequest>;

export interface LogData {
  index: Kysely<LogTables>;
  folder: string;
}

/** What was read in one go. */
export interface Some {
  lines: LogLine[];
  /** Nothing is left of the streams as they were last seen. */
  dry: boolean;
  /** All lines before it have been read, as far as the hosts' clocks can be believed; 0 when dry. */
  reachedMs: number;
}

/** Here, or in a thread of its own. */
export interface Reading {
  /** Takes the streams as they are now. */
  begin(): Promise<void>;
  /** Streams that have grown, or are new. */
  admit(streams: StreamRow[]): Promise<void>;
  /** The next lines: a batch, or as many as are found within so long. */
  some(maxMs: number): Promise<Some>;
  end(): Promise<void>;
}

export const batchLines = 512;
const batchBytes = 128 * 1024;

/** @throws Failure, bad-input, when the query makes no sense. */
export function openReading(data: LogData, query: LogQuery, follows: boolean): Reading {
  const merge = new Merge();
  const cursors = new Map<number, StreamCursor>();
  const matches = isSearch(query) ? matcherOf(query) : undefined;

  async function begin(): Promise<void> {
    for (const stream of await matching(data.index, query)) add(stream, await rangeOf(data.index, query, stream));
  }

  async function admit(streams: StreamRow[]): Promise<void> {
    for (const stream of streams) {
      const cursor = cursors.get(stream.id);
      if (!cursor) add(stream, { ...everything, sinceMs: query.sinceMs ?? 0 });
      else grew(cursor, stream);
    }
  }

  function add(stream: StreamRow, range: Range): void {
    const cursor = new StreamCursor(data, stream, { ...range, matches }, follows && stream.complete === 0);
    cursors.set(stream.id, cursor);
    merge.add(cursor);
  }

  function grew(cursor: StreamCursor, stream: StreamRow): void {
    cursor.grew(stream);
    merge.add(cursor);
  }

  async function some(maxMs: number): Promise<Some> {
    const lines = await merge.next(batchLines, batchBytes, performance.now() + maxMs);
    return { lines, dry: merge.isDry, reachedMs: merge.reachedMs };
  }

  return { begin, admit, some, end: async () => undefined };
}

export function concerns(query: LogQuery, row: StreamRow): boolean {
  return (
    row.app === query.app &&
    row.environment === query.environment &&
    isAmong(query.hosts, row.host) &&
    isAmong(query.processes, row.process) &&
    (isAmong(query.replicas, row.replica) || isAmong(query.replicas, `${row.process}/${row.slot}`)) &&
    (!query.stream || query.stream === row.stream)
  );
}

const everything: Range = { from: 0, midLine: false, to: Number.MAX_SAFE_INTEGER, sinceMs: 0, untilMs: 0 };

async function matching(index: Kysely<LogTables>, query: LogQuery): Promise<StreamRow[]> {
  const ofApp = index
    .selectFrom('log_streams')
    .selectAll()
    .where('app', '=', query.app)
    .where('environment', '=', query.environment);
  return (await ofApp.execute()).filter((stream) => concerns(query, stream) && stream.last_at >= (query.sinceMs ?? 0));
}

function isAmong(wanted: string[] | undefined, name: string): boolean {
  return !wanted || wanted.length === 0 || wanted.includes(name);
}

/**
 * Labels of time may run backwards, so a bound finds the outermost blocks that it touches, and each line is judged again.
 * How many lines of a block a search is for is not known before, so its tail begins at the beginning.
 */
async function rangeOf(index: Kysely<LogTables>, query: LogQuery, stream: StreamRow): Promise<Range> {
  const { sinceMs = 0, untilMs = 0 } = query;
  const tail = isSearch(query) ? 0 : (query.tail ?? 0);
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
