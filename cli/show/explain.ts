// A failure from the server, the connection or the disk, in words and as an exit status.
import type { FailureCode } from '../../proto/failure.ts';
import { type CommandRow, Usage } from '../command.ts';
import type { Screen } from './screen.ts';

export async function explain(error: unknown, { name }: CommandRow, screen: Screen): Promise<number> {
  if (error instanceof Usage) return screen.failed(error.message, [], error.next ?? `ctl ${name} --help`, 1);
  const { exitStatusOf, Failure } = await import('../../proto/failure.ts');
  if (error instanceof Failure)
    return screen.failed(error.message, error.details, error.next ?? usualNext[error.code], exitStatusOf(error));
  if (isSystemError(error)) return screen.failed(error.message, [], undefined, 3);
  // A bug is not dressed up: its stack is what a report needs.
  throw error;
}

/** A server that denies a call says no more than that. */
const usualNext: Partial<Record<FailureCode, string>> = {
  forbidden: 'ctl whoami says what you may do; an admin can let you do more',
  unauthenticated: 'the server does not take this certificate (any more): ask an admin to let you in, with ctl operators add',
};

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}
