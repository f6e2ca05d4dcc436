// Follows a body through the bytes that pass, without holding them: says where it ends, and whether it is one at all.
import { Fields, kind, readField } from './fields.ts';
import type { Framing } from './framing.ts';

/** A chunk's size with its extensions; nobody uses these, so they get little room. */
const maxSizeLineBytes = 256;
const maxExtensionBytes = 4096;
const maxTrailerBytes = 8192;
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const sizeLine = new RegExp(`^([0-9A-Fa-f]{1,12})((?:;${token}(?:=${token})?)*)\r\n$`);
const notInTrailers = kind.host | kind.contentLength | kind.transferEncoding | kind.connection | kind.trailer | kind.claim;
const [lf, cr] = [10, 13];

export class Body {
  /** All of it has passed. */
  done: boolean;
  /** It is not one: what has passed of it must not look whole to anybody. */
  broken = false;
  /** Without its framing. */
  bytes = 0;
  /** name, value, ...: what came behind it. */
  trailers: string[] = [];
  readonly framing: Framing;
  /** Of the body, or of the chunk. */
  private left = 0;
  private next: 'size' | 'data' | 'cr' | 'lf' | 'trailer' = 'size';
  /** Of a line that is not whole yet. */
  private line = '';
  private extensionBytes = 0;
  private trailerBytes = 0;

  constructor(framing: Framing) {
    this.framing = framing;
    this.done = framing === 'none' || framing === 0;
    if (typeof framing === 'number') this.left = framing;
    if (framing === 'close') this.left = Number.POSITIVE_INFINITY;
  }

  /** Reads on; returns where it stopped: at the end of the bytes, or of the body. `data` gets the parts without framing. */
  take(bytes: Buffer, from: number, data?: (part: Buffer) => void): number {
    if (this.done || this.broken) return from;
    if (this.framing !== 'chunked') return this.takeData(bytes, from, data);
    let at = from;
    while (at < bytes.length && !this.done && !this.broken) at = this.takeChunked(bytes, at, data);
    return at;
  }

  private takeData(bytes: Buffer, from: number, data?: (part: Buffer) => void): number {
    const end = Math.min(bytes.length, from + this.left);
    this.left -= end - from;
    this.bytes += end - from;
    if (end > from) data?.(bytes.subarray(from, end));
    if (this.left === 0 && this.framing !== 'chunked') this.done = true;
    return end;
  }

  private takeChunked(bytes: Buffer, at: number, data?: (part: Buffer) => void): number {
    switch (this.next) {
      case 'size':
        return this.takeLine(bytes, at, maxSizeLineBytes, (line) => this.beginChunk(line));
      case 'data': {
        const end = this.takeData(bytes, at, data);
        if (this.left === 0) this.next = 'cr';
        return end;
      }
      case 'cr':
        return this.takeByte(bytes, at, cr, 'lf');
      case 'lf':
        return this.takeByte(bytes, at, lf, 'size');
      case 'trailer':
        return this.takeLine(bytes, at, maxTrailerBytes, (line) => this.addTrailer(line));
    }
  }

  private takeByte(bytes: Buffer, at: number, wanted: number, next: 'lf' | 'size'): number {
    if (bytes[at] !== wanted) this.broken = true;
    this.next = next;
    return at + 1;
  }

  private takeLine(bytes: Buffer, at: number, most: number, whole: (line: string) => void): number {
    const found = bytes.indexOf(lf, at);
    const end = found === -1 ? bytes.length : found + 1;
    if (this.line.length + end - at > most) this.broken = true;
    else this.line += bytes.toString('latin1', at, end);
    if (this.broken || found === -1) return end;
    const line = this.line;
    this.line = '';
    whole(line);
    return end;
  }

  private beginChunk(line: string): void {
    const found = sizeLine.exec(line);
    this.extensionBytes += found?.[2]?.length ?? 0;
    if (!found || this.extensionBytes > maxExtensionBytes) {
      this.broken = true;
      return;
    }
    this.left = Number.parseInt(found[1] as string, 16);
    this.next = this.left === 0 ? 'trailer' : 'data';
  }

  private addTrailer(line: string): void {
    if (line === '\r\n') {
      this.done = true;
      return;
    }
    this.trailerBytes += line.length;
    const fields = new Fields(line, 0);
    if (readField(fields, 0) !== line.length || this.trailerBytes > maxTrailerBytes || fields.has & notInTrailers)
      this.broken = true;
    else this.trailers.push(fields.name(0), fields.value(0));
  }
}
