// How a run of a replica ended, and why, where it was to go on.
import type { ExitStatus } from '../../proto/generated/castellan/v1/ExitStatus.ts';
import { plain } from './plain.ts';

/** `exit status 3`, `ended by SIGKILL` */
export function exitWords(exit: ExitStatus | null): string {
  if (!exit) return '';
  if (exit.signal) return `ended by ${plain(exit.signal)}`;
  if (exit.code >= 0) return `exit status ${exit.code}`;
  return exit.reason === 'WATCHDOG' ? 'replaced' : 'ended without a status';
}

/** Empty: it ended by itself, or what was told already says it. */
export function reasonWords({ detail }: ExitStatus, told = ''): string {
  return told.includes(detail) ? '' : plain(detail);
}

/** What can be done about it; empty: that is for its owner to find out. */
export function remedyFor(reason: string, process: string): string {
  if (reason !== 'OUT_OF_MEMORY') return '';
  const more = `raise limits.memory of ${plain(process) || 'the process'} in the manifest`;
  return `${more}, or have it use less; without a limit its host has too little`;
}
