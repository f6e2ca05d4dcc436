// Brings a bundle's bytes to this host, whole or as a patch from one that is here. What was cut off goes on where it was.
import { appendFile, type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { formatSize } from '../lib/durations.ts';
import { isSha256 } from '../lib/names.ts';
import { Failure } from '../proto/failure.ts';
import type { BundleRef } from '../proto/generated/castellan/v1/BundleRef.ts';
import type { Commit } from '../proto/generated/castellan/v1/Commit.ts';
import type { FetchBundleRequest } from '../proto/generated/castellan/v1/FetchBundleRequest.ts';
import type { FetchEncoding } from '../proto/generated/castellan/v1/FetchEncoding.ts';
import type { FetchPart } from '../proto/generated/castellan/v1/FetchPart.ts';
import { checkRoom, type Room, roomTrouble } from './room.ts';

/** The parts of what the server chooses to send, then a commit. Rejects or ends early when the connection is cut. */
export type Fetch = (request: FetchBundleRequest, signal: AbortSignal) => AsyncIterable<FetchPart>;

/** A blob that is here as a file: the whole bundle, or a patch from `base`. */
export interface Packed {
  path: string;
  sha256: string;
  bytes: number;
  base?: string;
}

/** What the server is told so that it can choose. */
export interface Offer {
  bases: string[];
  /** A patch that came and was of no use. */
  refused?: { sha256: string; reason: string };
}

export interface TransferOptions {
  /** For what is not complete; belongs to these functions alone. */
  folder: string;
  /** Where room is asked for: what the people know of. */
  disk: string;
  fetch: Fetch;
  /** A cut transfer goes on after a pause; it is given up after so many in a row that brought no byte. */
  retry: { attempts: number; minMs: number; maxMs: number };
  /** What is needed on the disk when so many bytes of the whole blob are here. */
  needed(ref: BundleRef, here: number): Room;
  note(ref: BundleRef, bytes: number, detail: string): void;
}

/** A file that grows by what comes, named by all that must be known of it after a restart. */
interface Part extends Packed {
  here: number;
}

/** All of the bundle, or all of a patch to it. @throws Error with the last trouble; NoRoom; the signal's reason */
export async function transfer(ref: BundleRef, offer: Offer, signal: AbortSignal, options: TransferOptions): Promise<Packed> {
  const { attempts, minMs, maxMs } = options.retry;
  for (let fruitless = 0; ; ) {
    const parts = await partsHere(ref, offer, options.folder);
    const before = bytesOf(parts);
    options.note(ref, before, '');
    const complete = parts.find(isComplete);
    if (complete) return complete;
    // Refused before the disk is full, rather than by filling it.
    checkRoom(options.disk, options.needed(ref, Math.min(before, ref.blobBytes)));
    const trouble = (await attempt(ref, offer, parts, signal, options)) ?? 'what came is not on the disk';
    signal.throwIfAborted();
    const found = await partsHere(ref, offer, options.folder);
    if (found.some(isComplete)) continue;
    const after = bytesOf(found);
    fruitless = after > before ? 0 : fruitless + 1;
    if (fruitless >= attempts) throw new Error(`cannot fetch it: ${trouble}`);
    options.note(ref, after, `trying again: ${trouble}`);
    await pause(Math.min(maxMs, minMs * 2 ** fruitless), undefined, { signal });
  }
}

/** Written before a patch is applied, gone with the bundle's other parts: who finds it here was ended by that. */
export async function noteTry(folder: string, digest: string): Promise<void> {
  await appendFile(join(folder, `${digest}.tries`), '.', { mode: 0o600 });
}

export async function triesOf(folder: string, digest: string): Promise<number> {
  return sizeOf(join(folder, `${digest}.tries`));
}

/** Of all bundles but those. */
export async function removeParts(folder: string, keep: (digest: string) => boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!keep(name.split('.')[0] ?? '')) await rm(join(folder, name), { force: true });
  }
}

/** What is longer than it should be, or a patch that is not wanted any more, is no part of it. */
async function partsHere(ref: BundleRef, { bases }: Offer, folder: string): Promise<Part[]> {
  const parts: Part[] = [];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${ref.digest}.`)) continue;
    const packed = packedNamed(name, ref, folder);
    if (!packed) continue;
    const here = await sizeOf(packed.path);
    const isWanted = packed.base === undefined || bases.includes(packed.base);
    if (isWanted && here <= packed.bytes) parts.push({ ...packed, here });
    else await rm(packed.path, { force: true });
  }
  return parts;
}

/** `DIGEST.BLOB`, or `DIGEST.PATCH.BASE.LENGTH`. */
function packedNamed(name: string, ref: BundleRef, folder: string): Packed | undefined {
  const [, sha256 = '', base, length] = name.split('.');
  const path = join(folder, name);
  if (sha256 === ref.blobSha256 && base === undefined) return { path, sha256, bytes: ref.blobBytes };
  return base === undefined ? undefined : { path, sha256, base, bytes: Number(length) };
}

function pathOf({ sha256, base, bytes }: Omit<Packed, 'path'>, ref: BundleRef, folder: string): string {
  return join(folder, base === undefined ? `${ref.digest}.${sha256}` : `${ref.digest}.${sha256}.${base}.${bytes}`);
}

function isComplete({ here, bytes }: Part): boolean {
  return here === bytes;
}

function bytesOf(parts: Part[]): number {
  return parts.reduce((sum, { here }) => sum + here, 0);
}

/** Undefined when all of it is here and was committed; otherwise why not, in words. @throws what ends all attempts */
async function attempt(
  ref: BundleRef,
  offer: Offer,
  parts: Part[],
  signal: AbortSignal,
  options: TransferOptions,
): Promise<string | undefined> {
  try {
    return await receive(ref, offer, parts, signal, options);
  } catch (error) {
    const trouble = roomTrouble(error, options.disk, options.needed(ref, 0));
    if (trouble !== error) throw trouble;
    // No later attempt would find what is not there any more.
    if (error instanceof Failure && error.code === 'not-found') throw new Error(`cannot fetch it: ${error.message}`);
    return error instanceof Error ? error.message : String(error);
  }
}

async function receive(
  ref: BundleRef,
  offer: Offer,
  parts: Part[],
  signal: AbortSignal,
  { folder, fetch, note }: TransferOptions,
): Promise<string | undefined> {
  const whole = parts.find(({ base }) => base === undefined) ?? wholeOf(ref, folder);
  const patch = parts.find(({ base }) => base !== undefined);
  let coming: Part | undefined;
  let file: FileHandle | undefined;
  try {
    for await (const { encoding, data, commit } of fetch(requestFor(ref, offer, whole, patch), signal)) {
      if (encoding) {
        coming = await agreed(encoding, ref, offer, whole, patch, folder);
        continue;
      }
      // A server that says nothing sends what all of them sent before there were patches.
      coming ??= whole;
      if (commit) return misfit(coming, commit);
      if (!data) continue;
      if (coming.here + data.length > coming.bytes)
        return `the server sent more than the ${coming.bytes} bytes that it had announced`;
      file ??= await open(coming.path, 'a', 0o600);
      await file.appendFile(data);
      coming.here += data.length;
      note(ref, coming.here, '');
    }
  } finally {
    await file?.close();
  }
  const { here, bytes } = coming ?? whole;
  return `the transfer was cut off after ${formatSize(here)} of ${formatSize(bytes)}`;
}

function wholeOf(ref: BundleRef, folder: string): Part {
  const packed = { sha256: ref.blobSha256, bytes: ref.blobBytes };
  return { ...packed, path: pathOf(packed, ref, folder), here: 0 };
}

function requestFor(ref: BundleRef, { bases, refused }: Offer, whole: Part, patch: Part | undefined): FetchBundleRequest {
  const { blobSha256 } = ref;
  return {
    blobSha256,
    offset: whole.here,
    have: bases,
    patchSha256: patch?.sha256 ?? '',
    patchOffset: patch?.here ?? 0,
    refusedPatch: refused?.sha256 ?? '',
    refusedBecause: refused?.reason ?? '',
  };
}

/** The server is not trusted with sizes and names. @throws Error when it sends something that was not asked for */
async function agreed(
  { base, sha256, length, offset }: FetchEncoding,
  ref: BundleRef,
  { bases }: Offer,
  whole: Part,
  patch: Part | undefined,
  folder: string,
): Promise<Part> {
  if (base === '') return checked(whole, { sha256, length, offset });
  if (!bases.includes(base)) throw new Error('the server sends a patch from a bundle that it was not told of');
  if (!isSha256(sha256) || !(length > 0 && length < ref.blobBytes))
    throw new Error('the server sends a patch that is no smaller than the bundle');
  const packed = { sha256, base, bytes: length };
  const path = pathOf(packed, ref, folder);
  if (patch?.path === path) return checked(patch, { sha256, length, offset });
  if (patch) await rm(patch.path, { force: true });
  return checked({ ...packed, path, here: 0 }, { sha256, length, offset });
}

function checked(part: Part, { sha256, length, offset }: { sha256: string; length: number; offset: number }): Part {
  if (sha256 === part.sha256 && length === part.bytes && offset === part.here) return part;
  throw new Error(`the server sends byte ${offset} of ${length} on, having been asked for byte ${part.here} of ${part.bytes}`);
}

function misfit({ sha256, bytes, here }: Part, commit: Commit): string | undefined {
  if (commit.sha256 !== sha256) return 'the server committed another blob than the one asked for';
  if (commit.length !== bytes) return `the server committed ${commit.length} bytes, having announced ${bytes}`;
  return here === bytes ? undefined : `only ${here} of ${bytes} bytes came before the commit`;
}

async function sizeOf(path: string): Promise<number> {
  return await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
