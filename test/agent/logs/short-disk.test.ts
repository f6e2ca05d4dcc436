// A real disk that is short of space: what the server has is given back at once, then the oldest of the rest goes, and is told of.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeDurable } from '../../../lib/durable-file.ts';
import { linesOf, storeFor, textsOf } from '../../server/logs/wire.ts';
import { noSmallDisk, type SmallDisk, smallDisk } from '../../small-disk.ts';
import { bytesOf, runOf, shipperFor, silent, until, Wire } from './shipped.ts';

const mebibyte = 2 ** 20;
/** A tenth of the disk. */
const reserve = 3.2 * mebibyte;
const short = 'the disk with the logs was short of space';

describe('a disk that is short of space', { skip: noSmallDisk }, () => {
  it('A09: the replica that has most gives up its oldest, the control files can be written, and every byte is told of', async (t) => {
    const [store, disk] = [await storeFor(t), await diskFor(t)];
    const [flood, calm] = [runOf(disk.path), runOf(disk.path, 'r2')];
    const wire = new Wire(store);
    wire.away = true;
    const [warned, changes] = [[] as object[], [] as string[]];
    const log = { ...silent, warn: (fields: object) => warned.push(fields) } as unknown as typeof silent;
    const changed = () => void changes.push(shipper.troubles().join());
    const shipper = shipperFor(t, disk.path, wire, { limits: { waitedMs: 50, toldMs: 0 }, log, changed });
    shipper.follow(flood);
    shipper.follow(calm);
    appendFileSync(calm.path, `${'calm'.repeat(1000)}\n`);
    const written = numbered(12 * mebibyte + 1600);
    appendFileSync(flood.path, written);
    await until('all is seen', () => shipper.unshippedBytes === written.length + 4001);
    assert.deepEqual(shipper.troubles(), []);

    disk.fill();
    await until('the reserve is there again', () => disk.left() >= reserve);
    writeDurable(join(disk.path, 'assignment.json'), Buffer.alloc(65_536));
    await until('what was given up is recorded', () => existsSync(`${flood.path}.cursor`));
    await until('it is told', () => shipper.troubles().length > 0);
    assert.ok(shipper.unshippedBytes > 4 * mebibyte, 'more was given up than was needed');
    assert.match(
      shipper.troubles().join(),
      new RegExp(`^[34](\\.\\d)? MiB of output that the server did not have were given up: ${short}$`),
    );
    assert.deepEqual(warned, [{ replica: 'r1', app: 'hello', reason: short }]);
    assert.equal(changes.length, 1);

    await until('nothing is left to give, however often it is filled', () => {
      disk.fill();
      return shipper.unshippedBytes < 16_384;
    });
    disk.free();
    wire.away = false;
    for (const replica of ['r1', 'r2']) shipper.finished(replica, 1);
    await until('the files to go', () => !existsSync(flood.path) && !existsSync(calm.path));
    await until('it is not told any more', () => shipper.troubles().length === 0);
    assert.equal(changes.at(-1), '');
    assert.deepEqual(await textsOf(store, { replicas: ['r2'] }), ['calm'.repeat(1000)]);
    const lines = await linesOf(store, { replicas: ['r1'] });
    const gaps = lines.filter(({ gapBytes }) => gapBytes > 0);
    const lost = gaps.reduce((sum, { gapBytes }) => sum + gapBytes, 0);
    assert.deepEqual([...new Set(gaps.map(({ gapReason }) => gapReason))], [short]);
    assert.ok(lost > 11 * mebibyte && lost < written.length, `${lost} bytes lost`);
    assert.ok(bytesOf(lines).equals(written.subarray(lost)), 'what is kept is not what is left');
  });

  it('A09: what the server has goes first and sooner than otherwise, and nothing is given up that it is taking', async (t) => {
    const [store, disk] = [await storeFor(t), await diskFor(t)];
    const run = runOf(disk.path);
    const shipper = shipperFor(t, disk.path, new Wire(store), { limits: { waitedMs: 60_000 } });
    shipper.follow(run);
    const written = numbered(3 * mebibyte);
    appendFileSync(run.path, written);
    await until('it has arrived', () => shipper.unshippedBytes === 0);
    assert.ok(statSync(run.path).blocks * 512 >= written.length, 'it was given back before');
    disk.fill();
    await until('it is given back', () => statSync(run.path).blocks * 512 <= 131_072);
    const later = numbered(mebibyte);
    for (let at = 0; at < later.length; at += 65_536) {
      appendFileSync(run.path, later.subarray(at, at + 65_536));
      await sleep(5);
    }
    shipper.finished('r1', 1);
    await until('the file to go', () => !existsSync(run.path));
    assert.deepEqual(shipper.troubles(), []);
    assert.ok(bytesOf(await linesOf(store)).equals(Buffer.concat([written, later])));
  });

  it('A09: what was given up as a whole, and whose record was lost, is told of and no zeros are', async (t) => {
    const [store, disk] = [await storeFor(t), await diskFor(t)];
    const run = runOf(disk.path);
    appendFileSync(run.path, 'x'.repeat(99).concat('\n').repeat(100));
    const wire = new Wire(store);
    wire.away = true;
    const first = shipperFor(t, disk.path, wire, { limits: { waitedMs: 1 } });
    first.follow(run);
    first.finished('r1', 1);
    disk.fill();
    await until('it is given up', () => statSync(run.path).blocks * 512 <= 4096);
    await first.close();
    rmSync(`${run.path}.cursor`);
    disk.free();
    wire.away = false;
    const second = shipperFor(t, disk.path, wire);
    second.follow(run);
    second.finished('r1', 1);
    await until('the file to go', () => !existsSync(run.path));
    const lines = await linesOf(store);
    assert.deepEqual(
      lines.map(({ gapBytes, text }) => [gapBytes, text.length]),
      [[10_000, 0]],
    );
  });
});

async function diskFor(t: TestContext): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'castellan-short-'));
  const disk = smallDisk(join(folder, 'disk'), { size: '32m' });
  t.after(async () => {
    disk.close();
    await rm(folder, { recursive: true, force: true });
  });
  return disk;
}

function numbered(bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes / 16 }, (_, at) => `${at}\n`.padStart(16, '0')).join(''));
}
