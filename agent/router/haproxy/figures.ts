// What requests met, from HAProxy's counts: a slot counts on through all its occupants, so each is what came since it moved in.
import type { RouteFigures } from '../../decide/release-figures.ts';
import type { Occupant, OccupantRoute, Places } from './places.ts';
import type { Counters } from './seen.ts';

/** Without a histogram: HAProxy knows averages alone. */
export type HaproxyFigure = RouteFigures & OccupantRoute & Counters & { inFlight: number };

const most = 2000;

/** One for each route and release; `past` of those who have left. */
export function figuresOf(
  { slots }: Places,
  past: HaproxyFigure[],
  counted: (slot: string) => Counters & { inFlight?: number },
): HaproxyFigure[] {
  const sums = new Map<string, HaproxyFigure>();
  const add = (figure: HaproxyFigure) => {
    const key = JSON.stringify([
      figure.app,
      figure.environment,
      figure.process,
      figure.release,
      figure.port,
      figure.host,
      figure.path,
    ]);
    const known = sums.get(key);
    sums.set(key, known ? sum(known, figure) : figure);
  };
  for (const figure of past) add(figure);
  for (const [name, occupant] of Object.entries(slots)) add(figureOf(occupant, counted(name)));
  return [...sums.values()].slice(-most);
}

/** What this one has met so far. */
export function figureOf({ route, release, base }: Occupant, now: Counters & { inFlight?: number }): HaproxyFigure {
  return { ...route, release, ...since(base, now), inFlight: now.inFlight ?? 0, latency: [] };
}

function since(base: Counters, now: Counters): Counters {
  const less = (key: 'requests' | 'failures' | 'abandoned' | 'bytesIn' | 'bytesOut') => Math.max(0, now[key] - base[key]);
  return {
    requests: less('requests'),
    status: now.status.map((count, at) => Math.max(0, count - (base.status[at] ?? 0))) as Counters['status'],
    failures: less('failures'),
    abandoned: less('abandoned'),
    bytesIn: less('bytesIn'),
    bytesOut: less('bytesOut'),
  };
}

function sum(one: HaproxyFigure, other: HaproxyFigure): HaproxyFigure {
  return {
    ...one,
    requests: one.requests + other.requests,
    status: one.status.map((count, at) => count + (other.status[at] ?? 0)) as Counters['status'],
    failures: one.failures + other.failures,
    abandoned: one.abandoned + other.abandoned,
    bytesIn: one.bytesIn + other.bytesIn,
    bytesOut: one.bytesOut + other.bytesOut,
    inFlight: one.inFlight + other.inFlight,
  };
}
