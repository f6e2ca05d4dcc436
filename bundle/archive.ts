// Reads a whole blob under the policy: gzip, tar, names, links, sizes, digests. Memory stays flat whatever the blob holds.
import { createHash } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw, type ZlibOptions } from 'node:zlib';
import { type Limits, maxManifestBytes, maxRatio, ratioFromBytes } from './limits.ts';
import { patched } from './patched.ts';
import { BundleRefused, refuse } from './refused.ts';
import { type TarEntry, TarReader } from './tar.ts';
import { Tree } from './tree.ts';

export interface Contents {
  /** sha256 of the uncompressed tar: the bundle's digest. */
  bundle: string;
  tarBytes: number;
  /** Of all files together. */
  unpackedBytes: number;
  files: number;
  /** castellan.yaml. */
  manifestText: string;
  /** What is in it, where it was inspected and the manifest may name files for its routes. */
  entries?: Entry[];
}

export interface Entry {
  path: string;
  kind: 'file' | 'folder' | 'link';
}

/** What to do with entries that were admitted. Links come last, when all of them are known to stay inside. */
export interface Receiver {
  folder(path: string): void;
  file(path: string, executable: boolean): void;
  data(chunk: Buffer): void;
  fileEnd(): void;
  link(path: string, target: string): void;
}

const chunkBytes = 256 * 1024;

/** sha256 of the whole file behind the descriptor, and its length. */
export function digestOf(fd: number): { sha256: string; bytes: number } {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(2 ** 20);
  let bytes = 0;
  for (;;) {
    const read = readSync(fd, buffer, 0, buffer.length, bytes);
    if (read === 0) return { sha256: hash.digest('hex'), bytes };
    hash.update(buffer.subarray(0, read));
    bytes += read;
  }
}

/**
 * Reads the blob behind the descriptor.
 * @param base the tar that it is a patch from, when it is one
 * @throws BundleRefused; or whatever the receiver throws.
 */
export async function readArchive(fd: number, limits: Limits, receiver?: Receiver, base?: Buffer): Promise<Contents> {
  const packedBytes = fstatSync(fd).size;
  if (packedBytes > limits.maxPackedBytes)
    refuse('too-large', `it is ${packedBytes} bytes packed; at most ${limits.maxPackedBytes} are taken`);
  const tree = new Tree(limits);
  const manifest: Buffer[] = [];
  const reader = new TarReader(sinkInto(tree, manifest, receiver));
  const hash = createHash('sha256');
  let tarBytes = 0;
  for await (const chunk of base ? patched(fd, base) : inflated(fd, packedBytes)) {
    tarBytes += chunk.length;
    checkSize(tarBytes, packedBytes + (base?.length ?? 0), limits);
    hash.update(chunk);
    reader.push(chunk);
  }
  reader.end();
  for (const path of tree.allLinks().keys()) tree.checkLink(path);
  if (receiver) for (const [path, target] of tree.allLinks()) receiver.link(path, target);
  const bundle = hash.digest('hex');
  return { bundle, tarBytes, unpackedBytes: tree.contentBytes, files: tree.files, manifestText: manifestText(manifest) };
}

function sinkInto(tree: Tree, manifest: Buffer[], receiver: Receiver | undefined) {
  let inManifest = false;
  return {
    entry(raw: TarEntry): void {
      const entry = tree.admit(raw);
      inManifest = entry?.path === 'castellan.yaml' && entry.kind === 'file';
      if (inManifest && entry?.kind === 'file' && entry.size > maxManifestBytes)
        refuse('manifest', 'castellan.yaml is larger than 256 KiB');
      if (entry?.kind === 'folder') receiver?.folder(entry.path);
      if (entry?.kind === 'file') receiver?.file(entry.path, entry.executable);
    },
    data(chunk: Buffer): void {
      if (inManifest) manifest.push(Buffer.from(chunk));
      receiver?.data(chunk);
    },
    fileEnd(): void {
      if (inManifest && manifest.length === 0) manifest.push(Buffer.alloc(0));
      receiver?.fileEnd();
    },
  };
}

function manifestText(parts: Buffer[]): string {
  if (parts.length === 0) refuse('manifest', 'castellan.yaml is not there; it must lie at the root of the bundle, as a file');
  return Buffer.concat(parts).toString('utf8');
}

function checkSize(tarBytes: number, packedBytes: number, limits: Limits): void {
  if (tarBytes > limits.maxUnpackedBytes) refuse('too-large', `it unpacks to more than ${limits.maxUnpackedBytes} bytes`);
  if (tarBytes > ratioFromBytes && tarBytes > packedBytes * maxRatio) {
    refuse('too-large', `it unpacks to more than ${maxRatio} times its packed size of ${packedBytes} bytes`);
  }
}

/** The content of the one gzip member that the whole file must be. Node's own gunzip would go on after it. */
async function* inflated(fd: number, packedBytes: number): AsyncGenerator<Buffer> {
  const start = gzipHeaderBytes(fd, packedBytes);
  const deflated = packedBytes - start - 8;
  if (deflated < 1) refuse('gzip', 'it is cut off');
  const source = Readable.from(pieces(fd, start, deflated), { highWaterMark: 2 });
  // Room for a few chunks lets zlib's thread work ahead while this one hashes and writes.
  const options = { chunkSize: chunkBytes, highWaterMark: 4 * chunkBytes } as ZlibOptions;
  const inflate = createInflateRaw(options);
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  let sum = 0;
  let bytes = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw asRefusal(error);
  } finally {
    source.destroy();
  }
  if (inflate.bytesWritten !== deflated) refuse('gzip', 'something follows the end of the gzip stream');
  checkTrailer(fd, packedBytes - 8, sum, bytes);
}

function* pieces(fd: number, start: number, length: number): Generator<Buffer> {
  for (let done = 0; done < length; ) {
    const piece = readAt(fd, start + done, Math.min(chunkBytes, length - done));
    if (piece.length === 0) refuse('gzip', 'it became shorter while it was read');
    done += piece.length;
    yield piece;
  }
}

function asRefusal(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'Z_BUF_ERROR') return new BundleRefused('gzip', ['it is cut off']);
  if (code === 'Z_DATA_ERROR' || code === 'Z_NEED_DICT') return new BundleRefused('gzip', ['its compressed data is damaged']);
  return error;
}

function checkTrailer(fd: number, offset: number, sum: number, bytes: number): void {
  const trailer = readAt(fd, offset, 8);
  if (trailer.readUInt32LE(0) !== sum >>> 0) refuse('gzip', 'its checksum is wrong');
  if (trailer.readUInt32LE(4) !== bytes % 2 ** 32) refuse('gzip', 'its length is wrong');
}

/** RFC 1952, 2.3: ten bytes, then what the flags announce. */
function gzipHeaderBytes(fd: number, packedBytes: number): number {
  if (packedBytes === 0) refuse('gzip', 'it is empty');
  const head = readAt(fd, 0, Math.min(packedBytes, 64 * 1024));
  if (head.length < 10 || head[0] !== 0x1f || head[1] !== 0x8b || head[2] !== 8) refuse('gzip', 'it is not a gzip file');
  const flags = head[3] as number;
  if ((flags & 0xe0) !== 0) refuse('gzip', 'its gzip header has unknown flags');
  let offset = 10;
  if (flags & 0x04) offset += 2 + (offset + 2 <= head.length ? head.readUInt16LE(offset) : 0);
  for (const flag of [0x08, 0x10]) if (flags & flag) offset = afterNul(head, offset);
  if (flags & 0x02) offset += 2;
  return offset;
}

function afterNul(head: Buffer, offset: number): number {
  const end = head.indexOf(0, offset);
  if (end < 0) refuse('gzip', 'its gzip header does not end');
  return end + 1;
}

function readAt(fd: number, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  return buffer.subarray(0, readSync(fd, buffer, 0, length, offset));
}
