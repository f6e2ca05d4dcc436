// How long a watchdog has been quiet, while the time of day is set.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openQuiet } from '../../../agent/health/quiet.ts';

const began = 1_700_000_000_000;

for (const jump of [3_600_000, -3_600_000, 10 * 365 * 86_400_000]) {
  test(`C01: a watchdog that was heard a second ago is not quiet for longer when the clock is set by ${jump / 1000} s`, () => {
    const at = { wall: began, steady: 500 };
    const quiet = openQuiet(
      () => at.wall,
      () => at.steady,
    );
    const pass = (ms: number) => {
      at.wall += ms;
      at.steady += ms;
    };
    const heard = began - 1000;
    assert.equal(quiet.since('web', heard), 1000);
    at.wall += jump;
    pass(1000);
    assert.equal(quiet.since('web', heard), 2000);
    pass(500);
    const again = at.wall;
    pass(500);
    assert.equal(quiet.since('web', again), 500);
    at.wall -= jump;
    assert.equal(quiet.since('web', again), 500);
    quiet.forget('web');
    assert.equal(quiet.since('web', at.wall - 10), 10);
  });
}
