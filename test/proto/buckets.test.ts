// The arithmetic of a bucket, with time as a number.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { drawn, full, type Level, waitMs } from '../../proto/buckets.ts';

const rate = { perSecond: 10, burst: 5 };

describe('a bucket', () => {
  const table: [name: string, level: Level, now: number, amount: number, waits: number][] = [
    ['that is full gives all that it has at once', { left: 5, at: 0 }, 0, 5, 0],
    ['gives no more than it holds', { left: 5, at: 0 }, 0, 6, 100],
    ['fills up again, a tenth of a second for each', { left: 0, at: 1000 }, 1250, 2, 0],
    ['says how long it will take', { left: 0, at: 1000 }, 1050, 1, 50],
    ['never holds more than it can', { left: 5, at: 0 }, 3_600_000, 6, 100],
    ['that owes pays that first', { left: -3, at: 0 }, 200, 0, 100],
    ['is not filled by a clock that goes back', { left: 0, at: 1000 }, 0, 1, 100],
  ];
  for (const [name, level, now, amount, waits] of table)
    it(name, () => equal(Math.round(waitMs(level, rate, amount, now)), waits));

  it('owes what was drawn beyond it', () => {
    deepEqual(drawn({ left: 1, at: 0 }, rate, 4, 100), { left: -2, at: 100 });
    deepEqual(full(rate, 7), { left: 5, at: 7 });
  });

  it('lets through at most what it holds and what came since, and after the wait that it names there is enough', () => {
    const asks = fc.array(fc.record({ after: fc.integer({ min: -500, max: 2000 }), amount: fc.integer({ min: 0, max: 5 }) }));
    fc.assert(
      fc.property(asks, (all) => {
        let [level, now, latest, given] = [full(rate, 0), 0, 0, 0];
        for (const { after, amount } of all) {
          now += after;
          latest = Math.max(latest, now);
          const wait = waitMs(level, rate, amount, now);
          // A clock that was set back has to come up to where it was.
          const there = Math.max(now, level.at) + wait;
          ok(waitMs(level, rate, amount, there + 1e-6) <= 1e-3, `${wait} ms were not enough`);
          if (wait > 0) continue;
          level = drawn(level, rate, amount, now);
          given += amount;
          ok(given <= rate.burst + (latest * rate.perSecond) / 1000 + 1e-6, `${given} by ${latest}`);
        }
      }),
    );
  });
});
