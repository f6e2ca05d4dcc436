// Reads the next bytes of a stream, cut between lines where that can be, and packs them for the wire.
import { read } from 'node:fs';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import type { LogBlockInput } from '../../proto/generated/castellan/v1/LogBlock.ts';

/** With its marks it fits a message of 1 MiB. */
export const blockBytes = 896 * 1024;
/** A longer line is not waited for. */
const maxLineBytes = 64 * 1024;
const minToCompress = 512;
const newline = 0x0a;

const readAsync = promisify(read);
const compress = promisify(zstdCompress) as (data: Uint8Array, options: object) => Promise<Buffer>;
// With the default of 16 KiB a block goes to the thread pool and back many times; room for all of it costs more than it saves.
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 128 * 1024 };

/** At most one block from this offset on, in `into` where it is given: new memory for each block costs more than the reading. */
export async function readBytes(fd: number, offset: number, length: number, into?: Buffer): Promise<Buffer> {
  const bytes = into ?? Buffer.allocUnsafe(Math.min(length, blockBytes));
  const { bytesRead } = await readAsync(fd, bytes, 0, Math.min(length, bytes.length), offset);
  return bytes.subarray(0, bytesRead);
}

/**
 * How many of these bytes to send now: up to the last newline, all of them when the line is too long or `settled`
 * (nothing more is expected soon), 0 when it is worth waiting for the line's end.
 */
export function cutAt(bytes: Buffer, settled: boolean): number {
  const end = bytes.lastIndexOf(newline) + 1;
  const isFull = bytes.length >= blockBytes;
  if (bytes.length - end > maxLineBytes || (settled && !isFull)) return bytes.length;
  return end;
}

/** Compressed when that pays. What comes out does not lie in the given bytes. */
export async function encode(bytes: Buffer): Promise<Pick<LogBlockInput, 'encoding' | 'data'>> {
  const packed = bytes.length < minToCompress ? bytes : await compress(bytes, fastest);
  if (packed.length < bytes.length * 0.9) return { encoding: 'ZSTD', data: packed };
  return { encoding: 'PLAIN', data: Buffer.from(bytes) };
}
