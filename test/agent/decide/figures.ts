// What a router saw of one release on one route.
import type { RouteFigures } from '../../../agent/decide/release-figures.ts';

export function aFigure(rest: Partial<RouteFigures> = {}): RouteFigures {
  const of = { app: 'hello', environment: 'production', process: 'web', release: 1, port: null, host: null, path: '/' };
  const counts = { requests: 0, failures: 0, abandoned: 0, inFlight: 0, bytesIn: 0, bytesOut: 0 };
  return { ...of, ...counts, status: [0, 0, 0, 0, 0], latency: [], ...rest };
}
