// The tar that a patch gives: what `zstd --patch-from` made, with the tar of another bundle as its dictionary. It streams; the
// dictionary is held in memory, twice.
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { constants, createZstdDecompress, type ZstdOptions } from 'node:zlib';
import { refuse } from './refused.ts';

/** Of each of the two tars. */
export const maxPatchedTarBytes = 512 * 2 ** 20;

const chunkBytes = 256 * 1024;
/** The program takes the power of two above the tar's size: 2^30 for the largest. */
const windowLogMax = 30;

/** @throws BundleRefused when it is no such patch, or gives a larger tar */
export async function* patched(fd: number, base: Buffer): AsyncGenerator<Buffer> {
  const source = Readable.from(pieces(fd), { highWaterMark: 2 });
  const options = {
    dictionary: base,
    chunkSize: chunkBytes,
    highWaterMark: 4 * chunkBytes,
    params: { [constants.ZSTD_d_windowLogMax]: windowLogMax },
  } as ZstdOptions;
  const zstd = createZstdDecompress(options);
  source.on('error', (error) => zstd.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of source.pipe(zstd) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxPatchedTarBytes) refuse('too-large', `its tar has more than ${maxPatchedTarBytes} bytes`);
      yield chunk;
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code.startsWith('ZSTD_') || code === 'Z_BUF_ERROR') refuse('patch', `the patch cannot be applied: ${message}`);
    throw error;
  } finally {
    source.destroy();
    zstd.destroy();
  }
}

/** Before anything is made of it. @throws BundleRefused when it gives another tar than that */
export async function checkPatched(fd: number, base: Buffer, bundle: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of patched(fd, base)) hash.update(chunk);
  const digest = hash.digest('hex');
  if (digest !== bundle) refuse('patch', `the patch gives ${digest}, not ${bundle}`);
}

function* pieces(fd: number): Generator<Buffer> {
  for (let offset = 0; ; ) {
    const piece = Buffer.allocUnsafe(chunkBytes);
    const bytes = readSync(fd, piece, 0, chunkBytes, offset);
    if (bytes === 0) return;
    offset += bytes;
    yield piece.subarray(0, bytes);
  }
}
