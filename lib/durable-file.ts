// The one place that writes files which must survive a crash: write beside, sync, rename, sync the folder.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failpoint } from './failpoint.ts';

/**
 * Replaces the file's content as a whole, durably, or leaves it as it was.
 * @throws the file system's error (ENOSPC, EACCES, ...); nothing but the old content is left behind.
 */
export function writeDurable(path: string, data: string | Uint8Array, mode = 0o600): void {
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  let fd: number | undefined;
  try {
    fd = openSync(beside, 'wx', mode);
    let written = 0;
    while (written < bytes.length) written += writeSync(fd, bytes, written);
    fsyncSync(fd);
    closeSync(fd);
    fd = undefined;
    renameSync(beside, path);
    failpoint('file-in-place');
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    try {
      unlinkSync(beside);
    } catch {
      // It was never made, or is renamed already.
    }
    throw error;
  }
  syncFolder(dirname(path));
}

/** The same for programs whose loop must not wait for a disk. */
export async function writeDurably(path: string, data: string | Uint8Array, mode = 0o600): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes a rename or a new name in this folder survive a power failure. */
export function syncFolder(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** The file's JSON, or undefined when it is missing, empty or garbage: a state file never stops a start. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

export function makeFolder(path: string, mode = 0o700): string {
  mkdirSync(path, { recursive: true, mode });
  return path;
}
