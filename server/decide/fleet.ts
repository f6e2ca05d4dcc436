// How sure the server is of a host, from when it was last heard.
import type { HostFacts, Ms } from './types.ts';

export interface FleetTimes {
  /** Each side says something at least so often. */
  heartbeatMs: Ms;
  /** Of silence. */
  unreachableMs: Ms;
  lostMs: Ms;
}

export const usualTimes: FleetTimes = { heartbeatMs: 5_000, unreachableMs: 15_000, lostMs: 60_000 };

/** `countingFrom`: the server's own start: silence before it was nobody's fault, so a restarted server loses nobody at once. */
export function hostState(lastSeen: Ms, now: Ms, countingFrom: Ms = lastSeen, times = usualTimes): HostFacts['state'] {
  const silent = now - Math.max(lastSeen, countingFrom);
  if (silent < times.unreachableMs) return 'connected';
  return silent < times.lostMs ? 'unreachable' : 'lost';
}

/** When that answer changes if nothing more is heard; null: it will not. */
export function hostStateChangesAt(lastSeen: Ms, now: Ms, countingFrom: Ms = lastSeen, times = usualTimes): Ms | null {
  const heard = Math.max(lastSeen, countingFrom);
  return [heard + times.unreachableMs, heard + times.lostMs].find((at) => at > now) ?? null;
}
