// How long logs are kept, and how many bytes of them. A stream loses its oldest blocks first, so what is left has no holes; an
// app that writes more than the others loses more.
import type { Kysely } from 'kysely';
import { removeSegment, segmentFiles, segmentPath } from './segments.ts';
import { fairShare } from './shares.ts';
import type { LogTables, StreamRow } from './tables.ts';

export interface Limits {
  maxAgeMs: number;
  /** Of stored, compressed data. */
  maxBytes: number;
}

/** Whose lines they are. */
type Owner = Pick<StreamRow, 'app' | 'environment'>;

export interface Pruned {
  blocks: number;
  bytes: number;
}

/** Rows go first, then files: a crash between leaves files that the next start removes. */
export async function pruneLogs(index: Kysely<LogTables>, folder: string, limits: Limits, now: number): Promise<Pruned> {
  const pruned = await pruneBefore(index, folder, now - limits.maxAgeMs);
  for (const { owner, over } of await beyond(index, limits.maxBytes)) {
    const { blocks, bytes } = await pruneBefore(index, folder, await timeOfOldest(index, owner, over), owner);
    pruned.blocks += blocks;
    pruned.bytes += bytes;
  }
  return pruned;
}

async function pruneBefore(index: Kysely<LogTables>, folder: string, time: number, owner?: Owner): Promise<Pruned> {
  const pruned = { blocks: 0, bytes: 0 };
  for (const stream of await withBlocksBefore(index, time, owner)) {
    const { blocks, bytes } = await pruneStream(index, folder, stream, time);
    pruned.blocks += blocks;
    pruned.bytes += bytes;
  }
  await forgetEmpty(index, time, owner);
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

/** Which apps have more than their share, and by how much: nobody’s flood costs another app its lines. */
async function beyond(index: Kysely<LogTables>, maxBytes: number): Promise<{ owner: Owner; over: number }[]> {
  if ((await storedBytes(index)) <= maxBytes) return [];
  const owners = await index
    .selectFrom('log_blocks')
    .innerJoin('log_streams', 'log_streams.id', 'log_blocks.stream_id')
    .select((e) => ['app', 'environment', e.fn.sum<number>('stored_bytes').as('bytes')])
    .groupBy(['app', 'environment'])
    .execute();
  const share = fairShare(
    owners.map(({ bytes }) => bytes),
    maxBytes,
  );
  return owners.filter(({ bytes }) => bytes > share).map(({ bytes, ...owner }) => ({ owner, over: bytes - share }));
}

/** Of compressed data. */
export async function storedBytes(index: Kysely<LogTables>): Promise<number> {
  const sum = index.selectFrom('log_blocks').select((e) => e.fn.sum<number | null>('stored_bytes').as('bytes'));
  return (await sum.executeTakeFirst())?.bytes ?? 0;
}

/** The time before which blocks of its streams have to go so that so many bytes do. */
async function timeOfOldest(index: Kysely<LogTables>, { app, environment }: Owner, bytes: number): Promise<number> {
  let over = bytes;
  let time = 0;
  for (let page = 0; over > 0; page += 1) {
    const rows = await index
      .selectFrom('log_blocks')
      .innerJoin('log_streams', 'log_streams.id', 'log_blocks.stream_id')
      .select(['to_at', 'stored_bytes'])
      .where('app', '=', app)
      .where('environment', '=', environment)
      .orderBy('to_at')
      .orderBy('stored_bytes')
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

async function withBlocksBefore(index: Kysely<LogTables>, time: number, owner?: Owner): Promise<StreamRow[]> {
  const old = index.selectFrom('log_blocks').select('stream_id').where('to_at', '<', time);
  const streams = index.selectFrom('log_streams').selectAll().where('id', 'in', old);
  return await (owner ? streams.where('app', '=', owner.app).where('environment', '=', owner.environment) : streams).execute();
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
async function forgetEmpty(index: Kysely<LogTables>, time: number, owner?: Owner): Promise<void> {
  const used = index.selectFrom('log_blocks').select('stream_id');
  const ended = index.deleteFrom('log_streams').where('complete', '=', 1).where('last_at', '<', time).where('id', 'not in', used);
  await (owner ? ended.where('app', '=', owner.app).where('environment', '=', owner.environment) : ended).execute();
}
