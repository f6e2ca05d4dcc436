// What any blob store must do.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { Blobs } from '../../server/blobs/blobs.ts';

/** `open` gives the same store again, as after a restart of the server. */
export function blobsContract(name: string, open: () => Blobs): void {
  const put = async (blobs: Blobs, data: Buffer) => {
    const upload = await blobs.upload(sha256(data), 0);
    await upload.append(data);
    await upload.verify(data.length);
    await upload.keep();
    await upload.close();
    return sha256(data);
  };

  test(`${name}: what was kept is read back, from any offset, also after a restart`, async () => {
    const data = randomBytes(700_000);
    const digest = await put(open(), data);
    const blobs = open();
    assert.equal(blobs.size(digest), data.length);
    assert.equal(await blobs.received(digest), data.length);
    for (const offset of [0, 1, 262_144, 699_999, 700_000])
      assert.ok((await readAll(blobs.read(digest, offset))).equals(data.subarray(offset)));
  });

  test(`${name}: an upload that was cut off goes on where it ended`, async () => {
    const data = randomBytes(300_000);
    const digest = sha256(data);
    const first = await open().upload(digest, 0);
    await first.append(data.subarray(0, 100_000));
    await first.close();
    const blobs = open();
    assert.equal(await blobs.received(digest), 100_000);
    const second = await blobs.upload(digest, 100_000);
    await second.append(data.subarray(100_000));
    await second.verify(data.length);
    await second.keep();
    await second.close();
    assert.ok((await readAll(blobs.read(digest, 0))).equals(data));
  });

  test(`${name}: bytes that are not what was announced never become a blob`, async () => {
    const blobs = open();
    const digest = sha256(randomBytes(10));
    const upload = await blobs.upload(digest, 0);
    await upload.append(Buffer.from('something else'));
    await assert.rejects(upload.verify(14), { code: 'bad-input' });
    await upload.discard();
    await upload.close();
    assert.equal(blobs.size(digest), undefined);
    assert.equal(await blobs.received(digest), 0);
    assert.throws(() => blobs.path(digest), { code: 'not-found' });
  });

  test(`${name}: one upload of a blob at a time, and only from where the last one ended`, async () => {
    const blobs = open();
    const data = randomBytes(1000);
    const first = await blobs.upload(sha256(data), 0);
    await assert.rejects(blobs.upload(sha256(data), 0), { code: 'unavailable' });
    await first.append(data.subarray(0, 500));
    await first.close();
    await assert.rejects(blobs.upload(sha256(data), 499), { code: 'conflict' });
    const again = await blobs.upload(sha256(data), 500);
    await again.close();
  });

  test(`${name}: pushing what is there already takes no bytes and changes nothing`, async () => {
    const data = randomBytes(1000);
    const digest = await put(open(), data);
    const blobs = open();
    const upload = await blobs.upload(digest, data.length);
    await assert.rejects(upload.append(Buffer.from('x')), { code: 'bad-input' });
    await upload.verify(data.length);
    await upload.keep();
    await upload.discard();
    await upload.close();
    assert.ok((await readAll(blobs.read(digest, 0))).equals(data));
  });

  test(`${name}: what is removed is gone, also what was read of it before, and may come again`, async () => {
    const blobs = open();
    const data = randomBytes(1000);
    const digest = await put(blobs, data);
    assert.ok((await readAll(blobs.read(digest, 0))).equals(data));
    await blobs.remove(digest);
    await blobs.remove(digest);
    assert.equal(blobs.size(digest), undefined);
    assert.equal(await blobs.received(digest), 0);
    await assert.rejects(async () => readAll(blobs.read(digest, 0)), { code: 'not-found' });
    await put(blobs, data);
    assert.ok((await readAll(blobs.read(digest, 0))).equals(data));
  });

  test(`${name}: a name that is no sha256 is refused wherever it enters`, async () => {
    const blobs = open();
    for (const name of ['', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
      await assert.rejects(blobs.received(name), { code: 'bad-input' });
      await assert.rejects(blobs.upload(name, 0), { code: 'bad-input' });
      await assert.rejects(blobs.remove(name), { code: 'bad-input' });
      assert.throws(() => blobs.path(name), { code: 'bad-input' });
    }
  });
}

function sha256(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

async function readAll(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
