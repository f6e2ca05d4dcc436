import { deepEqual } from 'node:assert/strict';
import { it } from 'node:test';
import { keptBundles, remember } from '../../../agent/decide/keep.ts';

it('of each app the five newest bundles stay, and one that comes back is the newest again', () => {
  let known = {};
  for (const digest of ['a', 'b', 'c', 'd', 'e', 'f', 'c']) known = remember(known, [{ app: 'hello', digest }]);
  deepEqual(known, { hello: ['c', 'f', 'e', 'd', 'b'] });
});

it('an app that comes and goes takes nothing from another', () => {
  const known = remember({ hello: ['a'] }, [{ app: 'other', digest: 'x' }]);
  deepEqual(known, { hello: ['a'], other: ['x'] });
});

it('what is assigned and what runs stays, however old', () => {
  deepEqual([...keptBundles({ hello: ['a'] }, ['b'], ['c', 'a'])].sort(), ['a', 'b', 'c']);
});
