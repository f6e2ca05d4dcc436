// Which log lines have been seen, by their place: so that asking again after a broken connection doubles none.
import type { LogLine } from '../proto/generated/castellan/v1/LogLine.ts';

type Placed = Pick<LogLine, 'atMs' | 'replica' | 'run' | 'stream' | 'offset' | 'gapBytes'>;

export interface Places {
  /** False for a line that was seen before. */
  isNew(line: Placed): boolean;
  /** The request to go on with: the same at first, then from a little before the newest line. */
  resume<Request extends { sinceMs: number; tail: number }>(request: Request): Request;
}

/** Hosts ship at their own pace: a line may come this much later than a newer one of another host. */
const lateMs = 5 * 60_000;

export function openPlaces(): Places {
  const seen = new Map<string, number>();
  let oldest = 0;
  let newest = 0;
  const isNew = (line: Placed) => {
    const stream = `${line.replica} ${line.run} ${line.stream}`;
    // The lines right behind a gap begin where it ends, so a gap counts as its first byte.
    if (line.offset <= (seen.get(stream) ?? -1)) return false;
    if (line.atMs < oldest && !seen.has(stream)) return false;
    seen.set(stream, line.offset);
    oldest ||= line.atMs;
    newest = Math.max(newest, line.atMs);
    return true;
  };
  const resume = <Request extends { sinceMs: number; tail: number }>(request: Request) =>
    newest === 0 ? request : { ...request, sinceMs: Math.max(request.sinceMs, oldest, newest - lateMs), tail: 0 };
  return { isNew, resume };
}
