// The bundles on this host: fetched (resuming), verified, unpacked once per digest, pruned. A folder with a digest's name is
// complete and durable, always: all work happens beside it and ends with a rename. What comes may be a patch from a bundle that
// is here; whatever is wrong with one, the whole bundle comes instead.
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultLimits, type Limits } from '../bundle/limits.ts';
import { BundleRefused } from '../bundle/refused.ts';
import { unpack } from '../bundle/unpack.ts';
import { failpoint } from '../lib/failpoint.ts';
import { isSha256 } from '../lib/names.ts';
import type { BundleRef } from '../proto/generated/castellan/v1/BundleRef.ts';
import type { StagedBundle } from '../proto/generated/castellan/v1/StagedBundle.ts';
import { basesFor } from './decide/bases.ts';
import { NoRoom, type Room, roomTrouble } from './room.ts';
import {
  type Fetch,
  noteTry,
  type Offer,
  type Packed,
  removeParts,
  type TransferOptions,
  transfer,
  triesOf,
} from './transfers.ts';

export interface BundlesOptions {
  /** Belongs to this class alone. */
  folder: string;
  fetch: Fetch;
  /** Something in `states()` is new: at once for a state, at most every `progressMs` for bytes. */
  onChange?: () => void;
  log?: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  limits?: Partial<Limits>;
  retry?: TransferOptions['retry'];
  progressMs?: number;
}

interface Flight {
  done: Promise<string>;
  stop: AbortController;
  waiting: number;
}

const trees = 'trees';
const partials = 'partial';
const stagings = 'staging';
const spareBytes = 16 * 2 ** 20;
const spareInodes = 64;
const blockBytes = 4096;

/** Looks at what is there from earlier, and removes what was only half done. @throws the file system's error. */
export async function openBundles(options: BundlesOptions): Promise<Bundles> {
  await mkdir(options.folder, { recursive: true, mode: 0o755 });
  // A child of an agent that was killed may still be writing for a moment.
  await rm(join(options.folder, stagings), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  for (const name of [partials, stagings, 'code']) await mkdir(join(options.folder, name), { recursive: true, mode: 0o700 });
  await mkdir(join(options.folder, trees), { recursive: true });
  // Apps find their own way through it, and see nothing of the others'; whatever the umask, or an older agent, has made of it.
  await chmod(join(options.folder, trees), 0o711);
  const ready = (await readdir(join(options.folder, trees))).filter(isSha256);
  return new Bundles(options, ready);
}

export class Bundles {
  private readonly options: BundlesOptions;
  private readonly limits: Limits;
  private readonly flights = new Map<string, Flight>();
  private readonly staged = new Map<string, StagedBundle>();
  /** Bundles whose tree somebody has changed, as was seen when something was to be patched from them. */
  private readonly unfit = new Set<string>();
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(options: BundlesOptions, ready: string[]) {
    this.options = options;
    this.limits = { ...defaultLimits, ...options.limits };
    for (const digest of ready) this.staged.set(digest, { digest, state: 'READY', bytesDone: 0, detail: '' });
  }

  /**
   * The bundle's unpacked folder, read-only by agreement. Asked again, also meanwhile, it is the same work.
   * @throws Error whose message says what is wrong with the bundle, the transfer or the disk; the signal's reason.
   */
  async ensure(ref: BundleRef, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    checkRef(ref, this.limits);
    if (this.staged.get(ref.digest)?.state === 'READY') return this.treeOf(ref.digest);
    const flight = this.flights.get(ref.digest);
    if (!flight?.stop.signal.aborted) return await joined(flight ?? this.takeOff(ref), signal);
    // Everybody had left it; it has to land before the next one starts.
    await flight.done.catch(() => {});
    return await this.ensure(ref, signal);
  }

  /** The unpacked folder, if it is there. */
  find(digest: string): string | undefined {
    return this.staged.get(digest)?.state === 'READY' ? this.treeOf(digest) : undefined;
  }

  /** What the host reports. */
  states(): StagedBundle[] {
    return [...this.staged.values()];
  }

  /** Removes the bundles that are not in `keep`, but none that is being fetched. Returns the digests of those removed. */
  async prune(keep: ReadonlySet<string>): Promise<string[]> {
    const unwanted = (digest: string) => !keep.has(digest) && !this.flights.has(digest);
    const gone = [...this.staged.keys()].filter(unwanted);
    for (const digest of gone) await this.remove(digest);
    await removeParts(this.path(partials), (digest) => !unwanted(digest));
    if (gone.length > 0) this.options.onChange?.();
    return gone;
  }

  /** Ends all transfers; what they brought stays and is used after a restart. */
  async close(): Promise<void> {
    const flights = [...this.flights.values()];
    for (const { stop } of flights) stop.abort(new Error('the agent is stopping'));
    await Promise.allSettled(flights.map(({ done }) => done));
  }

  private takeOff(ref: BundleRef): Flight {
    const stop = new AbortController();
    const done = this.stage(ref, stop.signal)
      .catch((error: unknown) => this.failed(ref, error, stop.signal))
      .finally(() => this.flights.delete(ref.digest));
    // Who waits hears of it; when nobody waits any more, it is in states().
    done.catch(() => {});
    const flight = { done, stop, waiting: 0 };
    this.flights.set(ref.digest, flight);
    return flight;
  }

  private async stage(ref: BundleRef, signal: AbortSignal): Promise<string> {
    const packed = await this.fetched(ref, { bases: await this.basesFor(ref) }, signal);
    const tried = packed.base === undefined ? undefined : await this.fromPatch(ref, packed, packed.base, signal);
    if (typeof tried === 'string') return tried;
    const offer: Offer = { bases: [], ...(tried && { refused: tried }) };
    const whole = tried ? await this.fetched(ref, offer, signal) : packed;
    try {
      return await this.unpacked(ref, whole, signal);
    } catch (error) {
      if (!(error instanceof BundleRefused) || error.rule !== 'digest') throw error;
      // What lies on the disk may be what was damaged: once more, from the first byte.
      await rm(whole.path, { force: true });
      this.options.log?.warn(
        { app: ref.app, version: ref.version, bundle: ref.digest, error },
        'a bundle was damaged, fetching it again',
      );
    }
    return await this.unpacked(ref, await this.fetched(ref, offer, signal), signal);
  }

  /** The tree; or why the patch gave none, which the server is told. @throws what a whole bundle would not cure */
  private async fromPatch(ref: BundleRef, patch: Packed, base: string, signal: AbortSignal): Promise<string | Offer['refused']> {
    try {
      await noteTry(this.path(partials), ref.digest);
      return await this.unpacked(ref, patch, signal);
    } catch (error) {
      if (signal.aborted || error instanceof NoRoom) throw error;
      if (error instanceof BundleRefused && error.rule === 'base') this.unfit.add(base);
      const reason = messageOf(error);
      this.options.log?.warn(
        { app: ref.app, version: ref.version, bundle: ref.digest, base, patch: patch.sha256, reason },
        'a patch was of no use, fetching the whole bundle',
      );
      return { sha256: patch.sha256, reason };
    }
  }

  private async basesFor(ref: BundleRef): Promise<string[]> {
    return basesFor(ref, {
      ready: [...this.staged.values()].filter(({ state }) => state === 'READY').map(({ digest }) => digest),
      unfit: this.unfit,
      tries: await triesOf(this.path(partials), ref.digest),
      freeMemoryBytes: process.availableMemory(),
    });
  }

  private async fetched(ref: BundleRef, offer: Offer, signal: AbortSignal): Promise<Packed> {
    const packed = await transfer(ref, offer, signal, {
      folder: this.path(partials),
      disk: this.options.folder,
      fetch: this.options.fetch,
      retry: this.options.retry ?? { attempts: 6, minMs: 200, maxMs: 5000 },
      needed,
      note: (_, bytes, detail) => this.note(ref, 'FETCHING', bytes, detail),
    });
    failpoint('bundle.fetched');
    return packed;
  }

  private async unpacked(ref: BundleRef, { path, sha256, bytes, base }: Packed, signal: AbortSignal): Promise<string> {
    this.note(ref, 'UNPACKING', 0, '');
    const staging = this.path(stagings, randomBytes(8).toString('hex'));
    await unpack(path, staging, ref.digest, {
      limits: this.limits,
      signal,
      blobSha256: sha256,
      ...(base === undefined ? {} : { base: { bundle: base, folder: this.treeOf(base) } }),
      codeCache: this.path('code'),
      onVerified: () => failpoint('bundle.verified'),
      onProgress: (bytes) => this.note(ref, 'UNPACKING', bytes, ''),
    }).catch((error: unknown) => {
      throw roomTrouble(error, this.options.folder, needed(ref, ref.blobBytes));
    });
    failpoint('bundle.unpacked');
    await rename(staging, this.treeOf(ref.digest));
    failpoint('bundle.renamed');
    await syncFolder(this.path(trees));
    await removeParts(this.path(partials), (digest) => digest !== ref.digest);
    this.unfit.delete(ref.digest);
    this.note(ref, 'READY', ref.unpackedBytes, '');
    this.options.log?.info({ app: ref.app, version: ref.version, bundle: ref.digest, bytes, base }, 'bundle staged');
    return this.treeOf(ref.digest);
  }

  private failed(ref: BundleRef, error: unknown, signal: AbortSignal): never {
    if (signal.aborted) this.staged.delete(ref.digest);
    else this.note(ref, 'FAILED', 0, messageOf(error));
    this.options.onChange?.();
    throw error;
  }

  private note(ref: BundleRef, state: StagedBundle['state'], bytesDone: number, detail: string): void {
    const before = this.staged.get(ref.digest);
    this.staged.set(ref.digest, { digest: ref.digest, state, bytesDone, detail });
    const now = performance.now();
    const onlyBytes = before?.state === state && before.detail === detail;
    if (onlyBytes && now - this.toldAt < (this.options.progressMs ?? 500)) return;
    this.toldAt = now;
    this.options.onChange?.();
  }

  /** Out of sight first: a tree that is half removed never has a digest's name. */
  private async remove(digest: string): Promise<void> {
    const wasReady = this.staged.get(digest)?.state === 'READY';
    this.staged.delete(digest);
    if (!wasReady) return;
    const trash = this.path(stagings, randomBytes(8).toString('hex'));
    await rename(this.treeOf(digest), trash);
    await rm(trash, { recursive: true, force: true });
  }

  private treeOf(digest: string): string {
    return this.path(trees, digest);
  }

  private path(...parts: string[]): string {
    return join(this.options.folder, ...parts);
  }
}

/** The last one who stops waiting ends the flight. */
async function joined(flight: Flight, signal: AbortSignal): Promise<string> {
  flight.waiting += 1;
  const aborted = Promise.withResolvers<never>();
  const leave = () => {
    flight.waiting -= 1;
    if (flight.waiting === 0) flight.stop.abort(signal.reason);
    aborted.reject(signal.reason);
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([flight.done, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** The agent does not trust its server with paths and sizes. */
function checkRef(ref: BundleRef, limits: Limits): void {
  if (!isSha256(ref.digest) || !isSha256(ref.blobSha256))
    throw new Error('the server named a bundle by something that is no sha256');
  if (!(ref.blobBytes > 0 && ref.blobBytes <= limits.maxPackedBytes)) {
    throw new Error(`it has ${ref.blobBytes} bytes packed; this host takes at most ${limits.maxPackedBytes}`);
  }
  if (!(ref.unpackedBytes >= 0 && ref.unpackedBytes <= limits.maxUnpackedBytes)) {
    throw new Error(`it has ${ref.unpackedBytes} bytes unpacked; this host takes at most ${limits.maxUnpackedBytes}`);
  }
  if (!(ref.files >= 0 && ref.files <= limits.maxEntries)) {
    throw new Error(`it has ${ref.files} files; this host takes at most ${limits.maxEntries}`);
  }
}

/** Each file takes whole blocks and an inode; folders and links take inodes too, and nobody has counted them. */
function needed(ref: BundleRef, here: number): Room {
  const unpacked = Math.ceil(ref.unpackedBytes * 1.05) + ref.files * blockBytes;
  return { bytes: ref.blobBytes - here + unpacked + spareBytes, inodes: Math.ceil(ref.files * 1.25) + spareInodes };
}

/** Not lib's: this one does not hold up the agent's loop while the disk is busy. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
