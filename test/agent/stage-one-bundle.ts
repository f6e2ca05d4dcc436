// A small agent for the tests that kill it: stages one bundle from a file. Arguments: folder, blob, reference as JSON.
import { readFileSync } from 'node:fs';
import { openBundles } from '../../agent/bundles.ts';
import type { BundleRef } from '../../proto/generated/castellan/v1/BundleRef.ts';
import type { FetchBundleRequest } from '../../proto/generated/castellan/v1/FetchBundleRequest.ts';
import type { FetchPart } from '../../proto/generated/castellan/v1/FetchPart.ts';

const [folder = '', blob = '', json = ''] = process.argv.slice(2);
const ref = JSON.parse(json) as BundleRef;

async function* fetch({ blobSha256: sha256, offset }: FetchBundleRequest): AsyncGenerator<FetchPart> {
  const bytes = readFileSync(blob);
  yield { data: bytes.subarray(offset) };
  yield { commit: { length: bytes.length, sha256 } };
}

const bundles = await openBundles({ folder, fetch });
await bundles.ensure(ref, new AbortController().signal);
