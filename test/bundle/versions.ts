// Two versions of an app that differ little, packed and unpacked, and the patch between them as the zstd program makes it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pack } from '../../bundle/pack.ts';
import type { BundleRef } from '../../proto/generated/castellan/v1/BundleRef.ts';

export interface MadeVersion {
  /** The folder that was packed. */
  folder: string;
  /** The blob. */
  path: string;
  blob: Buffer;
  ref: BundleRef;
}

/** Hardly compresses, and is the same each time. */
export const bulk = Array.from({ length: 5000 }, (_, index) => createHash('sha256').update(`${index}`).digest('hex')).join('\n');

export async function makeVersion(root: string, version: string, files: Record<string, string> = {}, app = 'hello') {
  const folder = mkdtempSync(join(root, `${app}-${version}-`));
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'castellan.yaml'), `app: ${app}\nprocesses: { web: { command: [node, server.js] } }\n`);
  writeFileSync(join(folder, 'run.sh'), '#!/bin/sh\n', { mode: 0o755 });
  for (const [name, text] of Object.entries({ 'lib/bulk': bulk, VERSION: version, ...files }))
    writeFileSync(join(folder, name), text);
  const path = `${folder}.tgz`;
  const packed = await pack(folder, path);
  const { bundle: digest, blobSha256, blobBytes, unpackedBytes, files: count } = packed;
  const ref: BundleRef = { digest, blobSha256, blobBytes, unpackedBytes, files: count, app, version, signatures: [] };
  return { folder, path, blob: readFileSync(path), ref } satisfies MadeVersion;
}

export function patchBetween(root: string, base: MadeVersion, target: MadeVersion): Buffer {
  const work = mkdtempSync(join(root, 'patch-'));
  const at = (name: string) => join(work, name);
  writeFileSync(at('base'), gunzipSync(base.blob));
  writeFileSync(at('target'), gunzipSync(target.blob));
  execFileSync('zstd', ['-q', '-3', '--patch-from', at('base'), at('target'), '-o', at('patch')], { stdio: 'ignore' });
  const patch = readFileSync(at('patch'));
  rmSync(work, { recursive: true });
  return patch;
}

export function sha256(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
