// The last lines that a process wrote: the evidence beside a failure.
import { open } from 'node:fs/promises';

/**
 * At most `n` lines from the end of the file, oldest first, reading at most `maxBytes` of it. A line that begins before
 * those bytes is given from where they begin. Bytes that are not UTF-8 become U+FFFD. A missing file has no lines.
 */
export async function lastLines(path: string, n: number, maxBytes = 64 * 1024): Promise<string[]> {
  const text = (await lastBytes(path, maxBytes)).toString('utf8');
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return text === '' || n <= 0 ? [] : lines.slice(-n);
}

async function lastBytes(path: string, maxBytes: number): Promise<Buffer> {
  const file = await open(path, 'r').catch(missing);
  if (!file) return Buffer.alloc(0);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, maxBytes));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, size - bytes.length);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
