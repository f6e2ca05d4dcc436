// Blobs on disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { diskBlobs } from '../../server/blobs/disk.ts';
import { blobsContract } from '../contracts/blobs.ts';

const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
after(() => rmSync(folder, { recursive: true }));

blobsContract('disk', () => diskBlobs(folder));
