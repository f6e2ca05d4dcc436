// The canonical tar of a folder: what is in it, in the order of the archive, and its bytes. Of a folder that was unpacked from
// such a tar, and that nobody has touched since, it is that tar again.
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Ignored } from './ignored.ts';
import { BundleRefused, quoted, refuse } from './refused.ts';
import { padding, tarEnd, tarHeader } from './tar-headers.ts';
import { nameFrom } from './tree.ts';

export interface Found {
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

/** Carries it out, or keeps what it is refused with. */
export type Attempt = <Value>(action: () => Value) => Value | undefined;

/** All that is not ignored. */
export function foundIn(folder: string, ignored: Ignored, attempt: Attempt): Found[] {
  return [...walk(folder, '', ignored, attempt)].sort((a, b) => Buffer.compare(a.bytes, b.bytes));
}

const nothing: Ignored = () => false;
const atOnce: Attempt = (action) => action();

/** All of it at once. @throws BundleRefused when it is larger than that, or no bundle's tree */
export function wholeTarOf(folder: string, maxBytes: number): Buffer {
  const all = foundIn(folder, nothing, atOnce).map((entry) => ({ entry, header: tarHeader(entry) }));
  const bytes = all.reduce((sum, { entry, header }) => sum + header.length + inBlocks(entry.size), tarEnd.length);
  if (bytes > maxBytes) refuse('too-large', `its tar has ${bytes} bytes, more than ${maxBytes}`);
  const tar = Buffer.alloc(bytes);
  let offset = 0;
  for (const { entry, header } of all) {
    offset += header.copy(tar, offset);
    let at = offset;
    if (entry.kind === 'file') for (const piece of contentOf(folder, entry)) at += piece.copy(tar, at);
    offset += inBlocks(entry.size);
  }
  return tar;
}

function inBlocks(size: number): number {
  return size + padding(size).length;
}

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

/** Contents are checked to be those that were found. @param told bytes of contents so far */
export function* tarOf(root: string, all: Found[], told: (bytes: number) => void = () => {}): Generator<Buffer> {
  let done = 0;
  for (const entry of all) {
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
