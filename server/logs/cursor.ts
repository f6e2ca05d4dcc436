// Reads one stream of the store in the order of its bytes, a block at a time, as lines.
import type { Kysely } from 'kysely';
import type { LogLine } from '../../proto/generated/castellan/v1/LogLine.ts';
import { decode } from './block.ts';
import { type CutLine, LineCutter } from './lines.ts';
import { readSegment, segmentPath } from './segments.ts';
import type { BlockRow, LogTables, StreamRow } from './tables.ts';

export interface Range {
  /** Where to begin; a block begins there, unless it is 0. */
  from: number;
  /** The line at `from` began before it. */
  midLine: boolean;
  /** No block from here on is read, unless a line that began before ends in it. */
  to: number;
  sinceMs: number;
  /** 0: no bound. */
  untilMs: number;
  /** Other lines are passed over; gaps never are. */
  matches?: (text: Buffer) => boolean;
}

const pageRows = 32;

export class StreamCursor {
  readonly stream: StreamRow;
  readonly #index: Kysely<LogTables>;
  readonly #folder: string;
  readonly #range: Range;
  readonly #cutter: LineCutter;
  #follow: boolean;
  #known: number;
  #next: number;
  #rows: BlockRow[] = [];
  #lines: LogLine[] = [];
  #at = 0;
  #reachedMs: number;

  constructor(store: { index: Kysely<LogTables>; folder: string }, stream: StreamRow, range: Range, follow: boolean) {
    this.#index = store.index;
    this.#folder = store.folder;
    this.stream = stream;
    this.#range = range;
    this.#follow = follow;
    this.#known = stream.known;
    this.#next = range.from;
    this.#reachedMs = Math.max(stream.first_at, range.sinceMs);
    this.#cutter = new LineCutter(range.midLine);
  }

  /** The next line, when it has been read. */
  get head(): LogLine | undefined {
    return this.#lines[this.#at];
  }

  /** Not later than any line that is still to come, as far as the hosts' clocks can be believed. */
  get earliestMs(): number {
    return this.head?.atMs ?? this.#reachedMs;
  }

  shift(): LogLine | undefined {
    const line = this.#lines[this.#at];
    this.#at += 1;
    return line;
  }

  /** The stream has grown, or is complete. */
  grew(stream: StreamRow): void {
    this.#known = stream.known;
    if (stream.complete === 1) this.#follow = false;
  }

  /** Reads a block. False: there is no line, and nothing more to read for now. */
  async step(): Promise<boolean> {
    const row = await this.#nextRow();
    const lines = row ? await this.#open(row) : this.#atEnd();
    this.#lines = lines.filter((line) => this.#isInTime(line));
    this.#at = 0;
    if (row) this.#reachedMs = Math.max(this.#cutter.open ? row.from_at : row.to_at, this.#range.sinceMs);
    return row !== undefined || this.head !== undefined;
  }

  async #nextRow(): Promise<BlockRow | undefined> {
    if (this.#rows.length === 0) this.#rows = await this.#page();
    return this.#rows.shift();
  }

  async #page(): Promise<BlockRow[]> {
    const end = this.#cutter.open ? this.#known : Math.min(this.#known, this.#range.to);
    if (this.#next >= end) return [];
    const blocks = this.#index.selectFrom('log_blocks').selectAll().where('stream_id', '=', this.stream.id);
    return await blocks
      .where('offset', '>=', this.#next)
      .where('offset', '<', end)
      .orderBy('offset')
      .limit(this.#cutter.open && end > this.#range.to ? 1 : pageRows)
      .execute();
  }

  async #open(row: BlockRow): Promise<LogLine[]> {
    const lines = this.#removedBefore(row.offset, row.from_at);
    this.#next = row.offset + row.length;
    if (row.encoding === 'GAP') return [...lines, ...this.#gap(row.offset, row.length, row.gap_reason, row.from_at)];
    const bytes = await this.#bytes(row);
    if (!bytes) return [...lines, ...this.#gap(row.offset, row.length, 'can no longer be read from the log store', row.from_at)];
    return [...lines, ...this.#toLines(this.#cutter.push(row.offset, bytes, timeIn(row)))];
  }

  /** All blocks that there are have been read; the newest ones are not there any more either when a stream was emptied. */
  #atEnd(): LogLine[] {
    const removed = this.#cutter.open ? [] : this.#removedBefore(Math.min(this.#known, this.#range.to), this.stream.last_at);
    if (removed.length > 0) this.#next = Math.min(this.#known, this.#range.to);
    return this.#follow ? removed : [...removed, ...this.#toLines(this.#cutter.flush())];
  }

  #removedBefore(offset: number, atMs: number): LogLine[] {
    const bytes = offset - this.#next;
    return bytes > 0 ? this.#gap(this.#next, bytes, 'removed by the limits of the log store', atMs) : [];
  }

  /** Undefined when they were pruned a moment ago, or the disk lost them: the reader sees a gap, and the rest. */
  async #bytes(row: BlockRow): Promise<Buffer | undefined> {
    try {
      const stored =
        row.data ?? (await readSegment(segmentPath(this.#folder, this.stream, row.segment), row.position, row.stored_bytes));
      return await decode(row.encoding, stored, row.length);
    } catch {
      return undefined;
    }
  }

  #gap(offset: number, bytes: number, reason: string, atMs: number): LogLine[] {
    const before = this.#toLines(this.#cutter.flush());
    return [
      ...before,
      { ...this.#place(offset, atMs), text: Buffer.alloc(0), gapBytes: bytes, gapReason: reason, continued: false },
    ];
  }

  #toLines(lines: CutLine[]): LogLine[] {
    const { matches } = this.#range;
    const wanted = matches ? lines.filter((line) => matches(line.text)) : lines;
    return wanted.map((line) => ({
      ...this.#place(line.offset, line.atMs),
      text: line.text,
      gapBytes: 0,
      gapReason: '',
      continued: line.continued,
    }));
  }

  #place(offset: number, atMs: number) {
    const { host, process, slot, replica, run, stream } = this.stream;
    return { atMs, host, process, index: slot, replica, run, stream, offset };
  }

  #isInTime(line: LogLine): boolean {
    return line.atMs >= this.#range.sinceMs && (this.#range.untilMs === 0 || line.atMs < this.#range.untilMs);
  }
}

/** When the byte at this offset of the block was seen. Offsets are asked for in ascending order. */
function timeIn(row: BlockRow): (offset: number) => number {
  const marks = JSON.parse(row.marks) as [number, number][];
  let i = 0;
  return (offset) => {
    while (i + 1 < marks.length && (marks[i + 1]?.[0] ?? Infinity) <= offset) i += 1;
    return marks[i]?.[1] ?? row.from_at;
  };
}
