import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lastLines } from '../../../agent/logs/tail.ts';

test('the last lines of a file, with and without a newline at its end', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'tail-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'log');
  const tail = async (text: string, n: number, maxBytes?: number) => {
    await writeFile(path, text);
    return await lastLines(path, n, maxBytes);
  };
  assert.deepEqual(await tail('one\ntwo\nthree\n', 2), ['two', 'three']);
  assert.deepEqual(await tail('one\ntwo\nthr', 2), ['two', 'thr']);
  assert.deepEqual(await tail('one\n\n', 5), ['one', '']);
  assert.deepEqual(await tail('', 5), []);
  assert.deepEqual(await tail('one\ntwo\n', 0), []);
  assert.deepEqual(await tail(`${'x'.repeat(1000)}\nend\n`, 9, 10), ['xxxxx', 'end']);
  assert.deepEqual(await lastLines(join(folder, 'none'), 3), []);
});
