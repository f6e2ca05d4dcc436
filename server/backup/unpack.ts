// Unpacks a backup into an empty folder, and believes nothing of it that it has not checked.
import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type TarEntry, TarReader } from '../../bundle/tar.ts';
import { blobPath, type Contents, contentsName, readContents, recordsName } from './contents.ts';

const maxContentsBytes = 64 * 2 ** 20;

interface Open {
  path: string;
  bytes: number;
  sha256: string;
  hash: Hash;
  fd: number;
}

/** @throws Error when it is cut off, has anything in it that it should not have, or is not what was written */
export async function unpackBackup(source: AsyncIterable<Buffer>, folder: string): Promise<Contents> {
  mkdirSync(join(folder, 'blobs'), { mode: 0o700 });
  const missing = new Map<string, { bytes: number; sha256: string }>();
  const text: Buffer[] = [];
  let contents: Contents | undefined;
  let open: Open | undefined;

  const entry = (entry: TarEntry) => {
    if (entry.kind !== 'file') throw new Error(`${entry.path} has no place in a backup`);
    if (!contents) return expectContents(entry);
    const announced = missing.get(entry.path);
    if (announced?.bytes !== entry.size) throw new Error(`${entry.path} is not what the backup says is in it`);
    open = { ...announced, path: entry.path, hash: createHash('sha256'), fd: openSync(join(folder, entry.path), 'wx', 0o600) };
  };
  const data = (chunk: Buffer) => {
    if (!open) return void text.push(Buffer.from(chunk));
    open.hash.update(chunk);
    for (let written = 0; written < chunk.length; ) written += writeSync(open.fd, chunk, written);
  };
  const fileEnd = () => {
    if (!open) {
      contents = readContents(Buffer.concat(text).toString());
      for (const [path, announced] of announcedIn(contents)) missing.set(path, announced);
      return;
    }
    const { fd, hash, path, sha256 } = open;
    open = undefined;
    fsyncSync(fd);
    closeSync(fd);
    if (hash.digest('hex') !== sha256) throw new Error(`${path} in it is damaged`);
    missing.delete(path);
  };

  const reader = new TarReader({ entry, data, fileEnd });
  try {
    for await (const chunk of source) reader.push(chunk);
    reader.end();
  } finally {
    if (open) closeSync(open.fd);
  }
  if (!contents || missing.size > 0) throw new Error(`it lacks ${[...missing.keys()][0] ?? contentsName}`);
  return contents;
}

function expectContents({ path, size }: Extract<TarEntry, { kind: 'file' }>): void {
  if (path !== contentsName || size > maxContentsBytes) throw new Error('this is no backup of a server');
}

function announcedIn({ records, blobs }: Contents): [string, { bytes: number; sha256: string }][] {
  return [[recordsName, records], ...blobs.map((blob) => [blobPath(blob.sha256), blob] as [string, typeof blob])];
}
