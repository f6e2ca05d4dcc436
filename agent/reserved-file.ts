// Small files that can be written when the disk is full: over blocks that they have had since there was room.
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../lib/durable-file.ts';
import { failpoint } from '../lib/failpoint.ts';

const blockBytes = 4096;

/**
 * Replaces the file's content as a whole, durably, or leaves it as it was. From the second time on that needs no room, as long
 * as the text has not grown by a block: what was in force before stays beside it, and is written over the next time. White
 * space follows the text. @throws the file system's error
 */
export function writeReserved(path: string, text: string): void {
  const [spare, before] = [`${path}.spare`, `${path}.before`];
  takeUp(spare, before);
  const bytes = writeOver(spare, text);
  const isKept = keep(path, before);
  renameSync(spare, path);
  failpoint('file-in-place');
  if (isKept) renameSync(before, spare);
  syncFolder(dirname(path));
  hold(spare, bytes);
}

/** For a file that was written without: as far as there is room now. */
export function keepRoom(path: string): void {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size;
  if (bytes !== undefined && !existsSync(`${path}.spare`)) hold(`${path}.spare`, wholeBlocks(bytes + blockBytes));
}

export function removeReserved(path: string): void {
  for (const file of [path, `${path}.spare`, `${path}.before`]) rmSync(file, { force: true });
}

/** A file of white space, to be written over. @throws the file system's error, and then there is none */
export function reserve(path: string, bytes: number): void {
  const fd = openSync(path, 'wx', 0o600);
  try {
    writeAll(fd, padded('', bytes), 0);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** White space again: nothing is to be read there any more. False: it has nothing that could be written over. */
export function blank(path: string): boolean {
  try {
    return overIt(path, (fd, size) => size > 0 && writeAll(fd, padded('', size), 0) > 0);
  } catch {
    return false;
  }
}

/** After a crash in the middle: what was in force before has a second name, or none but that one. */
function takeUp(spare: string, before: string): void {
  if (existsSync(spare)) rmSync(before, { force: true });
  else if (existsSync(before)) renameSync(before, spare);
}

/** Returns how many bytes it has now. */
function writeOver(spare: string, text: string): number {
  const bytes = Buffer.byteLength(text);
  let isNew = false;
  try {
    return overIt(spare, (fd, size) => {
      isNew = size === 0;
      const held = wholeBlocks(size);
      const written = writeAll(fd, padded(text, bytes < held ? held : wholeBlocks(bytes + blockBytes)), 0);
      fsyncSync(fd);
      return written;
    });
  } catch (error) {
    if (isNew) rmSync(spare, { force: true });
    throw error;
  }
}

/** False: it does not stay. */
function keep(path: string, before: string): boolean {
  try {
    linkSync(path, before);
    return true;
  } catch {
    // There is none yet, or the file system knows one name alone.
    return false;
  }
}

/** As much as what is in force has. Without room for it now, there may be some when it is needed. */
function hold(spare: string, bytes: number): void {
  try {
    overIt(spare, (fd, size) => size < bytes && writeAll(fd, padded('', bytes - size), size));
  } catch {}
}

/** What has another name is left alone. */
function overIt<Result>(path: string, work: (fd: number, size: number) => Result): Result {
  const fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size, nlink } = fstatSync(fd);
    if (nlink > 1) throw new Error(`${path} has more than one name`);
    return work(fd, size);
  } finally {
    closeSync(fd);
  }
}

function writeAll(fd: number, bytes: Buffer, at: number): number {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
  return at + bytes.length;
}

function padded(text: string, bytes: number): Buffer {
  const whole = Buffer.alloc(bytes, ' ');
  whole.write(text);
  whole.write('\n', bytes - 1);
  return whole;
}

function wholeBlocks(bytes: number): number {
  return Math.ceil(bytes / blockBytes) * blockBytes;
}
