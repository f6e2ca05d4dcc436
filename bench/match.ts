// Finding the route of a request in a table of 10,000 routes beside one of 10, and taking such a table up.
import { findRoute, indexRoutes } from '../agent/router/match.ts';
import { checkTable } from '../agent/router/table.ts';
import { route } from '../test/contracts/router.ts';
import { figure, pairwise, type Row } from './pairwise.ts';

const lookups = 400_000;

export async function run(): Promise<Row[]> {
  const [few, many] = [10, 10_000].map((count) => entriesOf(count));
  return [
    await pairwise({
      name: 'G18 finding a route: exact names, wildcards, paths; 10,000 routes beside 10',
      goal: '<= 1.1 of a table with 10',
      gate: { atMost: 2 },
      rounds: 9,
      product: async () => perLookup(many ?? []),
      reference: async () => perLookup(few ?? []),
      unit: 'ns',
    }),
    figure({
      name: 'G18 checking and indexing a table of 10,000 routes',
      goal: '<= 250 ms',
      gate: { atMost: 1000 },
      unit: 'ms',
      value: takeUp(many ?? []),
    }),
  ];
}

/** A third by exact name, a third by wildcard, a third by path; names are as long in a small table as in a large one. */
function entriesOf(count: number) {
  const target = { replica: 'bench', release: 1, address: '127.0.0.1', port: 20_000 };
  return Array.from({ length: count }, (_, at) => {
    const name = String(at).padStart(5, '0');
    if (at % 3 === 0) return route([target], { host: `h${name}.example.com` });
    if (at % 3 === 1) return route([target], { host: `*.h${name}.example.com` });
    return route([target], { host: 'paths.example.com', path: `/p${name}` });
  });
}

/** Names that every table has, so that both are asked the same. */
const asked: [host: string, path: string][] = [
  ['h00003.example.com', '/a/b'],
  ['www.h00004.example.com', '/a/b'],
  ['paths.example.com', '/p00005/a/b'],
  ['unknown.example.org', '/a/b'],
];

function perLookup(entries: ReturnType<typeof entriesOf>): number {
  const index = indexRoutes(entries);
  let found = 0;
  const look = (times: number) => {
    for (let n = 0; n < times; n += 1) {
      const [host, path] = asked[n % asked.length] as [string, string];
      if (findRoute(index, 80, true, host, path)) found += 1;
    }
  };
  look(lookups / 10);
  const began = performance.now();
  look(lookups);
  const took = performance.now() - began;
  if (found !== 0.825 * lookups) throw new Error(`${found} of ${lookups} found`);
  return (took * 1e6) / lookups;
}

function takeUp(entries: ReturnType<typeof entriesOf>): number {
  const began = performance.now();
  const checked = checkTable({ revision: 1, routes: entries });
  if ('mistakes' in checked) throw new Error(checked.mistakes.join('; '));
  indexRoutes(checked.table.routes);
  return performance.now() - began;
}
