// Cuts the bytes of one stream into lines, however they were split into blocks.

/** Longer lines come out in pieces of this many bytes. */
export const maxLineBytes = 64 * 1024;

export interface CutLine {
  offset: number;
  text: Buffer;
  atMs: number;
  /** The next one continues it. */
  continued: boolean;
}

const newline = 0x0a;

export class LineCutter {
  #parts: Buffer[] = [];
  #length = 0;
  #offset = 0;
  #atMs = 0;
  #skipping: boolean;

  /** @param skipping drop everything up to the first newline: the line began before where reading begins. */
  constructor(skipping = false) {
    this.#skipping = skipping;
  }

  /** True when a line has begun and its end has not been seen. */
  get open(): boolean {
    return this.#length > 0;
  }

  push(offset: number, bytes: Buffer, atMs: (offsetInBytes: number) => number): CutLine[] {
    const lines: CutLine[] = [];
    let from = this.#skipping ? this.#skip(bytes) : 0;
    while (from < bytes.length) {
      const end = bytes.indexOf(newline, from);
      const to = end === -1 ? bytes.length : end;
      this.#take(offset + from, bytes.subarray(from, to), () => atMs(from), lines);
      if (end !== -1) lines.push(this.#end(false, offset + from, () => atMs(from)));
      from = to + 1;
    }
    return lines;
  }

  /** What there is of a line whose end will not come. */
  flush(): CutLine[] {
    return this.open ? [this.#end(false, this.#offset, () => this.#atMs)] : [];
  }

  #skip(bytes: Buffer): number {
    const end = bytes.indexOf(newline);
    this.#skipping = end === -1;
    return end === -1 ? bytes.length : end + 1;
  }

  #take(offset: number, bytes: Buffer, atMs: () => number, lines: CutLine[]): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#length === maxLineBytes) lines.push(this.#end(true, offset, atMs));
      if (!this.open) this.#begin(offset + bytes.length - rest.length, atMs());
      const part = rest.subarray(0, maxLineBytes - this.#length);
      this.#parts.push(part);
      this.#length += part.length;
      rest = rest.subarray(part.length);
    }
  }

  #begin(offset: number, atMs: number): void {
    this.#offset = offset;
    this.#atMs = atMs;
  }

  #end(continued: boolean, emptyAt: number, atMs: () => number): CutLine {
    if (!this.open) this.#begin(emptyAt, atMs());
    const [first, ...more] = this.#parts;
    const text = first && more.length === 0 ? first : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return { offset: this.#offset, text, atMs: this.#atMs, continued };
  }
}
