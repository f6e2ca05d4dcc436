// A bundle on its way to a host: as a patch from one that the host holds, else whole; and what was sent is noted.
import type { Logger } from 'pino';
import { isSha256 } from '../lib/names.ts';
import { fail } from '../proto/failure.ts';
import type { BundleRefInput } from '../proto/generated/castellan/v1/BundleRef.ts';
import type { FetchBundleRequest } from '../proto/generated/castellan/v1/FetchBundleRequest.ts';
import type { FetchEncodingInput } from '../proto/generated/castellan/v1/FetchEncoding.ts';
import type { FetchPartInput } from '../proto/generated/castellan/v1/FetchPart.ts';
import type { Blobs } from './blobs/blobs.ts';
import type { Ms } from './decide/types.ts';
import type { Patches } from './patches/patches.ts';
import { activeDeployment, addEvents, type KnownDeployment, listEvents } from './records/deployments.ts';
import { findHost } from './records/fleet.ts';
import { addTransfer } from './records/patches.ts';
import type { Records } from './records/records.ts';

export interface Sending {
  records: Records;
  blobs: Blobs;
  patches: Patches;
  log: Pick<Logger, 'warn'>;
  now(): Ms;
}

const maxHave = 256;
const maxReason = 300;

/** @throws Failure not-found, bad-input */
export async function* sendBundle(
  sending: Sending,
  host: string,
  ref: BundleRefInput,
  request: FetchBundleRequest,
  signal: AbortSignal,
): AsyncGenerator<FetchPartInput> {
  const encoding = await choose(sending, host, ref, request, signal);
  const { sha256 = '', length = 0, offset = 0 } = encoding;
  yield { encoding };
  let sent = 0;
  try {
    for await (const data of sending.blobs.read(String(sha256), Number(offset))) {
      sent += data.length;
      yield { data };
    }
  } finally {
    if (sent > 0) await note(sending, host, ref, sent, encoding.base !== '');
  }
  yield { commit: { length, sha256 } };
}

async function choose(
  sending: Sending,
  host: string,
  ref: BundleRefInput,
  request: FetchBundleRequest,
  signal: AbortSignal,
): Promise<FetchEncodingInput> {
  const { blobs, patches } = sending;
  const { blobSha256: sha256 } = request;
  const length = blobs.size(sha256);
  if (length === undefined) throw fail('not-found', 'the bundle is not in the store any more', { next: 'push it again' });
  if (request.refusedPatch) await refused(sending, host, ref, request);
  const have = request.have.slice(0, maxHave).filter(isSha256);
  const patch = await patches.patchFor(String(ref.app), String(ref.digest), have, signal);
  if (!patch) return { base: '', sha256, length, offset: within(request.offset, length) };
  const offset = request.patchSha256 === patch.sha256 ? within(request.patchOffset, patch.bytes) : 0;
  return { base: patch.base, sha256: patch.sha256, length: patch.bytes, offset };
}

function within(offset: number, length: number): number {
  if (offset >= 0 && offset <= length) return offset;
  throw fail('bad-input', `the offset lies outside of the bundle's ${length} bytes`);
}

/** It is told where the deployment is watched, once. */
async function refused(sending: Sending, host: string, ref: BundleRefInput, request: FetchBundleRequest): Promise<void> {
  const { records, patches, log, now } = sending;
  const patch = request.refusedPatch;
  const reason = plainReason(request.refusedBecause);
  const damaged = isSha256(patch) && (await patches.doubt(patch));
  log.warn({ host, app: ref.app, version: ref.version, patch: patch.slice(0, 64), reason, damaged }, 'a patch was of no use');
  const deployment = await deploymentFor(sending, host, ref);
  const text = `${host}: a patch was of no use (${reason}); the whole bundle is sent`;
  if (!deployment || (await listEvents(records.db, deployment.number)).some((event) => event.text === text)) return;
  await records.write((tx) => addEvents(tx, deployment.number, now(), [text]));
}

function plainReason(text: string): string {
  return text.replace(/\p{C}+/gu, ' ').slice(0, maxReason);
}

/** For show: no deployment depends on it, so it waits for nothing and nothing is started again for it. */
async function note(sending: Sending, host: string, ref: BundleRefInput, sent: number, patched: boolean): Promise<void> {
  const deployment = await deploymentFor(sending, host, ref);
  if (!deployment) return;
  const row = { deployment: deployment.number, host, bundle: String(ref.digest), sent_bytes: sent };
  await addTransfer(sending.records.db, { ...row, full_bytes: Number(ref.blobBytes), patched: patched ? 1 : 0 });
}

async function deploymentFor({ records }: Sending, host: string, ref: BundleRefInput): Promise<KnownDeployment | undefined> {
  const environment = (await findHost(records.db, host))?.environment;
  return environment === undefined ? undefined : activeDeployment(records.db, { app: String(ref.app), environment });
}
