// How a program that was typed ends when it cannot do what was asked: in words on stderr, and with the exit status of the table.
import { plainLines } from '../lib/plain.ts';
import { exitStatusOf, Failure } from './failure.ts';

/** Flags that there are not are mistakes of whoever typed them, as bad input is. */
export function endWith(error: unknown): void {
  const { message, code } = error as NodeJS.ErrnoException;
  const { details = [], next = undefined } = error instanceof Failure ? error : {};
  const lines = [message, ...details, ...(next ? [`next: ${next}`] : [])];
  process.stderr.write(lines.map((line) => `${plainLines(line)}\n`).join(''));
  process.exitCode = String(code).startsWith('ERR_PARSE_ARGS') ? 1 : exitStatusOf(error);
}
