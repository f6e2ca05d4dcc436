// Reads the next bytes of a stream, cut between lines where that can be, and packs them for the wire.
import { read } from 'node:fs';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import type { LogBlockInput } from '../../proto/generated/castellan/v1/LogBlock.ts';

export const blockBytes = 256 * 1024;
/** A longer line is not waited for. */
const maxLineBytes = 64 * 1024;
const minToCompress = 512;
const newline = 0x0a;

const readAsync = promisify(read);
const compress = promisify(zstdCompress) as (data: Uint8Array, options: object) => Promise<Buffer>;
// One chunk for the whole output: with the default of 16 KiB each block goes to the thread pool and back many times.
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: blockBytes + 4096 };

/** At most one block from this offset on. */
export async function readBytes(fd: number, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.min(length, blockBytes));
  const { bytesRead } = await readAsync(fd, bytes, 0, bytes.length, offset);
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

/** Compressed when that pays. */
export async function encode(bytes: Buffer): Promise<Pick<LogBlockInput, 'encoding' | 'data'>> {
  if (bytes.length < minToCompress) return { encoding: 'PLAIN', data: bytes };
  const packed = await compress(bytes, fastest);
  return packed.length < bytes.length * 0.9 ? { encoding: 'ZSTD', data: packed } : { encoding: 'PLAIN', data: bytes };
}
