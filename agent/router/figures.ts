// What the router saw, per release and route: the evidence for or against a canary. Counted since the router's start.
import { latencyBoundsMs } from '../../lib/latency.ts';
import type { RouteFigures } from '../decide/release-figures.ts';
import type { RouteEntry } from '../decide/types.ts';

/** This router counts all of it. */
export interface Figure extends RouteFigures {
  status: [number, number, number, number, number];
  latencyMs: number;
}

export interface Figures {
  of(route: RouteEntry, release: number): Figure;
  /** Sorted by nothing; at most `most`. */
  all(): Figure[];
  /** Forgets the releases that no route leads to any more, as soon as there are too many. */
  keepOnly(routes: RouteEntry[]): void;
}

const most = 2000;

export function countFigures(): Figures {
  const figures = new Map<string, Figure>();
  let recent = new WeakMap<RouteEntry, Map<number, Figure>>();

  function of(route: RouteEntry, release: number): Figure {
    const byRelease = recent.get(route) ?? new Map<number, Figure>();
    const known = byRelease.get(release);
    if (known) return known;
    const found = find(route, release);
    recent.set(route, byRelease.set(release, found));
    return found;
  }

  function find(route: RouteEntry, release: number): Figure {
    const key = figureKey(route, release);
    const known = figures.get(key);
    if (known) return known;
    const made = noFigure(route, release);
    figures.set(key, made);
    return made;
  }

  function keepOnly(routes: RouteEntry[]): void {
    if (figures.size < most) return;
    const live = new Set(routes.flatMap((route) => route.targets.map((target) => figureKey(route, target.release))));
    recent = new WeakMap();
    for (const [key, figure] of figures) if (!live.has(key) && figure.inFlight === 0) figures.delete(key);
  }

  return { of, all: () => [...figures.values()].slice(-most), keepOnly };
}

export function countStatus(figure: Figure, status: number, ms: number): void {
  const group = Math.min(5, Math.max(1, Math.floor(status / 100))) - 1;
  figure.status[group] = (figure.status[group] ?? 0) + 1;
  const found = latencyBoundsMs.findIndex((bound) => ms <= bound);
  const bucket = found === -1 ? latencyBoundsMs.length : found;
  figure.latency[bucket] = (figure.latency[bucket] ?? 0) + 1;
  figure.latencyMs += ms;
}

function figureKey(route: RouteEntry, release: number): string {
  return [route.app, route.environment, route.process, release, route.port, route.host, route.path].join(' ');
}

function noFigure({ app, environment, process, port, host, path }: RouteEntry, release: number): Figure {
  const counts = { requests: 0, failures: 0, abandoned: 0, inFlight: 0, bytesIn: 0, bytesOut: 0, latencyMs: 0 };
  const latency = new Array(latencyBoundsMs.length + 1).fill(0);
  return { app, environment, process, release, port, host, path, status: [0, 0, 0, 0, 0], latency, ...counts };
}
