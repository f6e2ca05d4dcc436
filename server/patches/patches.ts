// Patches between bundles of an app: made when a host first asks, once for all hosts, kept as blobs up to a number of bytes.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { makeFolder } from '../../lib/durable-file.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { type Bundle, baseFor, isWorth, maxTarBytes, tarBytesOf } from '../decide/patch-base.ts';
import type { Ms } from '../decide/types.ts';
import { bundlesOfApp, deletePatch, findPatch, listPatches, patchUsed, savePatch, worthlessBases } from '../records/patches.ts';
import type { Records } from '../records/records.ts';
import type { PatchRow } from '../records/tables.ts';
import { findBundle } from '../records/versions.ts';
import { makePatch, zstdTrouble } from './make.ts';

export interface Patch {
  /** Digest of the bundle that it is made from. */
  base: string;
  sha256: string;
  bytes: number;
}

export interface Patches {
  /** To this bundle of the app, from one of those that a host holds. Undefined: the whole bundle is to be sent. */
  patchFor(app: string, target: string, have: string[], signal: AbortSignal): Promise<Patch | undefined>;
  /** A host could not use it. True: it is damaged, and gone. */
  doubt(sha256: string): Promise<boolean>;
  /** Stops what is being made. */
  close(): Promise<void>;
}

export interface PatchesOptions {
  records: Records;
  blobs: Blobs;
  /** The server's state folder. */
  folder: string;
  log: Pick<Logger, 'info' | 'warn'>;
  now(): Ms;
  /** All patches together. */
  maxBytes: number;
  /** So long a patch may take; a host waits for half of it. */
  limitMs?: number;
}

/** More pairs than these do not wait: their hosts get the whole bundle. */
const maxWaiting = 8;
const triedAgainMs = 10 * 60_000;
const noteUsedMs = 3_600_000;

export async function openPatches(options: PatchesOptions): Promise<Patches> {
  const { records, blobs, log, now, limitMs = 60_000 } = options;
  const { db } = records;
  const life = new AbortController();
  const work = join(options.folder, 'patching');
  await rm(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  makeFolder(work);
  const trouble = await zstdTrouble();
  if (trouble) log.warn({ reason: trouble }, 'bundles are sent whole: zstd makes patches');
  const flights = new Map<string, Promise<Patch | undefined>>();
  const failedUntil = new Map<string, Ms>();
  let turn: Promise<unknown> = Promise.resolve();

  async function patchFor(app: string, digest: string, have: string[], signal: AbortSignal): Promise<Patch | undefined> {
    if (have.length === 0) return undefined;
    const known = await bundlesOfApp(db, app, [digest, ...have]);
    const target = known.find((bundle) => bundle.digest === digest);
    const base = target && baseFor(target, known, await worthless(digest));
    const from = known.find((bundle) => bundle.digest === base);
    if (!target || !from) return undefined;
    return (await ready(from.digest, digest)) ?? (await awaited(flightFor(from, target), signal));
  }

  async function worthless(target: string): Promise<Set<string>> {
    for (const [pair, until] of failedUntil) if (until <= now()) failedUntil.delete(pair);
    const failed = [...failedUntil.keys()].filter((pair) => pair.endsWith(target)).map((pair) => pair.slice(0, 64));
    return new Set([...(await worthlessBases(db, target)), ...failed]);
  }

  async function ready(base: string, target: string): Promise<Patch | undefined> {
    const row = await findPatch(db, base, target);
    if (!row?.sha256 || blobs.size(row.sha256) !== row.bytes) return undefined;
    if (now() - row.used_at > noteUsedMs) await patchUsed(db, row, now());
    return { base, sha256: row.sha256, bytes: row.bytes };
  }

  function flightFor(base: Bundle, target: Bundle): Promise<Patch | undefined> | undefined {
    const pair = base.digest + target.digest;
    const found = flights.get(pair);
    if (found || trouble || flights.size >= maxWaiting) return found;
    const flight = turn
      .then(() => make(base, target))
      .catch((error: unknown) => failed(pair, error))
      .finally(() => flights.delete(pair));
    turn = flight;
    flights.set(pair, flight);
    return flight;
  }

  /** A host does not wait for ever: whole bundles go out meanwhile. */
  async function awaited(flight: Promise<Patch | undefined> | undefined, signal: AbortSignal): Promise<Patch | undefined> {
    const waiting = new AbortController();
    const late = pause(limitMs / 2, undefined, { signal: AbortSignal.any([signal, waiting.signal]) });
    const patience = late.catch(() => undefined);
    try {
      return await Promise.race([flight, patience]);
    } finally {
      waiting.abort();
    }
  }

  function failed(pair: string, error: unknown): undefined {
    if (life.signal.aborted) return undefined;
    failedUntil.set(pair, now() + triedAgainMs);
    const [from, to] = [pair.slice(0, 64), pair.slice(64)];
    log.warn({ from, to, reason: (error as Error).message }, 'a patch could not be made: the whole bundle is sent');
    return undefined;
  }

  async function make(base: Bundle, target: Bundle): Promise<Patch | undefined> {
    life.signal.throwIfAborted();
    const folder = await mkdtemp(join(work, 'pair-'));
    const began = performance.now();
    try {
      const path = await makePatch({
        base: await blobOf(base),
        target: await blobOf(target),
        folder,
        expectedBytes: tarBytesOf(base) + tarBytesOf(target),
        maxTarBytes,
        limitMs,
        signal: life.signal,
      });
      const patch = await keep(base.digest, target, path);
      const ms = Math.round(performance.now() - began);
      const said = patch ? 'patch made' : 'a patch would save too little: the whole bundle is sent';
      log.info({ from: base.digest, to: target.digest, bytes: patch?.bytes, of: target.blobBytes, ms }, said);
      return patch;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async function blobOf({ digest }: Bundle): Promise<string> {
    const row = await findBundle(db, digest);
    if (!row) throw new Error(`there is no bundle ${digest}`);
    return blobs.path(row.blob_sha256);
  }

  /** The row first: a blob without one would stay for ever. One without its blob is made again. */
  async function keep(base: string, target: Bundle, path: string): Promise<Patch | undefined> {
    const { size: bytes } = await stat(path);
    const row: PatchRow = { base, target: target.digest, sha256: null, bytes, used_at: now() };
    if (!isWorth(bytes, target.blobBytes) || bytes > options.maxBytes) {
      await savePatch(db, row);
      return undefined;
    }
    const sha256 = await digestOf(path);
    await savePatch(db, { ...row, sha256 });
    await store(blobs, sha256, bytes, path);
    await prune();
    return { base, sha256, bytes };
  }

  async function prune(): Promise<void> {
    const rows = await listPatches(db);
    let total = rows.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const row of rows) {
      if (total <= options.maxBytes) return;
      await remove(row);
      total -= row.bytes;
    }
  }

  async function remove(row: PatchRow): Promise<void> {
    if (row.sha256) await blobs.remove(row.sha256);
    await deletePatch(db, row);
  }

  async function doubt(sha256: string): Promise<boolean> {
    const row = (await listPatches(db)).find((each) => each.sha256 === sha256);
    if (!row) return false;
    const whole = blobs.size(sha256) === row.bytes && (await digestOf(blobs.path(sha256))) === sha256;
    if (!whole) await remove(row);
    return !whole;
  }

  async function close(): Promise<void> {
    life.abort();
    await turn;
  }

  return { patchFor, doubt, close };
}

async function store(blobs: Blobs, sha256: string, bytes: number, path: string): Promise<void> {
  const received = await blobs.received(sha256);
  const upload = await blobs.upload(sha256, received);
  try {
    for await (const piece of createReadStream(path, { start: received, highWaterMark: 256 * 1024 })) await upload.append(piece);
    await upload.verify(bytes);
    await upload.keep();
  } finally {
    await upload.close();
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(piece);
  return hash.digest('hex');
}
