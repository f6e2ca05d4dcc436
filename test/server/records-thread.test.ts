// SQLite in its thread: the main loop never waits for the disk, and what goes wrong there is told here as it was.
import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { addHost, listHosts } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';
import { openSqliteThread } from '../../server/records/sqlite-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'records-thread-'));
after(() => rmSync(folder, { recursive: true }));

test('D08: while a write waits for the disk, the main loop goes round', async () => {
  const path = join(folder, 'slow.sqlite');
  const records = await openRecords(path);
  const slow = new DatabaseSync(path);
  slow.exec('BEGIN IMMEDIATE');
  let written = false;
  const writing = records
    .write((tx) => addHost(tx, 'h1', 'production', 1))
    .then(() => {
      written = true;
    });
  // Only this loop lets go of the disk: one that waited for it would wait for ever.
  for (let round = 0; round < 200; round += 1) await new Promise((next) => setImmediate(next));
  assert.equal(written, false);
  slow.exec('COMMIT');
  slow.close();
  await writing;
  assert.equal((await listHosts(records.db)).length, 1);
  await records.close();
});

test('statements that are asked at once are answered in their order; a transaction keeps out all others', async () => {
  const records = await openRecords(join(folder, 'order.sqlite'));
  const seen: number[] = [];
  const inside = records.write(async (tx) => {
    for (const name of ['a', 'b', 'c']) await addHost(tx, name, 'production', 1);
  });
  const reads = [1, 2, 3].map(async () => seen.push((await listHosts(records.db)).length));
  await Promise.all([inside, ...reads]);
  assert.deepEqual(seen, [3, 3, 3]);
  await records.close();
});

test('what SQLite says of a mistake comes with its code, and breaks nothing', async () => {
  const broken: Error[] = [];
  const db = await openSqliteThread<{ t: { id: number } }>(join(folder, 'codes.sqlite'), {
    broken: (error) => void broken.push(error),
  });
  await sql`CREATE TABLE t (id INTEGER PRIMARY KEY)`.execute(db);
  await db.insertInto('t').values({ id: 1 }).execute();
  await assert.rejects(db.insertInto('t').values({ id: 1 }).execute(), {
    message: /UNIQUE constraint failed: t.id/,
    errcode: 1555,
  });
  assert.equal((await db.deleteFrom('t').executeTakeFirst()).numDeletedRows, 1n);
  assert.equal(broken.length, 0);
  await db.destroy();
  await assert.rejects(db.selectFrom('t').selectAll().execute(), /closed|destroyed/);
});

test('a file that makes no sense is told once, as broken', async () => {
  const path = join(folder, 'damaged.sqlite');
  const before = await openRecords(path);
  await before.write((tx) => addHost(tx, 'h1', 'production', 1));
  await before.close();
  const broken: Error[] = [];
  const records = await openRecords(path, (error) => broken.push(error));
  scribble(path);
  await sql`PRAGMA cache_size=0`.execute(records.db);
  await assert.rejects(listHosts(records.db), /malformed/);
  await assert.rejects(listHosts(records.db), /malformed/);
  assert.equal(broken.length, 1);
  await records.close();
});

/** Over every page but the first one. */
function scribble(path: string): void {
  const fd = openSync(path, 'r+');
  for (let page = 1; page < 40; page += 1) writeSync(fd, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
  closeSync(fd);
}
