import { deepEqual, equal } from 'node:assert/strict';
import { it } from 'node:test';
import { busiest } from '../../../agent/decide/busiest.ts';
import { aFigure } from './figures.ts';

const paths = ({ figures }: ReturnType<typeof busiest>) => figures.map(({ path }) => path);

it('the routes with most requests since the last look are told first, and no more than there is room for', () => {
  const before = [aFigure({ path: '/old', requests: 1000 }), aFigure({ path: '/busy', requests: 10 })];
  const now = [aFigure({ path: '/old', requests: 1001 }), aFigure({ path: '/busy', requests: 50 }), aFigure({ path: '/idle' })];
  const told = busiest(now, before, { rows: 2, characters: 10_000 });
  deepEqual([paths(told), told.leftOut], [['/busy', '/old'], 1]);
  deepEqual(paths(busiest(now, before, { rows: 9, characters: 200 })), ['/busy']);
});

it('a report of thousands of routes with long paths stays small', () => {
  const many = Array.from({ length: 2000 }, (_, at) => aFigure({ path: `/${at}${'x'.repeat(1000)}` }));
  const { figures, leftOut } = busiest(many, []);
  equal(figures.length + leftOut, 2000);
  equal(JSON.stringify(figures).length < 256 * 1024, true);
  equal(
    busiest(
      many.slice(0, 600).map((one, at) => ({ ...one, path: `/${at}` })),
      [],
    ).figures.length,
    500,
  );
});
