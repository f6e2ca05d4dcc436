// Time as an argument: what reads the clock or waits is given one of these, and a test gives its own.

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs it once, after so many milliseconds at the earliest, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void;
}

/** setTimeout overflows beyond this, and fires at once. */
const longestMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, ms), longestMs));
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many milliseconds, or at once when the signal aborts. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    signal.addEventListener('abort', done);
  });
}
