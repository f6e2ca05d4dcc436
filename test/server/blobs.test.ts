// Blobs on disk.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { diskBlobs } from '../../server/blobs/disk.ts';
import { hotBlobs } from '../../server/blobs/hot.ts';
import { blobsContract } from '../contracts/blobs.ts';

const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
after(() => rmSync(folder, { recursive: true }));

blobsContract('disk', () => diskBlobs(folder));

test('disk: an upload that nobody came back for is gone after a day, a younger one is not', () => {
  const state = join(folder, 'sweep');
  diskBlobs(state);
  for (const name of ['old', 'young']) writeFileSync(join(state, 'uploads', `${name}.part`), 'x');
  const yesterday = Date.now() / 1000 - 86_400 - 60;
  utimesSync(join(state, 'uploads', 'old.part'), yesterday, yesterday);
  diskBlobs(state);
  assert.deepEqual(readdirSync(join(state, 'uploads')), ['young.part']);
});

test('hot: many who ask at once cost one reading; what was asked for last stays, what is too large or cannot be read does not', async () => {
  const at = (name: string) => join(folder, name);
  for (const name of ['a', 'b', 'c']) writeFileSync(at(name), name.repeat(40));
  writeFileSync(at('large'), 'x'.repeat(60));
  const reads: string[] = [];
  const hot = hotBlobs(100, async (path) => {
    reads.push(path.slice(-1));
    return Buffer.from(path);
  });
  const all = await Promise.all(Array.from({ length: 100 }, () => hot.get(at('a'))));
  assert.deepEqual(reads, ['a']);
  assert.ok(all.every((content) => content === all[0]));
  await hot.get(at('b'));
  await hot.get(at('a'));
  await hot.get(at('c'));
  await hot.get(at('a'));
  assert.deepEqual(reads, ['a', 'b', 'c']);
  await hot.get(at('b'));
  assert.deepEqual(reads, ['a', 'b', 'c', 'b']);
  assert.equal(await hot.get(at('large')), undefined);
  await assert.rejects(hot.get(at('missing')), { code: 'ENOENT' });
  writeFileSync(at('missing'), 'here now');
  assert.ok(await hot.get(at('missing')));
});
