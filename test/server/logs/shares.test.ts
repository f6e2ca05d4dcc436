import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fairShare } from '../../../server/logs/shares.ts';

test('who has little keeps it all, and those that have the most pay', () => {
  assert.equal(fairShare([10, 20, 1000], 100), 70);
  assert.equal(fairShare([10, 1000, 2000], 110), 50);
  assert.equal(fairShare([1000, 2000], 100), 50);
  assert.equal(fairShare([10, 20], 100), Number.POSITIVE_INFINITY);
});

test('whatever they have: together it fits, nothing is wasted, and nobody within an equal part loses anything', () => {
  const sizes = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(sizes, fc.nat(50_000), (all, room) => {
      const share = fairShare(all, room);
      const kept = all.map((size) => Math.min(size, share));
      const sum = kept.reduce((a, b) => a + b, 0);
      const wanted = Math.min(
        room,
        all.reduce((a, b) => a + b, 0),
      );
      assert.ok(sum <= room && sum > wanted - all.length);
      for (const [at, size] of all.entries()) if (size <= room / all.length) assert.equal(kept[at], size);
    }),
  );
});
