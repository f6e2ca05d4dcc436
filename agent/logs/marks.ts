// When the bytes of a stream were seen: what a line's time is told by.
import type { LogMarkInput } from '../../proto/generated/castellan/v1/LogMark.ts';

interface Mark {
  offset: number;
  atMs: number;
}

const maxMarks = 4096;

export class Marks {
  #marks: Mark[] = [];

  /** Bytes from this offset on were seen at this time. Past 4096 marks every other one is dropped. */
  saw(offset: number, atMs: number): void {
    if (this.#marks.at(-1)?.atMs === atMs) return;
    this.#marks.push({ offset, atMs });
    if (this.#marks.length > maxMarks) this.#marks = this.#marks.filter((_, i) => i % 2 === 0);
  }

  /** The marks that tell the times of these bytes, with offsets from the first of them. */
  within(from: number, to: number): LogMarkInput[] {
    const first = Math.max(0, this.#inForce(from));
    const until = this.#marks.findIndex((mark) => mark.offset >= to);
    const marks = this.#marks.slice(first, until === -1 ? undefined : Math.max(until, first + 1));
    return marks.map((mark) => ({ offset: Math.max(0, mark.offset - from), atMs: mark.atMs }));
  }

  /** The bytes before this offset need no times any more. */
  forget(before: number): void {
    const first = this.#inForce(before);
    if (first > 0) this.#marks.splice(0, first);
  }

  #inForce(offset: number): number {
    return this.#marks.findLastIndex((mark) => mark.offset <= offset);
  }
}
