// Who has asked how often. Its memory is bounded whatever clients make up: of each limit only so many are remembered, those
// that asked last.
import type { Lru } from '../../../lib/lru.ts';
import { lru } from '../../../lib/lru.ts';
import type { Ms, RateLimit } from '../../decide/types.ts';
import type { Counted, Verdict } from './algorithms.ts';
import { algorithms } from './algorithms.ts';

/** Plain data: several processes may count in one place. */
export interface Count {
  /** Which limit of which route. */
  id: string;
  limit: RateLimit;
  /** Who is counted. */
  key: string;
}

export interface Counter {
  /** A promise only where somebody else counts; it is always kept, if need be with a yes. */
  take(count: Count): Verdict | Promise<Verdict>;
  /** What was counted for other limits is forgotten. */
  keepOnly(ids: ReadonlySet<string>): void;
}

export interface LocalCounter extends Counter {
  take(count: Count): Verdict;
}

interface Options {
  now?: () => Ms;
  /** Remembered of each limit. */
  maxKeys?: number;
}

export function countHere({ now = () => performance.now(), maxKeys = 50_000 }: Options = {}): LocalCounter {
  const limits = new Map<string, Lru<string, Counted>>();

  function take({ id, limit, key }: Count): Verdict {
    const known = limits.get(id) ?? lru<string, Counted>(maxKeys);
    limits.set(id, known);
    const [counted, verdict] = algorithms[limit.algorithm](limit, known.get(key), now());
    known.set(key, counted);
    return verdict;
  }

  return {
    take,
    keepOnly: (ids) => {
      for (const id of limits.keys()) if (!ids.has(id)) limits.delete(id);
    },
  };
}
