// A bucket that is drawn from and fills up again: so much at once, and so much a second from then on. Time is an argument.

export interface Rate {
  perSecond: number;
  burst: number;
}

/** What was in it at that time, in milliseconds; below zero: owed. */
export interface Level {
  left: number;
  at: number;
}

export function full({ burst }: Rate, now: number): Level {
  return { left: burst, at: now };
}

/** Draws from it whether it is there or not: what is missing is owed. */
export function drawn(level: Level, rate: Rate, amount: number, now: number): Level {
  const { left, at } = filled(level, rate, now);
  return { left: left - amount, at };
}

/** How long it takes until so much is in it; 0: it is. */
export function waitMs(level: Level, rate: Rate, amount: number, now: number): number {
  const missing = amount - filled(level, rate, now).left;
  return missing <= 0 ? 0 : (missing * 1000) / rate.perSecond;
}

// A clock that goes back fills nothing, and nothing twice.
function filled({ left, at }: Level, { perSecond, burst }: Rate, now: number): Level {
  const passed = Math.max(0, now - at);
  return { left: Math.min(burst, left + (passed * perSecond) / 1000), at: Math.max(at, now) };
}
