// Which app is planned next, and how long planning rests after what took long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextToPlan, restAfter, type Waiting } from '../../../server/decide/pace.ts';

const quiet: Waiting = { changed: [], deadlines: [], restMs: 0, now: 1000 };

test('planning rests for as long as it took, never for more than two seconds, and not at all when it was slight', () => {
  assert.deepEqual([0, 24, 25, 400, 2000, 9000].map(restAfter), [0, 0, 25, 400, 2000, 2000]);
});

const cases: [string, Partial<Waiting>, ReturnType<typeof nextToPlan>][] = [
  ['with nothing to do it waits for a minute', {}, { waitMs: 60_000 }],
  ['with nothing to do it does not count its rest', { restMs: 500 }, { waitMs: 60_000 }],
  ['a change after quiet is planned at once', { changed: ['a'] }, { plan: 'a' }],
  ['a rest that is over holds up nobody', { changed: ['a'], restMs: -3 }, { plan: 'a' }],
  ['the change that has waited longest comes first', { changed: ['b', 'a'] }, { plan: 'b' }],
  ['a change waits for the end of the rest', { changed: ['a'], restMs: 700 }, { waitMs: 700 }],
  [
    'it wakes for the nearest deadline',
    {
      deadlines: [
        ['a', 4000],
        ['b', 1300],
      ],
    },
    { waitMs: 300 },
  ],
  ['a deadline within the rest ends the waiting', { changed: ['a'], deadlines: [['b', 1200]], restMs: 700 }, { waitMs: 200 }],
  [
    'the end of the rest comes before a later deadline',
    { changed: ['a'], deadlines: [['a', 9000]], restMs: 700 },
    { waitMs: 700 },
  ],
  ['a deadline that is due does not wait for the rest', { deadlines: [['b', 1000]], restMs: 700 }, { plan: 'b' }],
  [
    'a deadline that is due comes before a change',
    {
      changed: ['a'],
      deadlines: [
        ['c', 2000],
        ['b', 999],
      ],
    },
    { plan: 'b' },
  ],
  [
    'of two deadlines the earlier one comes first',
    {
      deadlines: [
        ['a', 990],
        ['b', 980],
      ],
    },
    { plan: 'b' },
  ],
];

for (const [name, waiting, expected] of cases) test(name, () => assert.deepEqual(nextToPlan({ ...quiet, ...waiting }), expected));
