// Database files that are not what was written: refused with what to do, or a prefix of what was.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { lookAt, requireSound } from '../../server/records/check.ts';
import { addHost, listHosts } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';

const folder = mkdtempSync(join(tmpdir(), 'damage-'));
after(() => rmSync(folder, { recursive: true }));
const pageBytes = 4096;
const refusal = { message: /is damaged and was left as it is: .*Hosts run on.*ctl server restore FILE/s };

test('D09: a database with flipped bits is refused with what to do, and left as it is', async () => {
  const path = await recordsWith(300, 'flipped.sqlite');
  const sound = readFileSync(path);
  let refused = 0;
  for (let page = 0; page < sound.length / pageBytes; page += 1) {
    const damaged = Buffer.from(sound);
    // The head of each page: what kind it is, and where its cells lie.
    for (let at = 0; at < 8; at += 1) damaged[page * pageBytes + at] = ~(damaged[page * pageBytes + at] as number);
    writeFileSync(path, damaged);
    assert.throws(() => requireSound(path), refusal, `page ${page}`);
    assert.ok(readFileSync(path).equals(damaged));
    refused += 1;
  }
  assert.ok(refused > 10, `${refused} pages`);
  await assert.rejects(openRecords(path), refusal);
});

test('D09: a file that was cut, or is none of ours, is refused', async () => {
  const path = await recordsWith(300, 'cut.sqlite');
  truncateSync(path, statSync(path).size / 2);
  await assert.rejects(openRecords(path), /is damaged/);
  writeFileSync(path, 'what is this');
  await assert.rejects(openRecords(path), /is damaged.*not a database/);
});

test('D09: a log ahead of it that was cut anywhere leaves a prefix of what was recorded', async () => {
  const path = join(folder, 'killed.sqlite');
  const records = await openRecords(path);
  for (let nth = 1; nth <= 30; nth += 1) await records.write((tx) => addHost(tx, nameOf(nth), 'production', nth));
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, join(folder, `copy${end}`));
  await records.close();
  const wal = readFileSync(join(folder, 'copy-wal'));
  const database = readFileSync(join(folder, 'copy'));
  const cut = join(folder, 'cut-log.sqlite');
  const lengths: number[] = [];
  for (let bytes = wal.length; bytes >= 0; bytes -= Math.ceil(wal.length / 25)) {
    writeFileSync(cut, database);
    writeFileSync(`${cut}-wal`, wal.subarray(0, bytes));
    rmSync(`${cut}-shm`, { force: true });
    assert.equal(lookAt(cut), 'thorough');
    const again = await openRecords(cut);
    const names = (await listHosts(again.db)).map(({ name }) => name);
    assert.deepEqual(
      names,
      Array.from({ length: names.length }, (_, at) => nameOf(at + 1)),
    );
    lengths.push(names.length);
    await again.close();
  }
  assert.equal(lengths[0], 30);
  assert.equal(lengths.at(-1), 0);
});

async function recordsWith(hosts: number, name: string): Promise<string> {
  const path = join(folder, name);
  const records = await openRecords(path);
  await records.write(async (tx) => {
    for (let nth = 1; nth <= hosts; nth += 1) await addHost(tx, nameOf(nth), 'production', nth);
  });
  await records.close();
  return path;
}

function nameOf(nth: number): string {
  return `host-${String(nth).padStart(4, '0')}`;
}
