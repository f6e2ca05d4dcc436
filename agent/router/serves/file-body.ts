// A file on its way out: read as fast as the client takes it, closed whatever happens, and never passed off as whole when it is not.
import { Readable } from 'node:stream';
import type { Opened } from './lookup.ts';

const pieceBytes = 64 * 1024;
/** What is small is read at once, so that no slow client keeps a file open. */
const atOnceBytes = 64 * 1024;

/** From start to end, both included. Closes the file. @throws the system's error, or Error when the file is shorter by now */
export async function bodyOf(file: Opened, start: number, end: number): Promise<Buffer | Readable> {
  const length = end - start + 1;
  if (length > atOnceBytes) return streamOf(file, start, length);
  try {
    const body = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.handle.read(body, 0, length, start);
    if (bytesRead < length) throw cutShort();
    return body;
  } finally {
    await file.handle.close();
  }
}

function streamOf({ handle }: Opened, start: number, length: number): Readable {
  let at = start;
  const end = start + length;
  const stream = new Readable({
    highWaterMark: pieceBytes,
    read() {
      if (at === end) stream.push(null);
      else void more();
    },
    destroy(error, done) {
      handle.close().then(() => done(error), done);
    },
  });

  async function more(): Promise<void> {
    try {
      const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - at));
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      if (bytesRead === 0) throw cutShort();
      at += bytesRead;
      stream.push(piece.subarray(0, bytesRead));
    } catch (error) {
      stream.destroy(error as Error);
    }
  }
  return stream;
}

function cutShort(): Error {
  return new Error('the file has become shorter while it was sent');
}
