// Which figures of routes are told to the server: those with most requests since the last look, as many as one report has room for.
import type { RouteFigures } from './release-figures.ts';

export interface Told {
  figures: RouteFigures[];
  leftOut: number;
}

const most = { rows: 500, characters: 128 * 1024 };
/** Of a row's numbers, about. */
const rowCharacters = 120;

export function busiest(now: RouteFigures[], before: RouteFigures[], bounds = most): Told {
  const known = new Map(before.map((figure) => [keyOf(figure), figure.requests]));
  const ranked = now
    .map((figure) => ({ figure, recent: figure.requests - (known.get(keyOf(figure)) ?? 0) }))
    .sort((a, b) => b.recent - a.recent || b.figure.inFlight - a.figure.inFlight || b.figure.requests - a.figure.requests);
  let room = bounds.characters;
  const figures: RouteFigures[] = [];
  for (const { figure } of ranked) {
    room -= rowCharacters + keyOf(figure).length;
    if (room < 0 || figures.length === bounds.rows) break;
    figures.push(figure);
  }
  return { figures, leftOut: now.length - figures.length };
}

function keyOf({ app, environment, process, release, port, host, path }: RouteFigures): string {
  return [app, environment, process, release, port, host, path].join(' ');
}
