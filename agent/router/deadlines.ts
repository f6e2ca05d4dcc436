// One slow clock for all connections: a timer for each of ten thousand would cost more than the requests.

export interface Timed {
  /** performance.now() from which on it is too late; Infinity: never. */
  until: number;
  expire(): void;
}

export interface Deadlines {
  watch(one: Timed): void;
  forget(one: Timed): void;
}

const sweepMs = 100;

export function watchDeadlines(): Deadlines {
  const watched = new Set<Timed>();
  let sweeping: NodeJS.Timeout | undefined;

  function sweep(): void {
    const now = performance.now();
    for (const one of watched) {
      if (one.until > now) continue;
      one.until = Number.POSITIVE_INFINITY;
      one.expire();
    }
  }

  return {
    watch: (one) => {
      watched.add(one);
      sweeping ??= setInterval(sweep, sweepMs).unref();
    },
    forget: (one) => {
      watched.delete(one);
      if (watched.size > 0) return;
      clearInterval(sweeping);
      sweeping = undefined;
    },
  };
}
