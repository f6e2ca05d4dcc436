// What is remembered when there is no room for all.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lru } from '../../lib/lru.ts';

it('what was used longest ago goes first, and looking is using', () => {
  const three = lru<string, number>(3);
  for (const [at, key] of ['a', 'b', 'c'].entries()) three.set(key, at);
  assert.equal(three.get('a'), 0);
  three.set('d', 3);
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => three.get(key)),
    [0, undefined, 2, 3],
  );
  three.set('c', 4);
  three.delete('a');
  three.set('e', 5);
  assert.deepEqual(
    ['a', 'c', 'd', 'e'].map((key) => three.get(key)),
    [undefined, 4, 3, 5],
  );
});
