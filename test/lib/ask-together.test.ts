// Many small reads as few large ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askTogether } from '../../lib/ask-together.ts';

test('the first is asked at once, and what comes meanwhile goes together, each key once and so many at the most', async () => {
  const reads: string[][] = [];
  const ask = askTogether(3, async (keys: string[]) => {
    reads.push(keys);
    return new Map(keys.map((key) => [key, key.toUpperCase()]));
  });

  assert.deepEqual(await Promise.all(['a', 'b', 'b', 'c', 'd'].map(ask)), ['A', 'B', 'B', 'C', 'D']);
  assert.deepEqual(reads, [['a'], ['b', 'c'], ['d']]);
});

test('whoever asks while a read is under way gets the answer of a later one', async () => {
  let value = 1;
  const first = Promise.withResolvers<void>();
  const ask = askTogether(3, async (keys: string[]) => {
    const seen = value;
    if (seen === 1) await first.promise;
    return new Map(keys.map((key) => [key, seen]));
  });

  const early = ask('a');
  value = 2;
  const late = ask('a');
  first.resolve();
  assert.deepEqual(await Promise.all([early, late]), [1, 2]);
});

test('a read that fails fails for those who were in it; an answer that fails, for its own; and the next is read', async () => {
  const ask = askTogether(2, async (keys: string[]) => {
    if (keys.includes('bad')) throw new Error('no read');
    return new Map(keys.map((key) => [key, key === 'odd' ? Promise.reject(new Error('no answer')) : Promise.resolve(key)]));
  });

  const all = await Promise.allSettled(['bad', 'odd', 'even', 'missing'].map(ask));
  assert.deepEqual(
    all.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message)),
    ['no read', 'no answer', 'even', 'missing'],
  );
  assert.equal(await ask('more'), 'more');
});

test('what the read does not know is undefined', async () => {
  assert.equal(await askTogether(2, async () => new Map<string, string>())('a'), undefined);
});
