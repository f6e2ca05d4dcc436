// Answers a question about the logs: what there is, merged, at the reader's pace; and goes on with what is appended.
import type { LogLine } from '../../proto/generated/castellan/v1/LogLine.ts';
import type { LogSearchStopped } from '../../proto/generated/castellan/v1/LogSearchStopped.ts';
import type { Changes } from './changes.ts';
import { isSearch, matcherOf } from './matching.ts';
import { batchLines, concerns, type LogData, type LogQuery, openReading, type Reading, type Some } from './reading.ts';
import { openSearch, SearchStuck } from './search.ts';

export interface Readable extends LogData {
  /** The index, for a thread that opens it by itself. */
  file: string;
  changes: Changes;
}

export interface Answer {
  lines: LogLine[];
  /** With the last answer of a search that did not look at everything. */
  stopped?: LogSearchStopped;
}

const momentMs = 200;
const defaultSearchMs = 30_000;
const maxSearchMs = 3_600_000;
const maxTailBytes = 64 * 1024 * 1024;

/**
 * Memory holds one block a stream whose time has come, and one batch. A search runs in a thread of its own.
 * @throws Failure when the search makes no sense, or too many are under way.
 */
export async function* readLogs(store: Readable, query: LogQuery, signal: AbortSignal): AsyncGenerator<Answer> {
  if (isSearch(query)) matcherOf(query);
  const follows = query.follow === true && !query.untilMs;
  const reading = isSearch(query) ? openSearch(store, query, follows, signal) : openReading(store, query, follows);
  const follower = store.changes.follow((stream) => concerns(query, stream));
  const bound = new Bound(reading, query, follows, signal);
  try {
    await reading.begin();
    yield* query.tail ? newest(bound, query.tail) : rest(bound);
    while (follows) {
      await follower.wait(signal);
      await reading.admit(follower.take());
      yield* rest(bound);
    }
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof SearchStuck)) throw error;
    yield { lines: [], stopped: { reason: error.message, atMs: bound.reachedMs } };
  } finally {
    follower.end();
    await reading.end();
  }
}

/** A reading that ends when its signal does, and when it has taken too long. The reader's own slowness does not count. */
class Bound {
  readonly #reading: Reading;
  readonly #signal: AbortSignal;
  readonly #maxMs: number;
  #tookMs = 0;
  reachedMs: number;

  constructor(reading: Reading, query: LogQuery, follows: boolean, signal: AbortSignal) {
    this.#reading = reading;
    this.#signal = signal;
    this.#maxMs = follows || !isSearch(query) ? Infinity : Math.min(query.searchMs || defaultSearchMs, maxSearchMs);
    this.reachedMs = query.sinceMs ?? 0;
  }

  async some(): Promise<Some> {
    this.#signal.throwIfAborted();
    const began = performance.now();
    const some = await this.#reading.some(Math.min(momentMs, this.#maxMs - this.#tookMs));
    this.#tookMs += performance.now() - began;
    if (!some.dry) this.reachedMs = some.reachedMs;
    return some;
  }

  get stopped(): LogSearchStopped | undefined {
    if (this.#tookMs < this.#maxMs) return undefined;
    return { reason: `after ${this.#maxMs / 1000} s`, atMs: this.reachedMs };
  }
}

async function* rest(bound: Bound): AsyncGenerator<Answer> {
  for (let dry = false; !dry; ) {
    const some = await bound.some();
    dry = some.dry;
    const stopped = dry ? undefined : bound.stopped;
    if (some.lines.length > 0 || stopped) yield { lines: some.lines, stopped };
    if (stopped) return;
  }
}

/** The newest `count` lines of what there was at the beginning. */
async function* newest(bound: Bound, count: number): AsyncGenerator<Answer> {
  let kept: LogLine[] = [];
  let stopped: LogSearchStopped | undefined;
  for await (const answer of rest(bound)) {
    stopped = answer.stopped;
    kept.push(...answer.lines);
    if (kept.length > 2 * count + batchLines) kept = newestOf(kept, count);
  }
  kept = newestOf(kept, count);
  for (let at = 0; at < kept.length; at += batchLines) yield { lines: kept.slice(at, at + batchLines) };
  if (stopped) yield { lines: [], stopped };
}

function newestOf(lines: LogLine[], count: number): LogLine[] {
  let from = lines.length;
  for (let bytes = 0; from > 0 && lines.length - from < count && bytes < maxTailBytes; from -= 1) {
    bytes += lines[from - 1]?.text.length ?? 0;
  }
  return lines.slice(from);
}
