// How long logs are kept, and how many bytes of them. A stream loses its oldest blocks first, so what is left has no holes.
import type { Kysely } from 'kysely';
import { removeSegment, segmentFiles, segmentPath } from './segments.ts';
import type { LogTables, StreamRow } from './tables.ts';

export interface Limits {
  maxAgeMs: number;
  /** Of stored, compressed data. */
  maxBytes: number;
}

export interface Pruned {
  blocks: number;
  bytes: number;
}

/** Rows go first, then files: a crash between leaves files that the next start removes. */
export async function pruneLogs(index: Kysely<LogTables>, folder: string, limits: Limits, now: number): Promise<Pruned> {
  const before = Math.max(now - limits.maxAgeMs, await beyond(index, limits.maxBytes));
  const pruned = { blocks: 0, bytes: 0 };
  for (const stream of await withBlocksBefore(index, before)) {
    const { blocks, bytes } = await pruneStream(index, folder, stream, before);
    pruned.blocks += blocks;
    pruned.bytes += bytes;
  }
  await forgetEmpty(index, before);
  return pruned;
}

/** Removes the files of segments that the index does not know: from a crash before a commit, or after a removal. */
export async function removeStrays(index: Kysely<LogTables>, folder: string): Promise<void> {
  const known = new Set<string>();
  const blocks = index.selectFrom('log_blocks').innerJoin('log_streams', 'log_streams.id', 'log_blocks.stream_id');
  const named = blocks.select(['host', 'replica', 'run', 'stream', 'segment']).where('segment', '>=', 0).distinct();
  for (const row of await named.execute()) known.add(segmentPath(folder, row, row.segment));
  for await (const path of segmentFiles(folder)) if (!known.has(path)) await removeSegment(path);
}

/** The time before which blocks have to go so that the rest fits; 0 when all fits. */
async function beyond(index: Kysely<LogTables>, maxBytes: number): Promise<number> {
  const sum = await index
    .selectFrom('log_blocks')
    .select((e) => e.fn.sum<number | null>('stored_bytes').as('bytes'))
    .executeTakeFirst();
  let over = (sum?.bytes ?? 0) - maxBytes;
  let time = 0;
  for (let page = 0; over > 0; page += 1) {
    const oldest = index.selectFrom('log_blocks').select(['to_at', 'stored_bytes']).orderBy('to_at').orderBy('stored_bytes');
    const rows = await oldest
      .offset(page * 10_000)
      .limit(10_000)
      .execute();
    if (rows.length === 0) break;
    for (const row of rows) {
      if (over <= 0) break;
      over -= row.stored_bytes;
      time = row.to_at + 1;
    }
  }
  return time;
}

async function withBlocksBefore(index: Kysely<LogTables>, time: number): Promise<StreamRow[]> {
  const old = index.selectFrom('log_blocks').select('stream_id').where('to_at', '<', time);
  return await index.selectFrom('log_streams').selectAll().where('id', 'in', old).execute();
}

async function pruneStream(index: Kysely<LogTables>, folder: string, stream: StreamRow, time: number): Promise<Pruned> {
  const blocks = index.selectFrom('log_blocks').where('stream_id', '=', stream.id);
  const kept = await blocks
    .select(['offset', 'from_at'])
    .where('to_at', '>=', time)
    .orderBy('offset')
    .limit(1)
    .executeTakeFirst();
  const end = kept?.offset ?? Number.MAX_SAFE_INTEGER;
  const going = await blocks.select(['segment', 'stored_bytes']).where('offset', '<', end).execute();
  await index.deleteFrom('log_blocks').where('stream_id', '=', stream.id).where('offset', '<', end).execute();
  for (const segment of new Set(going.map((row) => row.segment))) {
    if (segment >= 0 && !(await isUsed(index, stream.id, segment))) await removeSegment(segmentPath(folder, stream, segment));
  }
  return { blocks: going.length, bytes: going.reduce((sum, row) => sum + row.stored_bytes, 0) };
}

async function isUsed(index: Kysely<LogTables>, id: number, segment: number): Promise<boolean> {
  const blocks = index.selectFrom('log_blocks').select('offset').where('stream_id', '=', id).where('segment', '=', segment);
  return (await blocks.limit(1).executeTakeFirst()) !== undefined;
}

/** A stream that is not complete stays, however empty: its host may still send, and must hear how far it is known. */
async function forgetEmpty(index: Kysely<LogTables>, time: number): Promise<void> {
  const used = index.selectFrom('log_blocks').select('stream_id');
  await index
    .deleteFrom('log_streams')
    .where('complete', '=', 1)
    .where('last_at', '<', time)
    .where('id', 'not in', used)
    .execute();
}
