// Where a program's log lines go: what cannot be written, as on a full disk, is lost, and is no reason to end or to wait.
import { write, writeSync } from 'node:fs';
import { destination } from 'pino';

const maxWaiting = 10_000;
const maxBytes = 2 ** 20;

/** Each line is written before the program goes on, so that the last words of one that fails are there. */
export function writtenAtOnce(fd: number): ReturnType<typeof destination> {
  const to = destination({ dest: fd, sync: true, maxLength: maxBytes });
  // A line that does not fit is written with the next one that does.
  to.on('error', () => {});
  return to;
}

/** Lines are written one after the other without being waited for; what is left at the end of the process, there. */
export function logDestination(fd: number): { write(line: string): void } {
  let waiting: Buffer[] = [];
  let isWriting = false;

  function next(): void {
    const text = Buffer.concat(waiting);
    waiting = [];
    isWriting = text.length > 0;
    if (isWriting) write(fd, text, 0, text.length, null, (error, written) => more(error ? undefined : text.subarray(written)));
  }

  function more(rest: Buffer | undefined): void {
    if (rest && rest.length > 0) waiting.unshift(rest);
    next();
  }

  process.once('exit', () => {
    try {
      writeSync(fd, Buffer.concat(waiting));
    } catch {}
  });

  return {
    write(line) {
      if (waiting.length < maxWaiting) waiting.push(Buffer.from(line));
      if (!isWriting) next();
    },
  };
}
