// Asks the router now and then what requests met, more often while a deployment goes on.
import { type Clock, pause } from '../lib/clock.ts';
import { type ReleaseFigures, releaseFigures } from './decide/release-figures.ts';
import type { Replica } from './decide/replica.ts';
import type { Log } from './replica.ts';
import type { Router } from './router/router.ts';

export interface FiguresOptions {
  router: Router;
  replicas(): Replica[];
  /** Somebody waits for them. */
  isBusy(): boolean;
  clock: Clock;
  log: Log;
  /** They are new; not more often than `tellMs`. */
  changed(): void;
  pace?: { busyMs: number; idleMs: number; tellMs: number };
}

const defaults = { busyMs: 1000, idleMs: 10_000, tellMs: 2000 };

export function openFigures(options: FiguresOptions): { report(): ReleaseFigures[]; close(): void } {
  const { router, replicas, clock } = options;
  const pace = options.pace ?? defaults;
  const life = new AbortController();
  let routes: Awaited<ReturnType<Router['figures']>> = [];
  let told = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  void watch();

  async function watch(): Promise<void> {
    // Looked at often, asked when it is time: what begins a deployment does not come here.
    for (let asked = Number.NEGATIVE_INFINITY; !life.signal.aborted; await pause(clock, pace.busyMs, life.signal)) {
      if (!options.isBusy() && clock.now() - asked < pace.idleMs) continue;
      asked = clock.now();
      await look();
    }
  }

  async function look(): Promise<void> {
    try {
      routes = await router.figures(life.signal);
    } catch (error) {
      if (!life.signal.aborted) options.log.warn({ err: error }, 'the router does not say what requests met');
      return;
    }
    const text = JSON.stringify(report());
    if (text === told || clock.now() - toldAt < pace.tellMs) return;
    told = text;
    toldAt = clock.now();
    options.changed();
  }

  function report(): ReleaseFigures[] {
    return releaseFigures(routes, replicas());
  }

  return { report, close: () => life.abort() };
}
