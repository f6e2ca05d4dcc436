// Whether a host's connection comes and goes: told once when it begins to, and once when it has been steady for long enough.
import type { Ms } from './types.ts';

export interface Steadiness {
  /** When its connection was lost lately, oldest first. */
  drops: Ms[];
  flaps: boolean;
}

export const steady: Steadiness = { drops: [], flaps: false };

/** So many drops within this time are too many; none within it, and the host is steady again. */
const windowMs = 120_000;
const tooMany = 5;

/** With one more drop, or without: asked again, the answer is the same. */
export function steadiness({ drops, flaps }: Steadiness, now: Ms, dropped = false): Steadiness {
  // The newest say enough, however many there are.
  const recent = [...drops, ...(dropped ? [now] : [])].filter((at) => now - at < windowMs).slice(-100);
  return { drops: recent, flaps: recent.length >= tooMany || (flaps && recent.length > 0) };
}

/** For people; empty: there is nothing to say. */
export function flapTrouble({ drops, flaps }: Steadiness): string {
  return flaps ? `its connection comes and goes: lost ${drops.length} times within ${windowMs / 60_000} minutes` : '';
}
