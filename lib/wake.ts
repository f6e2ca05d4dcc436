// One waiter, many reasons to wake it: what happens while nobody waits is not lost, and happens once.

export interface Wake {
  (): void;
  /** Resolves at the next call, at once when one came since the last wait, when the time is up, or when the signal aborts. */
  wait(options: { ms?: number; signal?: AbortSignal }): Promise<void>;
}

export function makeWake(): Wake {
  let pending = false;
  let release: (() => void) | undefined;

  const wake = () => {
    pending = true;
    release?.();
  };
  const wait = async ({ ms, signal }: { ms?: number; signal?: AbortSignal }) => {
    if (!pending && !signal?.aborted) await sleep(ms, signal);
    pending = false;
  };
  const sleep = (ms: number | undefined, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        release = undefined;
        resolve();
      };
      const timer = ms === undefined ? undefined : setTimeout(end, ms);
      signal?.addEventListener('abort', end);
      release = end;
    });
  return Object.assign(wake, { wait });
}
