// Packs a folder into a canonical bundle: the same files give the same bytes, whoever packs them, wherever and whenever.
import { createHash, type Hash } from 'node:crypto';
import { createWriteStream, lstatSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { ignoredIn } from './ignored.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { describeMistake, manifestName, readManifest } from './manifest.ts';
import { missingFiles } from './named-files.ts';
import { BundleRefused } from './refused.ts';
import type { Manifest } from './shape.ts';
import { type Found, foundIn, tarOf } from './tar-tree.ts';
import { Tree } from './tree.ts';

export interface Packed {
  /** Of the file that was written. */
  blobSha256: string;
  blobBytes: number;
  /** sha256 of the uncompressed tar. */
  bundle: string;
  /** Of all files together. */
  unpackedBytes: number;
  files: number;
  manifest: Manifest;
}

export interface PackOptions {
  limits?: Partial<Limits>;
  signal?: AbortSignal;
  onProgress?: (progress: { bytes: number; totalBytes: number }) => void;
}

const chunkBytes = 256 * 1024;
const maxReasons = 50;

/**
 * Packs what is in the folder and not ignored into the new file `out` (0600).
 * @throws BundleRefused with every reason; the signal's reason; the file system's error. Nothing is left behind then.
 */
export async function pack(folder: string, out: string, options: PackOptions = {}): Promise<Packed> {
  const limits = { ...defaultLimits, ...options.limits };
  const { manifest, found, tree } = survey(folder, limits);
  const tar = createHash('sha256');
  const blob = { hash: createHash('sha256'), bytes: 0 };
  const totalBytes = tree.contentBytes;
  const told = (bytes: number) => options.onProgress?.({ bytes, totalBytes });
  try {
    const file = createWriteStream(out, { flags: 'wx', mode: 0o600, highWaterMark: 4 * chunkBytes });
    const source = gzipped(hashed(inChunks(tarOf(folder, found, told)), tar));
    await pipeline(Readable.from(counted(source, blob, limits)), file, { signal: options.signal });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(out, { force: true });
    options.signal?.throwIfAborted();
    throw error;
  }
  return {
    blobSha256: blob.hash.digest('hex'),
    blobBytes: blob.bytes,
    bundle: tar.digest('hex'),
    unpackedBytes: totalBytes,
    files: tree.files,
    manifest,
  };
}

/** All that goes in, in the order of the archive. @throws BundleRefused with everything that is wrong with the folder. */
function survey(folder: string, limits: Limits): { manifest: Manifest; found: Found[]; tree: Tree } {
  const reasons: BundleRefused[] = [];
  const attempt = <Value>(action: () => Value): Value | undefined => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof BundleRefused)) throw error;
      reasons.push(error);
      return undefined;
    }
  };
  const manifest = attempt(() => manifestOf(folder));
  const found = foundIn(folder, ignoredIn(folder), attempt);
  const tree = new Tree(limits);
  for (const entry of found) {
    attempt(() => tree.admit(entry));
    if (reasons.some(({ rule }) => rule === 'too-large') || reasons.length > maxReasons) break;
  }
  for (const path of tree.allLinks().keys()) attempt(() => tree.checkLink(path));
  const missing = manifest ? missingFiles(manifest, found) : [];
  if (missing.length > 0) reasons.push(new BundleRefused('manifest', missing));
  if (manifest === undefined || reasons.length > 0) throw together(reasons);
  return { manifest, found, tree };
}

function together(refusals: BundleRefused[]): BundleRefused {
  const reasons = refusals.flatMap((refusal) => refusal.reasons);
  const more = reasons.length > maxReasons ? [`and ${reasons.length - maxReasons} more`] : [];
  return new BundleRefused(refusals[0]?.rule ?? 'unreadable', [...reasons.slice(0, maxReasons), ...more]);
}

function manifestOf(folder: string): Manifest {
  const file = join(folder, manifestName);
  const reading = readManifest(textOf(file), file);
  if (reading.manifest) return reading.manifest;
  throw new BundleRefused('manifest', reading.mistakes.map(describeMistake));
}

function textOf(file: string): string {
  try {
    if (lstatSync(file).isFile()) return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  throw new BundleRefused('manifest', [`${file} is not there, or not a file; \`ctl init\` writes one`]);
}

/** zlib's thread is asked once for 256 KiB instead of once for each header. */
function* inChunks(pieces: Iterable<Buffer>): Generator<Buffer> {
  let chunk = Buffer.allocUnsafe(chunkBytes);
  let filled = 0;
  for (const piece of pieces) {
    for (let offset = 0; offset < piece.length; ) {
      const copied = piece.copy(chunk, filled, offset);
      offset += copied;
      filled += copied;
      if (filled < chunkBytes) continue;
      yield chunk;
      chunk = Buffer.allocUnsafe(chunkBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

function* hashed(chunks: Iterable<Buffer>, hash: Hash): Generator<Buffer> {
  for (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Header and trailer are ours (RFC 1952): Node's own header names the operating system. */
async function* gzipped(chunks: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  let sum = 0;
  let length = 0;
  const deflate = createDeflateRaw({ level: 6, chunkSize: chunkBytes });
  const summed = function* () {
    for (const chunk of chunks) {
      sum = crc32(chunk, sum);
      length += chunk.length;
      yield chunk;
    }
  };
  const source = Readable.from(summed(), { highWaterMark: 2 });
  source.on('error', (error) => deflate.destroy(error));
  yield* source.pipe(deflate) as AsyncIterable<Buffer>;
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(sum >>> 0, 0);
  trailer.writeUInt32LE(length % 2 ** 32, 4);
  yield trailer;
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  blob: { hash: Hash; bytes: number },
  limits: Limits,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    blob.hash.update(chunk);
    blob.bytes += chunk.length;
    if (blob.bytes > limits.maxPackedBytes)
      throw new BundleRefused('too-large', [`it is more than ${limits.maxPackedBytes} bytes packed`]);
    yield chunk;
  }
}
