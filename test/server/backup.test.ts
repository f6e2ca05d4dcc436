// Backups while the server writes, and what a restore makes of them: a prefix of what was, as a new life of the records.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { restore } from '../../server/backup/restore.ts';
import { openBackup } from '../../server/backup/write.ts';
import { blobFile } from '../../server/blobs/disk.ts';
import { addDeployment, findDeployment, listEvents } from '../../server/records/deployments.ts';
import { addHost, listHosts } from '../../server/records/fleet.ts';
import { openRecords, type Records } from '../../server/records/records.ts';
import { addVersion } from '../../server/records/versions.ts';

const folder = mkdtempSync(join(tmpdir(), 'backup-test-'));
after(() => rmSync(folder, { recursive: true }));
const now = new Date(1_700_000_000_000);
let made = 0;

test('D11: each backup that is made while the server writes is sound, and a prefix of what it wrote', async () => {
  const state = newState();
  const records = await openRecords(join(state, 'castellan.sqlite'));
  const stop = new AbortController();
  const writing = writeHosts(records, stop.signal);
  const lengths: number[] = [];
  for (let round = 1; round <= 5; round += 1) {
    const fresh = newState();
    await restore(fresh, Readable.from([await bytesOf(state)]), now);
    const names = await hostsOf(fresh);
    assert.deepEqual(
      names,
      Array.from({ length: names.length }, (_, at) => nameOf(at + 1)),
    );
    lengths.push(names.length);
  }
  stop.abort();
  const written = await writing;
  assert.ok((lengths.at(-1) as number) <= written);
  assert.ok((lengths[0] as number) < (lengths.at(-1) as number), `it wrote on meanwhile: ${lengths.join(', ')}`);
  await records.close();
});

test('bundles that the records name are in it, and checked; without them it says which ones are not', async () => {
  const { state, sha256 } = await stateWithBundle();
  const fresh = newState();
  const restored = await restore(fresh, Readable.from([await bytesOf(state)]), now);
  assert.deepEqual(restored.contents.left_out, []);
  assert.equal(readFileSync(blobFile(fresh, sha256), 'utf8'), 'a bundle');
  const without = await restore(newState(), Readable.from([await bytesOf(state, true)]), now);
  assert.deepEqual([without.contents.blobs, without.contents.left_out], [[], [sha256]]);
});

test('nothing is left of backups and restores, not even of those that were killed', async () => {
  const { state } = await stateWithBundle();
  mkdirSync(join(state, 'backup-killed'));
  mkdirSync(join(state, 'restore-killed'));
  const bytes = await bytesOf(state);
  await restore(state, Readable.from([bytes]), now);
  assert.deepEqual(
    readdirSync(state).filter((name) => /^(backup|restore)-/.test(name)),
    [],
  );
});

test('a backup that was cut off, changed or is none at all is refused, and changes nothing', async () => {
  const { state } = await stateWithBundle();
  const whole = await bytesOf(state);
  const target = newState();
  const records = await openRecords(join(target, 'castellan.sqlite'));
  await records.write((tx) => addHost(tx, 'mine', 'production', 1));
  await records.close();
  const refusals: [RegExp, Buffer][] = [
    [/cut off/, whole.subarray(0, whole.length - 1024)],
    [/cut off/, whole.subarray(0, 5000)],
    [/castellan.sqlite in it is damaged/, flipped(whole, 20_000)],
    [/blobs\/.* in it is damaged/, flipped(whole, whole.indexOf('a bundle'))],
    [/checksum/, Buffer.from('x'.repeat(2048))],
    [/cut off/, Buffer.alloc(0)],
  ];
  for (const [reason, bytes] of refusals) await assert.rejects(restore(target, Readable.from([bytes]), now), reason);
  assert.deepEqual(await hostsOf(target), ['mine']);
  assert.deepEqual(readdirSync(target), ['castellan.sqlite']);
});

test('D10: a restore is a new life: a newer epoch, hosts are held, what was under way has ended', async () => {
  const { state } = await stateWithBundle();
  const records = await openRecords(join(state, 'castellan.sqlite'));
  const number = await records.write(async (tx) => {
    await addHost(tx, 'h1', 'production', 1);
    return addDeployment(tx, underWay);
  });
  await records.close();
  const bytes = await bytesOf(state);
  const fresh = newState();
  for (const epoch of [2, 3]) {
    const restored = await restore(fresh, Readable.from([bytes]), now);
    assert.deepEqual([restored.epoch, restored.held, restored.ended], [epoch, ['h1'], [number]]);
    const again = await openRecords(join(fresh, 'castellan.sqlite'));
    assert.equal(again.epoch, epoch);
    assert.match((await listHosts(again.db))[0]?.held ?? '', /restored from a backup/);
    assert.deepEqual((await findDeployment(again.db, number))?.progress, {
      phase: 'settled',
      outcome: 'failed',
      at: now.getTime(),
    });
    assert.match((await listEvents(again.db, number))[0]?.text ?? '', /restored from a backup/);
    await again.close();
  }
});

test('D10: no deployment gets a number that another life may have given: hosts know what they ran for it', async () => {
  const { state } = await stateWithBundle();
  const records = await openRecords(join(state, 'castellan.sqlite'));
  await records.write((tx) => addDeployment(tx, underWay));
  await records.close();
  const bytes = await bytesOf(state);
  const fresh = newState();
  const given = new Set<number>();
  for (let life = 1; life <= 3; life += 1) {
    if (life > 1) await restore(fresh, Readable.from([bytes]), now);
    const again = await openRecords(join(life > 1 ? fresh : state, 'castellan.sqlite'));
    for (let n = 0; n < 2; n += 1) {
      const settled = { phase: 'settled', outcome: 'done', at: 1 } as const;
      given.add(await again.write((tx) => addDeployment(tx, { ...underWay, app: `app-${n}`, progress: settled })));
    }
    await again.close();
  }
  assert.equal(given.size, 6, [...given].join(', '));
});

test('what root restores belongs to whom the state folder belongs to', {
  skip: process.getuid?.() !== 0 && 'needs root',
}, async () => {
  const { state, sha256 } = await stateWithBundle();
  const target = newState();
  chownSync(target, 12_345, 12_345);
  await restore(target, Readable.from([await bytesOf(state)]), now);
  const blob = blobFile(target, sha256);
  const made = [join(target, 'castellan.sqlite'), join(target, 'blobs'), dirname(blob), blob];
  assert.deepEqual(
    made.map((path) => statSync(path).uid),
    made.map(() => 12_345),
  );
});

test('the records that were there are moved aside with their write-ahead log; until all is in place no server starts', async () => {
  const { state } = await stateWithBundle();
  const target = newState();
  writeFileSync(join(target, 'castellan.sqlite'), 'damaged');
  writeFileSync(join(target, 'castellan.sqlite-wal'), 'damaged too');
  const { aside } = await restore(target, Readable.from([await bytesOf(state)]), now);
  for (const end of ['', '-wal']) assert.match(readFileSync(join(aside as string, `castellan.sqlite${end}`), 'utf8'), /^damaged/);
  assert.deepEqual(await hostsOf(target), []);
  writeFileSync(join(target, 'unfinished-restore'), '');
  await assert.rejects(openRecords(join(target, 'castellan.sqlite')), /a restore was not finished/);
});

const underWay = {
  app: 'hello',
  environment: 'production',
  kind: 'deploy',
  to_release: 1,
  from_release: null,
  progress: { phase: 'staging', since: 1 } as const,
  request_id: null,
  request_digest: null,
  runs_hooks: 1,
  created_at: 1,
  created_by: 'anna',
};

function newState(): string {
  made += 1;
  const path = join(folder, String(made));
  mkdirSync(path);
  return path;
}

async function stateWithBundle(): Promise<{ state: string; sha256: string }> {
  const state = newState();
  const sha256 = createHash('sha256').update('a bundle').digest('hex');
  mkdirSync(dirname(blobFile(state, sha256)), { recursive: true });
  writeFileSync(blobFile(state, sha256), 'a bundle');
  const bundle = { digest: 'd1', blob_sha256: sha256, blob_bytes: 8, unpacked_bytes: 8, files: 1, manifest: 'app: hello' };
  const records = await openRecords(join(state, 'castellan.sqlite'));
  await records.write((tx) =>
    addVersion(tx, bundle, { app: 'hello', name: '1', bundle: 'd1', created_at: 1, created_by: 'anna' }),
  );
  await records.close();
  return { state, sha256 };
}

async function writeHosts(records: Records, signal: AbortSignal): Promise<number> {
  let nth = 0;
  for (; !signal.aborted; nth += 1) await records.write((tx) => addHost(tx, nameOf(nth + 1), 'production', nth));
  return nth;
}

async function bytesOf(state: string, recordsOnly = false): Promise<Buffer> {
  const backup = await openBackup({ state, recordsOnly, now });
  const parts: Buffer[] = [];
  for await (const part of backup.stream()) parts.push(part);
  backup.close();
  return Buffer.concat(parts);
}

async function hostsOf(state: string): Promise<string[]> {
  const records = await openRecords(join(state, 'castellan.sqlite'));
  const names = (await listHosts(records.db)).map(({ name }) => name);
  await records.close();
  assert.ok(existsSync(join(state, 'castellan.sqlite')));
  return names;
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = ~(copy[at] as number);
  return copy;
}

function nameOf(nth: number): string {
  return `host-${String(nth).padStart(6, '0')}`;
}
