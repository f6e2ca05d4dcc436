// Blobs on disk.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { diskBlobs } from '../../server/blobs/disk.ts';
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
