import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shortOf, whoPays } from '../../../agent/decide/log-space.ts';

const stream = (replica: string, run: number, unshipped: number) => ({ run: { replica, run }, unshipped });

describe('who gives up output', () => {
  it('is the replica that has the most in all its runs, of it the oldest run that has any, and there the larger stream', () => {
    const flood = [stream('a', 1, 0), stream('a', 2, 30), stream('a', 2, 40), stream('a', 3, 50)];
    deepEqual(whoPays([stream('b', 1, 100), ...flood]), stream('a', 2, 40));
  });

  it('is nobody when nobody has any', () => {
    equal(whoPays([stream('a', 1, 0)]), undefined);
    equal(whoPays([]), undefined);
  });
});

describe('how much a disk is short', () => {
  it('is what is missing of the reserve, which is at most a tenth of the disk', () => {
    equal(shortOf({ freeBytes: 60, bytes: 10_000 }, 64), 4);
    equal(shortOf({ freeBytes: 60, bytes: 620 }, 64), 2);
    equal(shortOf({ freeBytes: 64, bytes: 10_000 }, 64), 0);
    equal(shortOf({ freeBytes: 5000, bytes: 10_000 }, 64), 0);
  });
});
