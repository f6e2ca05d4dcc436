// Makes a batch of blocks durable: data first, then one transaction of the index. Decides what of each block is new.
import type { Kysely } from 'kysely';
import { failpoint } from '../../lib/failpoint.ts';
import type { LogBlock } from '../../proto/generated/castellan/v1/LogBlock.ts';
import { cutBefore, type Piece, RefusedBlock } from './block.ts';
import type { Change, IndexWriter } from './index-writer.ts';
import { segmentBytes, segmentPath, writeSegment } from './segments.ts';
import type { LogTables, StreamRow } from './tables.ts';

export interface LogFiles {
  index: Kysely<LogTables>;
  writer: IndexWriter;
  folder: string;
}

/** A block on its way in. What became of it is written into `known` or `refusal`. */
export interface Arrival {
  host: string;
  block: LogBlock;
  piece: Promise<Piece>;
  /** All bytes of its stream before this offset are durable. */
  known: number;
  refusal?: unknown;
}

/** A stream's row and where its next bytes go, as they will be when the batch is committed. */
export interface Draft extends Change {
  changed: boolean;
  segment: number;
  position: number;
  writes: Map<number, { position: number; chunks: Uint8Array[] }>;
}

/** Smaller blocks go into the index itself: a hundred quiet streams then cost one sync, not a hundred. */
const inlineBytes = 16 * 1024;

/**
 * Returns the streams that grew or ended. `drafts` remembers streams from one batch to the next.
 * @throws when the disk or the index fails: nothing of the batch is known then, and the drafts are to be forgotten.
 */
export async function commit(store: LogFiles, drafts: Map<string, Draft>, batch: Arrival[]): Promise<StreamRow[]> {
  for (const arrival of batch) await place(store.index, drafts, arrival);
  const changed = [...drafts.values()].filter((draft) => draft.changed);
  if (changed.length === 0) return [];
  await Promise.all(changed.map((draft) => writeData(store.folder, draft)));
  failpoint('logs.data-written');
  const ids = await store.writer.write(changed.map(({ row, blocks }) => ({ row, blocks })));
  for (const [i, draft] of changed.entries()) draft.row.id = ids[i];
  failpoint('logs.committed');
  return changed.map(settle);
}

function settle(draft: Draft): StreamRow {
  draft.changed = false;
  draft.blocks = [];
  draft.writes.clear();
  return { ...draft.row } as StreamRow;
}

async function place(index: Kysely<LogTables>, drafts: Map<string, Draft>, arrival: Arrival): Promise<void> {
  try {
    const draft = await draftOf(index, drafts, arrival);
    const piece = await arrival.piece;
    await take(draft, piece, arrival.block.last);
    arrival.known = draft.row.known;
  } catch (error) {
    if (!(error instanceof RefusedBlock)) throw error;
    arrival.refusal = error;
  }
}

async function take(draft: Draft, piece: Piece, last: boolean): Promise<void> {
  const { row } = draft;
  const end = piece.offset + piece.length;
  if (piece.offset > row.known) return;
  if (end > row.known) store(draft, piece.offset < row.known ? await cutBefore(piece, row.known) : piece);
  if (last && end === row.known && end > 0 && row.complete === 0) {
    row.complete = 1;
    draft.changed = true;
  }
}

function store(draft: Draft, piece: Piece): void {
  const times = piece.marks.map(([, at]) => at);
  const [from_at, to_at] = [Math.min(...times), Math.max(...times)];
  const { row } = draft;
  draft.blocks.push({
    ...lay(draft, piece),
    offset: piece.offset,
    length: piece.length,
    encoding: piece.encoding,
    stored_bytes: piece.data.length,
    marks: JSON.stringify(piece.marks),
    from_at,
    to_at,
    newlines: piece.newlines,
    open_end: piece.openEnd ? 1 : 0,
    gap_reason: piece.gapReason,
  });
  row.first_at = row.known === 0 ? from_at : Math.min(row.first_at, from_at);
  row.last_at = Math.max(row.last_at, to_at);
  row.known = piece.offset + piece.length;
  draft.changed = true;
}

function lay(draft: Draft, piece: Piece): { segment: number; position: number; data: Uint8Array | null } {
  const bytes = piece.data.length;
  if (bytes <= inlineBytes) return { segment: -1, position: 0, data: new Uint8Array(piece.data) };
  if (draft.position + bytes > segmentBytes) {
    draft.segment += 1;
    draft.position = 0;
  }
  const write = draft.writes.get(draft.segment) ?? { position: draft.position, chunks: [] };
  write.chunks.push(piece.data);
  draft.writes.set(draft.segment, write);
  const place = { segment: draft.segment, position: draft.position, data: null };
  draft.position += bytes;
  return place;
}

async function draftOf(index: Kysely<LogTables>, drafts: Map<string, Draft>, { host, block }: Arrival): Promise<Draft> {
  const key = `${host}/${block.replica}/${block.run}/${block.stream}`;
  const draft = drafts.get(key) ?? (await loadDraft(index, host, block));
  const { row } = draft;
  if (
    row.app !== block.app ||
    row.environment !== block.environment ||
    row.process !== block.process ||
    row.slot !== block.index
  ) {
    throw new RefusedBlock('this replica was known under another app, environment, process or index');
  }
  drafts.set(key, draft);
  return draft;
}

async function loadDraft(index: Kysely<LogTables>, host: string, block: LogBlock): Promise<Draft> {
  const { app, environment, process, replica, run, stream, release } = block;
  const streams = index.selectFrom('log_streams').selectAll().where('host', '=', host).where('replica', '=', replica);
  const found = await streams.where('run', '=', run).where('stream', '=', stream).executeTakeFirst();
  const fresh = { id: undefined, host, app, environment, process, slot: block.index, replica, run, stream, release };
  const row = found ?? { ...fresh, known: 0, complete: 0, first_at: 0, last_at: 0 };
  return { row, changed: false, ...(await endOf(index, found?.id)), blocks: [], writes: new Map() };
}

async function endOf(index: Kysely<LogTables>, id: number | undefined): Promise<{ segment: number; position: number }> {
  if (id === undefined) return { segment: 0, position: 0 };
  const blocks = index.selectFrom('log_blocks').select(['segment', 'position', 'stored_bytes']).where('stream_id', '=', id);
  const last = await blocks.where('segment', '>=', 0).orderBy('offset', 'desc').limit(1).executeTakeFirst();
  return last ? { segment: last.segment, position: last.position + last.stored_bytes } : { segment: 0, position: 0 };
}

async function writeData(folder: string, draft: Draft): Promise<void> {
  for (const [segment, { position, chunks }] of draft.writes) {
    await writeSegment(segmentPath(folder, draft.row, segment), position, chunks);
  }
}
