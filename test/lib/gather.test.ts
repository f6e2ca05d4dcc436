// Small writes that go together.
import { deepEqual, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import { gather } from '../../lib/gather.ts';

test('what comes while a write is under way goes together in the next, in its order', async () => {
  const written: number[][] = [];
  const first = Promise.withResolvers<void>();
  const put = gather<number>((items) => {
    written.push(items);
    return written.length === 1 ? first.promise : Promise.resolve();
  });
  const all = [put(1)];
  await new Promise((next) => setImmediate(next));
  all.push(put(2), put(3), put(4));
  await new Promise((next) => setImmediate(next));
  deepEqual(written, [[1]]);
  first.resolve();
  await Promise.all(all);
  deepEqual(written, [[1], [2, 3, 4]]);
});

test('those whose write fails are told, and the next goes on', async () => {
  let fails = true;
  const put = gather<string>(async () => {
    if (fails) throw new Error('no space');
  });
  const [one, other] = [put('a'), put('b')];
  await rejects(one, /no space/);
  await rejects(other, /no space/);
  fails = false;
  await put('c');
});
