// Records in SQLite.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openRecords } from '../../server/records/records.ts';
import { recordsContract } from '../contracts/records.ts';

const folder = mkdtempSync(join(tmpdir(), 'records-'));
after(() => rmSync(folder, { recursive: true }));
let opened = 0;

recordsContract('sqlite', {
  open: () => openRecords(join(folder, `${++opened}.sqlite`)),
  reopen: () => openRecords(join(folder, `${opened}.sqlite`)),
});

test('sqlite: every open is WAL with synchronous=FULL, also of a database that exists', async () => {
  const path = join(folder, 'pragmas.sqlite');
  for (const round of ['first', 'second']) {
    const records = await openRecords(path);
    const journal = await sql<{ journal_mode: string }>`PRAGMA journal_mode`.execute(records.db);
    const synchronous = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(records.db);
    assert.deepEqual([journal.rows[0]?.journal_mode, synchronous.rows[0]?.synchronous], ['wal', 2], round);
    await records.close();
  }
});
