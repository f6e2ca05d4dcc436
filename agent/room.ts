// Whether the disk has room: asked before it is filled, and said with the path and both numbers when it is.
import { statfsSync } from 'node:fs';
import { formatSize } from '../lib/durations.ts';

export interface Room {
  bytes: number;
  /** Infinite where the file system does not count them. */
  inodes: number;
}

/** Nothing was changed; the message says where, how much is needed and how much is free. */
export class NoRoom extends Error {}

/** @throws the file system's error when the folder is not there */
export function roomIn(folder: string): Room {
  const { bavail, bsize, files, ffree } = statfsSync(folder);
  return { bytes: bavail * bsize, inodes: files === 0 ? Number.POSITIVE_INFINITY : ffree };
}

/** @throws NoRoom */
export function checkRoom(folder: string, needed: Room): void {
  const free = roomIn(folder);
  if (free.bytes < needed.bytes || free.inodes < needed.inodes) throw new NoRoom(noRoomText(folder, needed, free));
}

/** What was being written did not fit, or could not be written: as NoRoom if it was that, else the error itself. */
export function roomTrouble(error: unknown, folder: string, needed: Room): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (!diskCodes.includes(code)) return error;
  return new NoRoom(`${noRoomText(folder, needed, roomIn(folder))} (${message})`);
}

const diskCodes = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG', 'EMFILE'];

function noRoomText(folder: string, needed: Room, free: Room): string {
  const bytes = (count: number) => `${formatSize(count)} (${count} bytes)`;
  const inodes = `${needed.inodes} inodes are needed, ${free.inodes} are free`;
  return `no room in ${folder}: ${bytes(needed.bytes)} are needed, ${bytes(free.bytes)} are free; ${inodes}`;
}
