// A push: bytes in, verified as a whole, inspected under the bundle policy, then a version.

import { readManifest } from '../bundle/manifest.ts';
import { missingFiles } from '../bundle/named-files.ts';
import { BundleRefused } from '../bundle/refused.ts';
import { inspect } from '../bundle/unpack.ts';
import { isSha256 } from '../lib/names.ts';
import { fail } from '../proto/failure.ts';
import type { Commit } from '../proto/generated/castellan/v1/Commit.ts';
import type { UploadOpen } from '../proto/generated/castellan/v1/UploadOpen.ts';
import type { UploadPart } from '../proto/generated/castellan/v1/UploadPart.ts';
import type { Blobs, Upload } from './blobs/blobs.ts';
import type { Records } from './records/records.ts';
import { addVersion, findVersion, type KnownVersion } from './records/versions.ts';
import { checkSigned, keepSignature, signatureIn } from './signed-push.ts';

export const maxBlobBytes = 2 * 2 ** 30;

export interface Pushing {
  records: Records;
  blobs: Blobs;
  now(): number;
}

/** @throws Failure bad-input */
export function checkBlob(sha256: string, length: number): void {
  if (!isSha256(sha256)) throw fail('bad-input', 'the sha256 of a bundle is 64 hexadecimal digits in lower case');
  if (!(length > 0 && length <= maxBlobBytes))
    throw fail('bad-input', `a bundle has between 1 and ${maxBlobBytes} bytes, not ${length}`);
}

/**
 * Takes the parts after `open`. The version exists when this resolves, durably.
 * @throws Failure bad-input (what arrived is not what was announced, the policy refuses it, the manifest has mistakes),
 * already-exists (the version has other content), conflict, unavailable, resource-exhausted.
 */
export async function receiveBundle(
  { records, blobs, now }: Pushing,
  open: UploadOpen,
  parts: AsyncIterator<UploadPart>,
  by: string,
): Promise<{ version: KnownVersion; existed: boolean }> {
  const signed = signatureIn(open);
  const upload = await blobs.upload(open.sha256, open.offset);
  try {
    await receive(upload, open, parts);
    const path = await upload.verify(open.length);
    const bundle = await inspectOrDiscard(upload, path, open);
    const existing = await sameVersion(records, open, bundle.bundle);
    checkSigned(signed, bundle.bundle);
    if (existing) {
      await keepSignature(records, signed, now(), by);
      return { version: existing, existed: true };
    }
    await upload.keep();
    await records.write((tx) =>
      addVersion(
        tx,
        {
          digest: bundle.bundle,
          blob_sha256: open.sha256,
          blob_bytes: open.length,
          unpacked_bytes: bundle.unpackedBytes,
          files: bundle.files,
          manifest: bundle.manifestText,
        },
        { app: open.app, name: open.version, bundle: bundle.bundle, created_at: now(), created_by: by },
      ),
    );
    await keepSignature(records, signed, now(), by);
    const version = await findVersion(records.db, open.app, open.version);
    if (!version) throw new Error(`${open.app}@${open.version} is gone right after it was recorded`);
    return { version, existed: false };
  } finally {
    await upload.close();
  }
}

async function receive(upload: Upload, open: UploadOpen, parts: AsyncIterator<UploadPart>): Promise<void> {
  let received = open.offset;
  for (;;) {
    const next = await parts.next();
    if (next.done)
      throw fail('bad-input', 'the upload ended without its commit', { next: 'push again: it goes on where it ended' });
    const { data, commit } = next.value;
    if (commit) return checkCommit(commit, open);
    if (!data) throw fail('bad-input', 'an upload is one open, then data, then one commit');
    received += data.length;
    if (received > open.length) throw fail('bad-input', `more than the ${open.length} bytes that were announced`);
    await upload.append(data);
  }
}

function checkCommit(commit: Commit, open: UploadOpen): void {
  if (commit.length === open.length && commit.sha256 === open.sha256) return;
  throw fail('bad-input', 'the commit does not say what was announced at the beginning');
}

async function inspectOrDiscard(upload: Upload, path: string, open: UploadOpen) {
  try {
    const found = await inspect(path);
    const read = readManifest(found.manifestText, 'castellan.yaml');
    if (read.mistakes) {
      throw fail('bad-input', 'castellan.yaml has mistakes', {
        details: read.mistakes.map(({ file, line, column, path, message }) => `${file}:${line}:${column}: ${path}: ${message}`),
      });
    }
    if (read.manifest.app !== open.app) {
      throw fail('bad-input', `castellan.yaml in this bundle is for the app ${read.manifest.app}, not ${open.app}`);
    }
    // ctl looks when it packs; whoever packs otherwise hears of it here, and not from requests that find nothing.
    const missing = missingFiles(read.manifest, found.entries ?? []);
    if (missing.length > 0) throw new BundleRefused('manifest', missing);
    return found;
  } catch (error) {
    await upload.discard();
    throw error instanceof BundleRefused ? fail('bad-input', 'the bundle is refused', { details: error.reasons }) : error;
  }
}

async function sameVersion(records: Records, { app, version }: UploadOpen, bundle: string): Promise<KnownVersion | undefined> {
  const known = await findVersion(records.db, app, version);
  if (!known || known.bundle === bundle) return known;
  throw fail('already-exists', `${app}@${version} was pushed before with other content`, {
    details: [`what it names: ${known.bundle}`, `what you pushed: ${bundle}`],
    next: 'push it under another version: versions never change',
  });
}
