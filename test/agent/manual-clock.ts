// A clock that goes when it is told to.
import type { Clock } from '../../lib/clock.ts';

export interface ManualClock extends Clock {
  /** What waited for it has gone on when this resolves. */
  forward(ms: number, stepMs: number): Promise<void>;
}

export function manualClock(start = 1_000_000): ManualClock {
  const timers = new Map<() => void, number>();
  let now = start;
  return {
    now: () => now,
    after(ms, run) {
      const due = () => run();
      timers.set(due, now + ms);
      return () => void timers.delete(due);
    },
    async forward(ms, stepMs) {
      for (const end = now + ms; now < end; ) {
        await new Promise((resolve) => setImmediate(resolve));
        now += stepMs;
        for (const [run, at] of [...timers].filter(([, due]) => due <= now).sort((a, b) => a[1] - b[1])) {
          if (timers.delete(run) && at <= now) run();
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
