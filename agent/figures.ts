// Asks the router now and then what requests met, more often while a deployment goes on.
import { type Clock, pause } from '../lib/clock.ts';
import type { ReportInput } from '../proto/generated/castellan/v1/Report.ts';
import { busiest } from './decide/busiest.ts';
import { type RouteFigures, releaseFigures } from './decide/release-figures.ts';
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

export interface Figures {
  report(): Pick<ReportInput, 'figures' | 'routes' | 'routesMs' | 'routesLeftOut'>;
  close(): void;
}

export function openFigures(options: FiguresOptions): Figures {
  const { router, replicas, clock } = options;
  const pace = options.pace ?? defaults;
  const life = new AbortController();
  let routes: RouteFigures[] = [];
  let active = busiest([], []);
  let lookedAt = 0;
  let told = '';
  let isStill = true;
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
      const now = await router.figures(life.signal);
      active = busiest(now, routes);
      routes = now;
      lookedAt = clock.now();
    } catch (error) {
      if (!life.signal.aborted) options.log.warn({ err: error }, 'the router does not say what requests met');
      return;
    }
    const text = JSON.stringify([releases(), active.figures]);
    const isNew = text !== told;
    // The first look that finds nothing new is told too: what came in a second is then nothing.
    if ((!isNew && isStill) || clock.now() - toldAt < pace.tellMs) return;
    isStill = !isNew;
    told = text;
    toldAt = clock.now();
    options.changed();
  }

  function releases() {
    return releaseFigures(routes, replicas());
  }

  function report(): ReturnType<Figures['report']> {
    const rows = active.figures.map((figure) => ({ ...figure, port: figure.port ?? 0, host: figure.host ?? '' }));
    return { figures: releases(), routes: rows, routesMs: lookedAt, routesLeftOut: active.leftOut };
  }

  return { report, close: () => life.abort() };
}
