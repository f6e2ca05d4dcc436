// The files that hold the bulk of the logs: one row of append-only segments per stream. The index says which bytes count;
// what a crash left behind a segment's known end is written over.
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const segmentBytes = 16 * 1024 * 1024;

/** The names in it have been checked. */
export interface StreamName {
  host: string;
  replica: string;
  run: number;
  stream: string;
}

export function segmentPath(folder: string, name: StreamName, segment: number): string {
  return join(folder, name.host, `${name.replica}.${name.run}.${name.stream}.${segment}`);
}

/** Writes the chunks one after another from `position` on; they are durable, and so is the file's name, when it resolves. */
export async function writeSegment(path: string, position: number, chunks: Uint8Array[]): Promise<void> {
  const isNew = !existsSync(path);
  if (isNew) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, isNew ? 'w+' : 'r+', 0o600);
  try {
    await writeAll(file, position, chunks);
    await file.datasync();
  } finally {
    await file.close();
  }
  if (isNew) await syncUp(dirname(path));
}

/** @throws ENOENT when the segment has been removed since. */
export async function readSegment(path: string, position: number, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(bytes, 0, length, position);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export async function removeSegment(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** Every segment file: its path. */
export async function* segmentFiles(folder: string): AsyncGenerator<string> {
  for (const host of await readdir(folder, { withFileTypes: true })) {
    if (!host.isDirectory()) continue;
    for (const file of await readdir(join(folder, host.name))) yield join(folder, host.name, file);
  }
}

async function writeAll(file: FileHandle, position: number, chunks: Uint8Array[]): Promise<void> {
  let at = position;
  for (const chunk of chunks) {
    for (let done = 0; done < chunk.length; ) {
      const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done);
      done += bytesWritten;
    }
    at += chunk.length;
  }
}

async function syncUp(folder: string): Promise<void> {
  for (const path of [folder, dirname(folder)]) {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
