// Packs a folder into a canonical bundle: the same files give the same bytes, whoever packs them, wherever and whenever.
import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  constants,
  createWriteStream,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { type Ignored, ignoredIn } from './ignored.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { describeMistake, manifestName, readManifest } from './manifest.ts';
import { BundleRefused, quoted } from './refused.ts';
import type { Manifest } from './shape.ts';
import { padding, tarEnd, tarHeader } from './tar-headers.ts';
import { nameFrom, Tree } from './tree.ts';

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

interface Found {
  path: string;
  bytes: Buffer;
  kind: 'file' | 'folder' | 'link';
  size: number;
  mtimeMs: number;
  inode: number;
  executable: boolean;
  target: string;
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
  const found = [...walk(folder, '', ignoredIn(folder), attempt)].sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  const tree = new Tree(limits);
  for (const entry of found) {
    attempt(() => tree.admit(entry));
    if (reasons.some(({ rule }) => rule === 'too-large') || reasons.length > maxReasons) break;
  }
  for (const path of tree.allLinks().keys()) attempt(() => tree.checkLink(path));
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

type Attempt = <Value>(action: () => Value) => Value | undefined;

function* walk(root: string, at: string, ignored: Ignored, attempt: Attempt): Generator<Found> {
  for (const raw of readdirSync(join(root, at), { encoding: 'buffer' })) {
    const name = attempt(() => nameFrom(raw));
    if (name === undefined) continue;
    const path = at === '' ? name : `${at}/${name}`;
    const stat = lstatSync(join(root, path));
    if (ignored(path, stat.isDirectory())) continue;
    const entry = attempt(() => describe(root, path, stat));
    if (entry) yield entry;
    if (stat.isDirectory()) yield* walk(root, path, ignored, attempt);
  }
}

function describe(root: string, path: string, stat: ReturnType<typeof lstatSync> & object): Found {
  const common = {
    path,
    bytes: Buffer.from(path),
    mtimeMs: Number(stat.mtimeMs),
    inode: Number(stat.ino),
    size: 0,
    executable: false,
    target: '',
  };
  if (stat.isDirectory()) return { ...common, kind: 'folder' };
  if (stat.isFile()) return { ...common, kind: 'file', size: Number(stat.size), executable: (Number(stat.mode) & 0o111) !== 0 };
  if (stat.isSymbolicLink())
    return { ...common, kind: 'link', target: nameFrom(readlinkSync(join(root, path), { encoding: 'buffer' })) };
  const kind = stat.isSocket() ? 'a socket' : stat.isFIFO() ? 'a named pipe' : 'a device';
  throw new BundleRefused('type', [`${quoted(path)} is ${kind}; ignore it in .castellanignore`]);
}

function* tarOf(root: string, found: Found[], told: (bytes: number) => void): Generator<Buffer> {
  let done = 0;
  for (const entry of found) {
    yield tarHeader(entry);
    if (entry.kind !== 'file') continue;
    for (const piece of contentOf(root, entry)) {
      yield piece;
      done += piece.length;
      told(done);
    }
    yield padding(entry.size);
  }
  yield tarEnd;
}

/** Exactly the bytes that were there at the survey. @throws BundleRefused when the file is another one by now. */
function* contentOf(root: string, entry: Found): Generator<Buffer> {
  const fd = openUnchanged(root, entry);
  try {
    checkUnchanged(fd, entry);
    for (let left = entry.size; left > 0; ) {
      const buffer = Buffer.allocUnsafe(Math.min(left, chunkBytes));
      const read = readSync(fd, buffer, 0, buffer.length, null);
      if (read === 0) throw changed(entry);
      left -= read;
      yield buffer.subarray(0, read);
    }
    checkUnchanged(fd, entry);
  } finally {
    closeSync(fd);
  }
}

function openUnchanged(root: string, entry: Found): number {
  try {
    return openSync(join(root, entry.path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENOTDIR') throw changed(entry);
    throw error;
  }
}

function checkUnchanged(fd: number, entry: Found): void {
  const { size, mtimeMs, ino } = fstatSync(fd);
  if (size !== entry.size || mtimeMs !== entry.mtimeMs || ino !== entry.inode) throw changed(entry);
}

function changed(entry: Found): BundleRefused {
  return new BundleRefused('unreadable', [`${quoted(entry.path)} changed while it was packed`]);
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
