// How sure the server is of a host, from when it was last heard.
import type { HostFacts, Ms } from './types.ts';

export const heartbeatMs = 5_000;
export const unreachableMs = 15_000;
export const lostMs = 60_000;

/** `countingFrom`: the server's own start: silence before it was nobody's fault, so a restarted server loses nobody at once. */
export function hostState(lastSeen: Ms, now: Ms, countingFrom: Ms = lastSeen): HostFacts['state'] {
  const silent = now - Math.max(lastSeen, countingFrom);
  if (silent < unreachableMs) return 'connected';
  return silent < lostMs ? 'unreachable' : 'lost';
}

/** When that answer changes if nothing more is heard; null: it will not. */
export function hostStateChangesAt(lastSeen: Ms, now: Ms, countingFrom: Ms = lastSeen): Ms | null {
  const heard = Math.max(lastSeen, countingFrom);
  return [heard + unreachableMs, heard + lostMs].find((at) => at > now) ?? null;
}
