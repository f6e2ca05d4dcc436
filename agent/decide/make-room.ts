// Of a host that is short of something: the replica to replace, so that there is more of it again.
import { isRouted, type Replica } from './replica.ts';
import { routeKey } from './routes.ts';

export type HostResource = 'memory' | 'cpu' | 'files' | 'disk';

/** What one replica uses of it. */
export interface Part {
  replica: string;
  amount: number;
  /** Of its manifest; null: none. */
  limit: number | null;
  /** When its run began; missing: nothing. */
  atStart?: number;
  /** It has no substitute for one of its routes. */
  isAlone: boolean;
}

/**
 * Who has most beyond its share, which is its limit, or an equal part of the host's; one that is alone on a route only if there is no
 * other. Null: none is beyond it, and replacing any would not help, as it would not where the last start has given nothing back.
 */
export function mostBeyondShare(parts: Part[], whole: number): { replica: string; amount: number; share: number } | null {
  const beyond = parts
    .map((part) => ({ ...part, share: part.limit ?? whole / parts.length }))
    .filter(({ amount, share, atStart = 0 }) => amount > share && atStart <= share);
  const byExcess = beyond.sort((a, b) => Number(a.isAlone) - Number(b.isAlone) || b.amount - b.share - (a.amount - a.share));
  return byExcess.map(({ replica, amount, share }) => ({ replica, amount, share }))[0] ?? null;
}

/** Those without which one of their routes would have none that is ready. */
export function aloneOnARoute(replicas: Replica[]): Set<string> {
  const ready = replicas.filter(isRouted).flatMap(({ id, spec }) => spec.routes.map((route) => ({ id, route: routeKey(route) })));
  const byRoute = [...Map.groupBy(ready, ({ route }) => route).values()];
  return new Set(byRoute.filter(({ length }) => length === 1).flatMap((one) => one.map(({ id }) => id)));
}
