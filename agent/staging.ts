// The bundles on this host: what the assignment names is fetched, what served last stays, older ones go.
import type { BundleRef } from '../proto/generated/castellan/v1/BundleRef.ts';
import type { StagedBundleInput } from '../proto/generated/castellan/v1/StagedBundle.ts';
import { keptBundles, remember } from './decide/keep.ts';
import type { Log } from './replica.ts';
import { NoRoom } from './room.ts';
import { loadRemembered, storeRemembered } from './state-files.ts';

export interface BundleSource {
  /** Its folder, when it is fetched, verified and unpacked. Throws with the reason when it cannot be had. */
  ensure(ref: BundleRef, signal: AbortSignal): Promise<string>;
  find(digest: string): string | undefined;
  states(): StagedBundleInput[];
  /** Removes all others; the digests of those removed. */
  prune(keep: ReadonlySet<string>): Promise<string[]>;
}

export interface StagingOptions {
  stateDir: string;
  bundles: BundleSource;
  /** Bundles of an app that stay: those that served last. */
  keepReleases: number;
  /** Digests of what runs. */
  running(): string[];
  /** Something that was fetched is here, or cannot be had. */
  landed(): void;
  /** Something in `states()` is new. */
  changed(): void;
  log: Log;
  /** Its end stops all that is being fetched. */
  signal: AbortSignal;
}

export interface Staging {
  /** Fetches these, and stops fetching what is not among them any more. */
  assign(refs: BundleRef[]): void;
  /** The folder of an assigned bundle, when it is here. Throws with the reason when it cannot be had. */
  folderOf(digest: string, signal: AbortSignal): Promise<string>;
  /** It serves this app now, and is kept for going back to. */
  serves(app: string, digest: string): void;
  /** Removes what neither runs, nor is assigned, nor has served lately. */
  prune(): void;
  /** What is here, and on its way. One has failed only when everything was tried for it. */
  states(): StagedBundleInput[];
  /** What had to go for the newest bundle. */
  troubles(): string[];
}

/** Of an app, when the disk is full: what serves and the two that served before it. */
const keptWithoutRoom = 3;

export function openStaging(options: StagingOptions): Staging {
  const { stateDir, bundles, keepReleases, running, landed, log, signal: life } = options;
  const fetching = new Map<string, AbortController>();
  /** Digests, once for each who tries. */
  const trying: string[] = [];
  let assigned = new Map<string, BundleRef>();
  let remembered = loadRemembered(stateDir, log);
  let madeRoom: string | undefined;

  function assign(refs: BundleRef[]): void {
    assigned = new Map(refs.map((ref) => [ref.digest, ref]));
    for (const [digest, stop] of fetching) {
      if (assigned.has(digest)) continue;
      stop.abort(new Error('it is not assigned any more'));
      fetching.delete(digest);
    }
    for (const ref of assigned.values()) if (!fetching.has(ref.digest)) void fetchOne(ref);
  }

  async function fetchOne(ref: BundleRef): Promise<void> {
    const stop = new AbortController();
    fetching.set(ref.digest, stop);
    try {
      await ensure(ref, AbortSignal.any([stop.signal, life]));
    } catch (error) {
      // What it says of the bundle stands in its states, and is reported.
      if (fetching.get(ref.digest) === stop) fetching.delete(ref.digest);
      if (!stop.signal.aborted && !life.aborted)
        log.warn({ bundle: ref.digest, reason: (error as Error).message }, 'bundle not staged');
    }
    if (!life.aborted) landed();
  }

  async function folderOf(digest: string, signal: AbortSignal): Promise<string> {
    const folder = bundles.find(digest);
    if (folder) return folder;
    const ref = assigned.get(digest);
    if (!ref) throw new Error('its bundle is not on this host, and the assignment does not say where it is');
    return ensure(ref, signal);
  }

  async function ensure(ref: BundleRef, signal: AbortSignal): Promise<string> {
    const here = bundles.find(ref.digest);
    if (here) return here;
    trying.push(ref.digest);
    try {
      return await fetchWithRoom(ref, signal);
    } finally {
      trying.splice(trying.indexOf(ref.digest), 1);
      options.changed();
    }
  }

  /** Where there is no room for it, older releases go that the host would have kept otherwise. */
  async function fetchWithRoom(ref: BundleRef, signal: AbortSignal): Promise<string> {
    try {
      const folder = await bundles.ensure(ref, signal);
      madeRoom = undefined;
      return folder;
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
      const gone = await bundles.prune(kept(keptWithoutRoom));
      if (gone.length === 0) throw error;
      madeRoom = `${gone.length} older ${gone.length === 1 ? 'bundle was' : 'bundles were'} removed to make room for ${ref.app} ${ref.version}`;
      log.warn({ app: ref.app, version: ref.version, gone }, madeRoom);
      return await bundles.ensure(ref, signal);
    }
  }

  function states(): StagedBundleInput[] {
    const isTried = ({ state, digest }: StagedBundleInput) => state === 'FAILED' && trying.includes(digest ?? '');
    return bundles.states().map((one) => (isTried(one) ? { ...one, state: 'FETCHING', detail: 'making room' } : one));
  }

  function serves(app: string, digest: string): void {
    if (remembered[app]?.[0] === digest) return;
    remembered = remember(remembered, app, digest, keepReleases);
    try {
      storeRemembered(stateDir, remembered);
    } catch (error) {
      log.warn({ err: error, app }, 'what serves now cannot be remembered');
    }
  }

  function prune(): void {
    bundles.prune(kept(keepReleases)).catch((error) => log.warn({ err: error }, 'old bundles cannot be removed'));
  }

  function kept(releases: number): Set<string> {
    return keptBundles(remembered, releases, [...assigned.keys()], running());
  }

  return { assign, folderOf, serves, prune, states, troubles: () => (madeRoom ? [madeRoom] : []) };
}
