// Puts the lines of many streams into one order: within a stream by their bytes, between streams by time.
import type { LogLine } from '../../proto/generated/castellan/v1/LogLine.ts';
import type { StreamCursor } from './cursor.ts';

/** A heap of cursors by the time of their next line. A cursor is first read when its stream's time has come. */
export class Merge {
  readonly #heap: StreamCursor[] = [];
  readonly #inside = new Set<StreamCursor>();

  /** Adds it, unless it is in already; one that runs dry leaves by itself. */
  add(cursor: StreamCursor): void {
    if (this.#inside.has(cursor)) return;
    this.#inside.add(cursor);
    this.#heap.push(cursor);
    this.#up(this.#heap.length - 1);
  }

  get isDry(): boolean {
    return this.#heap.length === 0;
  }

  /** Not later than any line that is still to come; 0 when dry. */
  get reachedMs(): number {
    return this.#heap[0]?.earliestMs ?? 0;
  }

  /** The next lines, at most so many and about so many bytes of them; fewer when it is dry, or `untilMs` is past. */
  async next(maxLines: number, maxBytes: number, untilMs: number): Promise<LogLine[]> {
    const lines: LogLine[] = [];
    let bytes = 0;
    while (lines.length < maxLines && bytes < maxBytes) {
      const first = this.#heap[0];
      if (!first) break;
      const line = first.head ? first.shift() : undefined;
      if (line) {
        lines.push(line);
        bytes += line.text.length + 64;
      }
      if (!first.head && !(await first.step())) this.#drop();
      this.#down(0);
      if (!line && performance.now() > untilMs) break;
    }
    return lines;
  }

  #drop(): void {
    const last = this.#heap.pop();
    const first = this.#heap[0] ?? last;
    if (first) this.#inside.delete(first);
    if (last && this.#heap.length > 0) this.#heap[0] = last;
  }

  #up(from: number): void {
    for (let i = from; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.#swapIfBefore(i, parent)) return;
      i = parent;
    }
  }

  #down(from: number): void {
    for (let i = from; ; ) {
      const left = 2 * i + 1;
      const child = left + 1 < this.#heap.length && this.#isBefore(left + 1, left) ? left + 1 : left;
      if (child >= this.#heap.length || !this.#swapIfBefore(child, i)) return;
      i = child;
    }
  }

  #swapIfBefore(i: number, j: number): boolean {
    if (!this.#isBefore(i, j)) return false;
    [this.#heap[i], this.#heap[j]] = [this.#heap[j] as StreamCursor, this.#heap[i] as StreamCursor];
    return true;
  }

  #isBefore(i: number, j: number): boolean {
    const [a, b] = [this.#heap[i], this.#heap[j]];
    if (!a || !b) return false;
    return a.earliestMs < b.earliestMs || (a.earliestMs === b.earliestMs && a.stream.id < b.stream.id);
  }
}
