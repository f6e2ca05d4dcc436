// N04: a connection that comes and goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flapTrouble, type Steadiness, steadiness, steady } from '../../../server/decide/steadiness.ts';

/** Drops at these seconds; then, at the last second, another look. */
function after(seconds: number[], look: number): Steadiness {
  const dropped = seconds.reduce((before, second) => steadiness(before, second * 1000, true), steady);
  return steadiness(dropped, look * 1000);
}

test('N04: a few drops are nothing; five within two minutes are told, with how many', () => {
  assert.equal(flapTrouble(after([1, 4, 7, 10], 10)), '');
  assert.match(flapTrouble(after([1, 4, 7, 10, 13], 13)), /comes and goes: lost 5 times/);
  assert.equal(flapTrouble(after([0, 40, 80, 120, 160, 200], 200)), '');
});

test('N04: it is told once, from its begin until two minutes have passed without a drop', () => {
  const flapping = after([1, 4, 7, 10, 13], 100);
  assert.ok(flapping.flaps);
  assert.ok(steadiness(flapping, 131_000).flaps, 'one drop is left to be remembered');
  assert.ok(!steadiness(flapping, 133_000).flaps);
});

test('N04: what is remembered is bounded', () => {
  assert.equal(
    after(
      Array.from({ length: 1000 }, (_, n) => n / 100),
      10,
    ).drops.length,
    100,
  );
});
