// Blobs as files, named by their sha256: complete ones under blobs/, those still coming in under uploads/.
import { createHash, type Hash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statfsSync, statSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFolder } from '../../lib/durable-file.ts';
import { formatSize } from '../../lib/durations.ts';
import { isSha256 } from '../../lib/names.ts';
import { fail } from '../../proto/failure.ts';
import type { Blobs, Upload } from './blobs.ts';
import { hotBlobs } from './hot.ts';

const pieceBytes = 256 * 1024;
const forgottenMs = 86_400_000;

export function diskBlobs(folder: string): Blobs {
  makeFolder(join(folder, 'blobs'));
  sweep(makeFolder(join(folder, 'uploads')));
  const busy = new Set<string>();
  const hot = hotBlobs(256 * 1024 * 1024);

  const complete = (sha256: string) => {
    if (!isSha256(sha256)) throw fail('bad-input', 'a blob is named by its sha256, 64 hexadecimal digits in lower case');
    return blobFile(folder, sha256);
  };
  const partial = (sha256: string) => {
    complete(sha256);
    return join(folder, 'uploads', `${sha256}.part`);
  };
  const existing = (sha256: string) => {
    const path = complete(sha256);
    if (!existsSync(path)) throw fail('not-found', `the server has no blob ${sha256}`);
    return path;
  };

  return {
    received: async (sha256) => (await sizeOf(complete(sha256))) ?? (await sizeOf(partial(sha256))) ?? 0,
    size: (sha256) => (existsSync(complete(sha256)) ? statSync(complete(sha256)).size : undefined),
    path: existing,
    read: (sha256, offset) => readFrom(existing(sha256), offset, hot),
    remove: async (sha256) => {
      hot.forget(complete(sha256));
      await rm(complete(sha256), { force: true });
    },
    upload: async (sha256, offset) => {
      if (busy.has(sha256))
        throw fail('unavailable', 'another upload of the same content is under way; try again when it has ended');
      busy.add(sha256);
      try {
        return await startUpload({
          sha256,
          offset,
          partial: partial(sha256),
          complete: complete(sha256),
          done: () => busy.delete(sha256),
        });
      } catch (error) {
        busy.delete(sha256);
        throw error;
      }
    },
  };
}

/** Where a complete blob lies. */
export function blobFile(folder: string, sha256: string): string {
  return join(folder, 'blobs', sha256.slice(0, 2), sha256);
}

/** Whoever began these will not come back for them. */
function sweep(uploads: string): void {
  for (const name of readdirSync(uploads)) {
    const path = join(uploads, name);
    if (Date.now() - statSync(path).mtimeMs > forgottenMs) rmSync(path);
  }
}

interface Start {
  sha256: string;
  offset: number;
  partial: string;
  complete: string;
  done(): void;
}

async function startUpload({ sha256, offset, partial, complete, done }: Start): Promise<Upload> {
  const known = existsSync(complete);
  const path = known ? complete : partial;
  const received = (await sizeOf(path)) ?? 0;
  if (offset !== received) {
    throw fail('conflict', `the server holds ${received} bytes of this blob, the upload begins at ${offset}`, {
      next: 'push again',
    });
  }
  const hash = createHash('sha256');
  if (received > 0) await hashFile(path, hash);
  const file = await open(path, known ? 'r' : 'a', 0o600).catch(unlessFull);
  let length = received;
  return {
    append: async (data) => {
      if (known) throw fail('bad-input', 'more data than the blob is long');
      checkRoom(dirname(path), data.length);
      await file.writeFile(data).catch(unlessFull);
      hash.update(data);
      length += data.length;
    },
    verify: async (expected) => {
      const digest = hash.digest('hex');
      if (length !== expected || digest !== sha256) {
        throw fail(
          'bad-input',
          `what arrived (${length} bytes, sha256 ${digest}) is not what was announced (${expected} bytes, sha256 ${sha256})`,
        );
      }
      await file.sync().catch(unlessFull);
      return path;
    },
    keep: async () => {
      if (known) return;
      try {
        makeFolder(dirname(complete));
      } catch (error) {
        unlessFull(error);
      }
      await rename(partial, complete).catch(unlessFull);
      syncFolder(dirname(complete));
      syncFolder(dirname(dirname(complete)));
    },
    discard: async () => {
      if (!known) await rm(partial, { force: true });
    },
    close: async () => {
      done();
      await file.close();
    },
  };
}

/** Of the disk, so much stays for the records: without it nothing could be put in order either. */
const reserveBytes = 32 * 2 ** 20;

function checkRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= bytes + reserveBytes) return;
  throw noSpace(`${formatSize(bavail * bsize)} are free, ${formatSize(reserveBytes)} are kept for its records`);
}

function unlessFull(error: unknown): never {
  const { code = '', message } = error as NodeJS.ErrnoException;
  throw code === 'ENOSPC' || code === 'EDQUOT' ? noSpace(message) : error;
}

function noSpace(detail: string) {
  return fail('resource-exhausted', `the server has no space left for bundles: ${detail}`, {
    next: 'free space in its state folder, then push again: it goes on where it ended',
  });
}

async function hashFile(path: string, hash: Hash): Promise<void> {
  const file = await open(path, 'r');
  try {
    for await (const piece of file.createReadStream({ highWaterMark: 2 ** 20, autoClose: false })) hash.update(piece);
  } finally {
    await file.close();
  }
}

/** From memory while it is hot (a deployment sends the same bundle to all hosts), else read synchronously: the page cache answers in 50 us. */
async function* readFrom(path: string, offset: number, hot: ReturnType<typeof hotBlobs>): AsyncGenerator<Buffer> {
  const inMemory = await hot.get(path);
  if (inMemory) {
    for (let at = offset; at < inMemory.length; at += pieceBytes) yield inMemory.subarray(at, at + pieceBytes);
    return;
  }
  const fd = openSync(path, 'r');
  try {
    for (let at = offset; ; ) {
      const piece = Buffer.allocUnsafe(pieceBytes);
      const bytes = readSync(fd, piece, 0, pieceBytes, at);
      if (bytes === 0) return;
      yield piece.subarray(0, bytes);
      at += bytes;
    }
  } finally {
    closeSync(fd);
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
}
