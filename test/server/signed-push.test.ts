// What a push says of who vouches for it: kept with the version, sent to hosts, and refused where it is about something else.
import { deepEqual, equal, rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Proof } from '../../bundle/proof.ts';
import type { UploadPart } from '../../proto/generated/castellan/v1/UploadPart.ts';
import { assignmentFor } from '../../server/assignment.ts';
import { diskBlobs } from '../../server/blobs/disk.ts';
import { receiveBundle } from '../../server/push.ts';
import { addHost } from '../../server/records/fleet.ts';
import { openRecords, type Records } from '../../server/records/records.ts';
import { signaturesFor, signersOf } from '../../server/records/signatures.ts';
import { makeKey } from '../bundle/keys.ts';
import { type MadeVersion, makeVersion } from '../bundle/versions.ts';

describe('a signed push', () => {
  const folder = mkdtempSync(join(tmpdir(), 'signed-push-'));
  const [one, two] = [makeKey(), makeKey()];
  let records: Records;
  let made: MadeVersion;

  before(async () => {
    records = await openRecords(join(folder, 'server.sqlite'));
    made = await makeVersion(folder, '1');
  });
  after(async () => {
    await records.close();
    rmSync(folder, { recursive: true });
  });

  it('is kept with its version, one signature for each key, and goes to hosts with the bundle', async () => {
    await push('1.0.0', one.sign(of('1.0.0')));
    const { existed } = await push('1.0.0', two.sign(of('1.0.0')));
    equal(existed, true);
    const again = two.sign(of('1.0.0'));
    await push('1.0.0', again);
    await push('1.0.0');
    deepEqual((await signersOf(records.db, 'hello')).get('1.0.0'), [one.public.id, two.public.id].sort());
    const kept = await signaturesFor(records.db, 'hello', made.ref.digest);
    equal(kept.length, 2);
    equal(kept.filter(({ signature }) => signature === again.signature).length, 1);
    await records.write(async (tx) => {
      await addHost(tx, 'h1', 'production', 1);
      await tx
        .insertInto('stages')
        .values({ app: 'hello', environment: 'production', host: 'h1', bundle: made.ref.digest })
        .execute();
    });
    deepEqual((await assignmentFor(records.db, 'h1', 1)).stage?.[0]?.signatures, kept);
  });

  it('without a signature is a version like any other', async () => {
    await push('2.0.0');
    equal((await signersOf(records.db, 'hello')).get('2.0.0'), undefined);
  });

  for (const [what, proof, reason] of [
    ['another version', () => one.sign(of('1.0.0')), /the signature is for hello@1.0.0, not hello@3.0.0/],
    ['another app', () => one.sign({ ...of('3.0.0'), app: 'other' }), /the signature is for other@3.0.0/],
    ['another content', () => one.sign({ ...of('3.0.0'), bundle: 'ab'.repeat(32) }), /the signature is for another content/],
    ['nothing', () => ({ statement: 'all is well', signature: one.sign(of('3.0.0')).signature }), /none about a bundle/],
    ['it, and is none', () => ({ ...one.sign(of('3.0.0')), signature: 'trust me' }), /none of minisign’s/],
  ] as const)
    it(`is refused with a signature for ${what}, and there is no version`, async () => {
      await rejects(push('3.0.0', proof()), reason);
      equal((await signersOf(records.db, 'hello')).has('3.0.0'), false);
    });

  it('takes no more than eight keys', async () => {
    for (let at = 0; at < 8; at += 1) await push('4.0.0', makeKey().sign(of('4.0.0')));
    await rejects(push('4.0.0', makeKey().sign(of('4.0.0'))), /signed with 8 keys already/);
  });

  function of(version: string) {
    return { app: 'hello', version, bundle: made.ref.digest };
  }

  async function push(version: string, signature: Proof | null = null) {
    const { blobSha256: sha256, blobBytes: length } = made.ref;
    const blobs = diskBlobs(join(folder, 'blobs'));
    const open = { app: 'hello', version, sha256, length, offset: await blobs.received(sha256), signature };
    return receiveBundle({ records, blobs, now: Date.now }, open, parts(open.offset), 'anna');
  }

  async function* parts(offset: number): AsyncGenerator<UploadPart> {
    const { blobSha256: sha256, blobBytes: length } = made.ref;
    if (offset < length) yield { data: made.blob, part: 'data' } as UploadPart;
    yield { commit: { sha256, length }, part: 'commit' } as UploadPart;
  }
});
