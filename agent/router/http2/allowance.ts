// What a client may do now and then, and not without end: so often at once, and then so often a second.

interface Allowance {
  /** false: too often. */
  take(): boolean;
}

export function allowance(burst: number, perSecond: number): Allowance {
  let left = burst;
  let at = performance.now();
  return {
    take: () => {
      const now = performance.now();
      left = Math.min(burst, left + ((now - at) / 1000) * perSecond) - 1;
      at = now;
      return left >= 0;
    },
  };
}
