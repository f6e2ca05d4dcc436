// Gives the space of shipped bytes back to the disk while the process goes on writing, and remembers what was given back.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { readJson, writeDurable } from '../../lib/durable-file.ts';
import { readBytes } from './block.ts';

/** Bytes before `released` are, or may be, gone from the file. Their place is known to the server, or becomes a gap. */
export interface Released {
  released: number;
  reason: string;
}

/**
 * The empty range stays readable as zeros, and offsets stay. It goes by the open file: by its name, fallocate would make
 * a new one where it has been removed meanwhile. @throws where the file system cannot do it.
 */
export async function punchHole(fd: number, length: number): Promise<void> {
  const flags = ['--punch-hole', '--keep-size', '--offset', '0', '--length', String(length), '/proc/self/fd/3'];
  const [code] = await once(spawn('fallocate', flags, { stdio: ['ignore', 'ignore', 'ignore', fd] }), 'close');
  if (code !== 0) throw new Error(`fallocate --punch-hole: exit status ${code}`);
}

/**
 * Written before the bytes go: zeros must never pass for what the process wrote. On a full disk it cannot be written, and
 * the bytes have to go all the same: false. `leadingHole` tells then, if the agent is gone before there is room.
 */
export function saveReleased(path: string, released: Released): boolean {
  try {
    writeDurable(cursorPath(path), JSON.stringify(released));
    return true;
  } catch (error) {
    if (!['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}

export function loadReleased(path: string): Released | undefined {
  const found = readJson(cursorPath(path)) as Partial<Released> | undefined;
  const released = found?.released;
  if (typeof released !== 'number' || !Number.isSafeInteger(released) || released < 0) return undefined;
  return { released, reason: typeof found?.reason === 'string' ? found.reason : '' };
}

export function forgetReleased(path: string): void {
  rmSync(cursorPath(path), { force: true });
}

/** Where the first byte that is not zero stands, from this offset on. */
export async function leadingHole(fd: number, from: number, size: number): Promise<number> {
  for (let offset = from; offset < size; ) {
    const bytes = await readBytes(fd, offset, size - offset);
    const first = bytes.findIndex((byte) => byte !== 0);
    if (first !== -1) return offset + first;
    if (bytes.length === 0) break;
    offset += bytes.length;
  }
  return size;
}

function cursorPath(path: string): string {
  return `${path}.cursor`;
}
