import { deepEqual, ok } from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { keptBundles, type Remembered, remember } from '../../../agent/decide/keep.ts';

const serve = (digests: string[], keep = 5) =>
  digests.reduce((known: Remembered, digest) => remember(known, 'hello', digest, keep), {});

it('of each app the five bundles that served last stay, and one that comes back is the newest again', () => {
  deepEqual(serve(['a', 'b', 'c', 'd', 'e', 'f', 'c']), { hello: ['c', 'f', 'e', 'd', 'b'] });
});

it('an app that comes and goes takes nothing from another', () => {
  const known = remember({ hello: ['a'] }, 'other', 'x', 5);
  deepEqual(known, { hello: ['a'], other: ['x'] });
});

it('what is assigned and what runs stays, however old', () => {
  deepEqual([...keptBundles({ hello: ['a', 'z'] }, 1, ['b'], ['c', 'a'])].sort(), ['a', 'b', 'c']);
});

it('A16: whatever was deployed, went back and failed: what serves, what served before it and what is assigned stays', () => {
  const digest = fc.constantFrom(...'abcdefgh');
  const step = fc.record({ digest, serves: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), fc.integer({ min: 2, max: 6 }), (steps, keep) => {
      let known: Remembered = {};
      const served: string[] = [];
      for (const { digest, serves } of steps) {
        if (serves) {
          known = remember(known, 'hello', digest, keep);
          served.push(digest);
        }
        const current = served.at(-1);
        const previous = served.findLast((one) => one !== current);
        const kept = keptBundles(known, keep, [digest], current ? [current] : []);
        for (const needed of [digest, current, previous]) ok(needed === undefined || kept.has(needed));
        ok(kept.size <= keep + 1);
      }
    }),
  );
});
