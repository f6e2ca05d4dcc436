import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planSlot } from '../../../agent/decide/changes.ts';
import { aloneOnARoute, mostBeyondShare, type Part } from '../../../agent/decide/make-room.ts';
import { calm, gauge, isWatched, sample, sayBeyondShare, sayUse } from '../../../agent/decide/watchdog.ts';
import { aReplica, aWish, healthy } from './replicas.ts';

const feed = (values: number[], line: number | null) => values.reduce((before, value) => gauge(before, value, line), calm);

describe('a gauge', () => {
  it('goes on after three samples in a row at its line, and off after three well below it', () => {
    equal(feed([90, 90], 90).on, false);
    equal(feed([90, 89, 90, 90], 90).on, false);
    equal(feed([90, 95, 91], 90).on, true);
    equal(feed([90, 95, 91, 80, 80], 90).on, true);
    equal(feed([90, 95, 91, 80, 86, 80, 80], 90).on, true, 'not low enough in between');
    equal(feed([90, 95, 91, 80, 80, 80], 90).on, false);
    equal(feed([100, 100, 100], null).on, false);
  });

  it('does not flap: it never changes more often than every third sample', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 80, max: 100 }), { maxLength: 200 }), (values) => {
        let [now, since] = [calm, 3];
        for (const value of values) {
          const next = gauge(now, value, 90);
          since += 1;
          if (next.on !== now.on) {
            ok(since >= 3, 'it changed twice within three samples');
            since = 0;
          }
          now = next;
        }
      }),
    );
  });

  it('warns before it asks for a restart', () => {
    const bounds = { warn: 80, restart: 95 };
    const after = (values: number[]) =>
      values.reduce<ReturnType<typeof sample> | undefined>((before, value) => sample(before, value, bounds), undefined);
    deepEqual([after([85, 85, 85])?.warn.on, after([85, 85, 85])?.restart.on], [true, false]);
    deepEqual([after([95, 96, 97])?.warn.on, after([95, 96, 97])?.restart.on], [true, true]);
  });
});

it('what is used is told in its own measure', () => {
  equal(sayUse('memoryBytes', 430 * 2 ** 20, 400 * 2 ** 20, 'warning'), 'uses 430 MiB of memory, warning from 400 MiB of memory');
  equal(sayUse('cpu', 0.951, 0.9, 'warning'), 'uses 0.95 processors, warning from 0.90 processors');
  equal(sayUse('diskBytes', 3 * 2 ** 20, 2 ** 20, 'restart'), 'uses 3 MiB of disk, restart from 1 MiB of disk');
  equal(sayBeyondShare('cpu', 1.5, 0.25), 'uses 1.50 processors, of which 0.25 are its share');
  equal(isWatched(undefined), false);
  equal(isWatched({ ...aWish.spec.watchdog, diskBytes: { warn: 1, restart: null } }), true);
});

describe('a slot whose replica has worn out', () => {
  const worn = aReplica(healthy, { promotedAt: 0, worn: 'uses much', restarts: 2 });
  const facts = { wish: aWish, acknowledged: new Set([worn.id]), now: 1 };

  it('gets another one beside it, which counts as its restart', () => {
    const [create] = planSlot({ ...facts, replicas: [worn] }).changes;
    deepEqual([create?.do, create?.do === 'create' && create.restarts], ['create', 3]);
  });

  it('lets it go when the other one serves', () => {
    const next = aReplica(healthy, { id: 'next', promotedAt: 1, createdAt: 1 });
    deepEqual(planSlot({ ...facts, replicas: [worn, next], acknowledged: new Set(['next']) }).changes, [
      { do: 'drain', replica: worn.id },
    ]);
  });

  it('keeps it when the other one failed', () => {
    const failed = aReplica({ name: 'failed', since: 1 }, { id: 'next', createdAt: 1 });
    deepEqual(planSlot({ ...facts, replicas: [worn, failed] }).changes, []);
  });

  it('with a fixed port is emptied first', () => {
    const spec = { ...aWish.spec, ports: { http: 8080 } };
    const plan = planSlot({ ...facts, wish: { ...aWish, spec }, replicas: [{ ...worn, spec }] });
    deepEqual(plan.changes, [{ do: 'drain', replica: worn.id }]);
  });
});

describe('a host that is short of something', () => {
  const part: Part = { replica: 'one', amount: 10, limit: null, isAlone: false };
  const choices: [what: string, parts: Part[], whole: number, chosen: ReturnType<typeof mostBeyondShare>][] = [
    [
      'the one that has most beyond its share',
      [
        { ...part, replica: 'limited', amount: 490, limit: 500 },
        part,
        { ...part, replica: 'large', amount: 300 },
        { ...part, replica: 'largest', amount: 400 },
      ],
      1000,
      { replica: 'largest', amount: 400, share: 250 },
    ],
    [
      'one beyond its limit',
      [part, { ...part, replica: 'limited', limit: 5 }],
      1000,
      { replica: 'limited', amount: 10, share: 5 },
    ],
    ['none where others use it', [part, { ...part, amount: 400 }], 4000, null],
    ['none where none runs', [], 1000, null],
    [
      'one with a substitute before one that is alone on a route',
      [
        { ...part, replica: 'alone', amount: 900, isAlone: true },
        { ...part, amount: 600 },
      ],
      1000,
      { replica: 'one', amount: 600, share: 500 },
    ],
    [
      'one that is alone where there is no other',
      [
        { ...part, amount: 900, isAlone: true },
        { ...part, replica: 'small' },
      ],
      1000,
      { replica: 'one', amount: 900, share: 500 },
    ],
    [
      'none whose start has given nothing back',
      [
        { ...part, amount: 900, atStart: 700 },
        { ...part, replica: 'small' },
      ],
      1000,
      null,
    ],
    [
      'one that has grown since',
      [{ ...part, amount: 900, atStart: 10 }, part],
      1000,
      { replica: 'one', amount: 900, share: 500 },
    ],
  ];
  for (const [what, parts, whole, chosen] of choices) {
    it(`chooses ${what}`, () => deepEqual(mostBeyondShare(parts, whole), chosen));
  }

  it('knows who is alone on a route', () => {
    const ready = { promotedAt: 0 };
    const other = { ...aWish.spec, routes: [{ host: 'other.example', path: '/' }] };
    const both = { ...aWish.spec, routes: [...aWish.spec.routes, ...other.routes] };
    const [first, second] = [aReplica(healthy, { ...ready, id: 'first' }), aReplica(healthy, { ...ready, id: 'second' })];
    const unready = aReplica(healthy, { id: 'candidate', spec: other });
    const without = aReplica(healthy, { ...ready, id: 'worker', spec: { ...aWish.spec, routes: [] } });
    deepEqual([...aloneOnARoute([first, second, unready, without])], []);
    deepEqual([...aloneOnARoute([first, { ...second, spec: other }, unready])], ['first', 'second']);
    deepEqual([...aloneOnARoute([first, { ...second, spec: both }])], ['second']);
  });
});
