// Moves the deadlines that are recorded by the time that was skipped, before anything is decided on them.
import type { Logger } from 'pino';
import type { Ms } from './decide/types.ts';
import type { Observer } from './facts.ts';
import { moveDeadlines } from './records/deadlines.ts';
import type { Records } from './records/records.ts';
import type { Skips } from './skips.ts';

export interface CatchUpOptions {
  records: Records;
  skips: Skips;
  observer: Observer;
  log: Logger;
}

/** What it returns is called with nothing else at work on deployments, and says by how much they have been moved. */
export function openCatchUp({ records, skips, observer, log }: CatchUpOptions): () => Promise<Ms> {
  let done = 0;
  let isFirst = true;

  return async () => {
    const { now, skipped } = skips.read();
    const ms = skipped - done;
    const sinceStart = !isFirst;
    isFirst = false;
    if (ms === 0) {
      skips.note();
      return 0;
    }
    log.warn({ seconds: Math.round(ms / 1000) }, 'time was skipped: the clock was set, or the server stood still or was away');
    await records.write((tx) => moveDeadlines(tx, ms, now));
    done = skipped;
    skips.note({ at: now, skipped });
    if (sinceStart) observer.startedAt += ms;
    return ms;
  };
}
