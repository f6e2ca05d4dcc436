// A strict reader of tar streams: ustar, PAX and GNU long names, and nothing that two programs could read differently.
// Formats: POSIX.1-2017 pax "ustar Interchange Format" and "pax Extended Header"; GNU tar manual, "Basic Tar Format".
import { isUtf8 } from 'node:buffer';
import { maxExtendedBytes, maxPaddingBytes } from './limits.ts';
import { quoted, refuse } from './refused.ts';

export type TarEntry =
  | { kind: 'file'; path: string; size: number; executable: boolean }
  | { kind: 'folder'; path: string }
  | { kind: 'link'; path: string; target: string };

export interface TarSink {
  /** Paths are as written in the archive: valid UTF-8, nothing else is known of them. */
  entry(entry: TarEntry): void;
  /** Bytes of the file that was last announced; valid only during the call. */
  data(chunk: Buffer): void;
  /** The file that was last announced is complete. */
  fileEnd(): void;
}

interface Overrides {
  path?: string;
  target?: string;
  size?: number;
}

type State =
  | { at: 'header' }
  | { at: 'file'; left: number; padding: number }
  | { at: 'extended'; type: 'x' | 'g' | 'L' | 'K'; parts: Buffer[]; left: number; padding: number }
  | { at: 'skip'; left: number; next: State }
  // `bytes` after the first block of zeros.
  | { at: 'end'; bytes: number };

const block = 512;

/** Takes the archive in pieces of any size. Every method throws BundleRefused at the first thing that is not right. */
export class TarReader {
  private state: State = { at: 'header' };
  private overrides: Overrides = {};
  private readonly header = Buffer.alloc(block);
  private filled = 0;
  private readonly sink: TarSink;

  constructor(sink: TarSink) {
    this.sink = sink;
  }

  push(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length) offset = this.take(chunk, offset);
  }

  /** The archive has ended. */
  end(): void {
    if (this.state.at !== 'end' || this.state.bytes < block)
      refuse('end', 'the archive is cut off: its end is not marked by two blocks of zeros');
    if (this.state.bytes % block !== 0) refuse('end', 'the archive does not end at a block of 512 bytes');
  }

  private take(chunk: Buffer, offset: number): number {
    const state = this.state;
    const length = chunk.length - offset;
    switch (state.at) {
      case 'header':
        return this.takeHeader(chunk, offset);
      case 'file': {
        const taken = Math.min(length, state.left);
        this.sink.data(chunk.subarray(offset, offset + taken));
        state.left -= taken;
        if (state.left === 0) this.endFile(state.padding);
        return offset + taken;
      }
      case 'extended': {
        const taken = Math.min(length, state.left);
        state.parts.push(Buffer.from(chunk.subarray(offset, offset + taken)));
        state.left -= taken;
        if (state.left === 0) this.endExtended(state);
        return offset + taken;
      }
      case 'skip': {
        const taken = Math.min(length, state.left);
        state.left -= taken;
        if (state.left === 0) this.state = state.next;
        return offset + taken;
      }
      case 'end':
        return this.takeEnd(state, chunk, offset);
    }
  }

  private takeHeader(chunk: Buffer, offset: number): number {
    if (this.filled === 0 && chunk.length - offset >= block) {
      this.readHeader(chunk.subarray(offset, offset + block));
      return offset + block;
    }
    const taken = Math.min(block - this.filled, chunk.length - offset);
    chunk.copy(this.header, this.filled, offset, offset + taken);
    this.filled += taken;
    if (this.filled === block) {
      this.filled = 0;
      this.readHeader(this.header);
    }
    return offset + taken;
  }

  private takeEnd(state: State & { at: 'end' }, chunk: Buffer, offset: number): number {
    for (let index = offset; index < chunk.length; index += 1) {
      if (chunk[index] === 0) continue;
      const inSecond = state.bytes + index - offset < block;
      refuse(
        'end',
        inSecond ? 'a block of zeros stands in the middle of the archive' : 'something follows the end of the archive',
      );
    }
    state.bytes += chunk.length - offset;
    if (state.bytes > maxPaddingBytes) refuse('end', 'more than 1 MiB of padding follows the end of the archive');
    return chunk.length;
  }

  private readHeader(header: Buffer): void {
    if (isZero(header)) {
      if (Object.keys(this.overrides).length > 0) refuse('extended-header', 'an extended header belongs to no entry');
      this.state = { at: 'end', bytes: 0 };
      return;
    }
    if (octal(header, 148, 8) !== checksum(header))
      refuse('checksum', `the checksum of the header of ${quoted(rawName(header))} is wrong`);
    const magic = header.toString('latin1', 257, 265);
    if (magic !== 'ustar\x0000' && magic !== 'ustar  \0')
      refuse('format', `${quoted(rawName(header))} has no ustar or GNU header`);
    const type = String.fromCharCode(header[156] ?? 0);
    const size = sizeField(header);
    if (type === 'x' || type === 'g' || type === 'L' || type === 'K') this.beginExtended(type, size);
    else this.beginEntry(header, type, size, magic === 'ustar\x0000');
  }

  private beginExtended(type: 'x' | 'g' | 'L' | 'K', size: number): void {
    if (size > maxExtendedBytes)
      refuse('extended-header', `an extended header has ${size} bytes; at most ${maxExtendedBytes} are taken`);
    if (size === 0) refuse('extended-header', 'an extended header is empty');
    this.state = { at: 'extended', type, parts: [], left: size, padding: paddingOf(size) };
  }

  private endExtended({ type, parts, padding }: State & { at: 'extended' }): void {
    const data = Buffer.concat(parts);
    if (type === 'L') this.override('path', gnuName(data));
    else if (type === 'K') this.override('target', gnuName(data));
    else this.readPax(data, type === 'g');
    this.continueAfter(padding);
  }

  private readPax(data: Buffer, global: boolean): void {
    for (const { key, value } of paxRecords(data)) {
      if (key.startsWith('GNU.sparse.')) refuse('type', 'sparse files are not taken');
      if (key !== 'path' && key !== 'linkpath' && key !== 'size') continue;
      if (global) refuse('extended-header', `a global header sets ${key} of all entries`);
      if (key === 'size') this.override('size', paxSize(value));
      else this.override(key === 'path' ? 'path' : 'target', text(value));
    }
  }

  private override<Key extends keyof Overrides>(key: Key, value: NonNullable<Overrides[Key]>): void {
    if (this.overrides[key] !== undefined) refuse('extended-header', `two extended headers set the ${key} of one entry`);
    this.overrides[key] = value;
  }

  private beginEntry(header: Buffer, type: string, size: number, ustar: boolean): void {
    const { path = headerPath(header, ustar), target, size: paxSized } = this.overrides;
    this.overrides = {};
    if (paxSized !== undefined && paxSized !== size) refuse('size', `${quoted(path)} has two sizes: ${size} and ${paxSized}`);
    const kind = kindOf(type, path);
    if (target !== undefined && kind !== 'link') refuse('extended-header', `${quoted(path)} has a link target and is no link`);
    if (kind === 'file') {
      this.beginFile(path, size, executableBit(header, path));
      return;
    }
    if (size !== 0) refuse('size', `${quoted(path)} is a ${kind} and has a size`);
    if (kind === 'folder') this.sink.entry({ kind, path });
    else this.sink.entry({ kind, path, target: target ?? text(untilNul(header, 157, 100)) });
    this.state = { at: 'header' };
  }

  private beginFile(path: string, size: number, executable: boolean): void {
    this.sink.entry({ kind: 'file', path, size, executable });
    this.state = { at: 'file', left: size, padding: paddingOf(size) };
    if (size === 0) this.endFile(0);
  }

  private endFile(padding: number): void {
    this.sink.fileEnd();
    this.continueAfter(padding);
  }

  private continueAfter(padding: number): void {
    this.state = padding > 0 ? { at: 'skip', left: padding, next: { at: 'header' } } : { at: 'header' };
  }
}

const refusedTypes: Record<string, string> = {
  '3': 'a character device',
  '4': 'a block device',
  '6': 'a named pipe',
  '7': 'a contiguous file',
  S: 'a sparse file',
};

function kindOf(type: string, path: string): 'file' | 'folder' | 'link' {
  if (type === '5') return 'folder';
  if (type === '2') return 'link';
  if (type === '1') refuse('hard-link', `${quoted(path)} is a hard link`);
  if (type !== '0' && type !== '\0')
    refuse('type', `${quoted(path)} is ${refusedTypes[type] ?? `of the unknown type ${quoted(type)}`}`);
  // Old tar programs wrote folders like this; whoever reads it as a file makes something else of it.
  if (path.endsWith('/')) refuse('path', `${quoted(path)} is a file and its name ends with a slash`);
  return 'file';
}

function isZero(header: Buffer): boolean {
  return header[0] === 0 && header.every((byte) => byte === 0);
}

/** The checksum field itself counts as spaces. */
function checksum(header: Buffer): number {
  let sum = 8 * 32;
  for (let index = 0; index < 148; index += 1) sum += header[index] as number;
  for (let index = 156; index < block; index += 1) sum += header[index] as number;
  return sum;
}

function octal(header: Buffer, offset: number, length: number): number | undefined {
  const digits = header
    .toString('latin1', offset, offset + length)
    .replace(/^ +/, '')
    .replace(/[\0 ]+$/, '');
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

/** Octal, or base 256 with the first bit set (GNU), as programs write it for sizes from 8 GiB on. */
function sizeField(header: Buffer): number {
  const first = header[124] as number;
  const size = first === 0x80 ? base256(header.subarray(125, 136)) : octal(header, 124, 12);
  if (size === undefined || !Number.isSafeInteger(size)) refuse('size', `the size of ${quoted(rawName(header))} is not a size`);
  return size;
}

function base256(bytes: Buffer): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function executableBit(header: Buffer, path: string): boolean {
  const mode = octal(header, 100, 8);
  if (mode === undefined) refuse('format', `the mode of ${quoted(path)} is not a mode`);
  return (mode & 0o111) !== 0;
}

function headerPath(header: Buffer, ustar: boolean): string {
  const name = untilNul(header, 0, 100);
  const prefix = ustar ? untilNul(header, 345, 155) : Buffer.alloc(0);
  return text(prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name);
}

function rawName(header: Buffer): Buffer {
  return untilNul(header, 0, 100);
}

function untilNul(header: Buffer, offset: number, length: number): Buffer {
  const field = header.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

function gnuName(data: Buffer): string {
  const name = data.at(-1) === 0 ? data.subarray(0, -1) : data;
  return text(name);
}

function text(bytes: Buffer): string {
  if (!isUtf8(bytes)) refuse('name', `the name ${quoted(bytes)} is not UTF-8`);
  return bytes.toString('utf8');
}

/** `LENGTH KEY=VALUE\n`, the length counting itself; nothing between the records and nothing after. */
function* paxRecords(data: Buffer): Generator<{ key: string; value: Buffer }> {
  let offset = 0;
  while (offset < data.length) {
    const space = data.indexOf(0x20, offset);
    const digits = space < 0 ? '' : data.toString('latin1', offset, space);
    const length = /^[1-9]\d{0,5}$/.test(digits) ? Number(digits) : 0;
    const end = offset + length;
    const equals = data.indexOf(0x3d, space);
    if (end > data.length || end <= space + 1 || data[end - 1] !== 0x0a || equals < 0 || equals >= end) {
      refuse('extended-header', 'an extended header is garbled');
    }
    yield { key: data.toString('utf8', space + 1, equals), value: data.subarray(equals + 1, end - 1) };
    offset = end;
  }
}

function paxSize(value: Buffer): number {
  const digits = value.toString('latin1');
  if (!/^\d{1,15}$/.test(digits)) refuse('size', `an extended header gives the size ${quoted(digits)}`);
  return Number(digits);
}

function paddingOf(size: number): number {
  return (block - (size % block)) % block;
}
