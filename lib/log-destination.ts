// Where a program's log lines go: what cannot be written, as on a full disk, is lost, and is no reason to end or to wait.
import { write, writeSync } from 'node:fs';

const maxWaiting = 10_000;

/** Lines are written one after the other without being waited for; what is left at the end of the process, there. */
export function logDestination(fd: number): { write(line: string): void } {
  let waiting: string[] = [];
  let isWriting = false;

  function next(): void {
    const text = Buffer.from(waiting.join(''));
    waiting = [];
    isWriting = text.length > 0;
    if (isWriting) write(fd, text, 0, text.length, null, (error, written) => more(error ? undefined : text.subarray(written)));
  }

  function more(rest: Buffer | undefined): void {
    if (rest && rest.length > 0) waiting.unshift(rest.toString());
    next();
  }

  process.once('exit', () => {
    try {
      writeSync(fd, waiting.join(''));
    } catch {}
  });

  return {
    write(line) {
      if (waiting.length < maxWaiting) waiting.push(line);
      if (!isWriting) next();
    },
  };
}
