// Keeps the logs from filling the disk: what the server has is given back, and past a limit the oldest of the rest is given up.
import { statfsSync } from 'node:fs';
import type { Logger } from 'pino';
import { formatSize } from '../../lib/durations.ts';
import { byReplica, shortOf, unshippedOf, whoPays } from '../decide/log-space.ts';
import { blockOfDisk, type Followed } from './followed.ts';

export interface TidyLimits {
  /** Bytes not yet shipped, past which the oldest are given up. */
  maxReplicaBytes: number;
  maxHostBytes: number;
  /** With less than this free on the disk, shipped bytes are given back sooner, and the oldest of the others are given up. */
  reserveBytes: number;
  /** Space goes back to the disk in multiples of this. */
  pieceBytes: number;
  /** After the disk would not give space back. */
  punchAgainMs: number;
  /** What the server has not taken for so long goes from a disk that is short; before, only from who is pieces behind. */
  waitedMs: number;
  /** For so long after the server is back it is told that something was given up. */
  toldMs: number;
}

export interface TidyOptions {
  folder: string;
  streams(): Followed[];
  limits: TidyLimits;
  log: Pick<Logger, 'info' | 'warn'>;
  /** There is something new to tell, or nothing any more. */
  changed(): void;
}

export interface Tidy {
  /** Less is free on the disk than is to be. */
  isShort(): boolean;
  look(): Promise<void>;
  /** The server has taken something. */
  acknowledged(): void;
  troubles(): string[];
}

const quotaReason = 'the limit for logs not yet shipped was reached';
const shortReason = 'the disk with the logs was short of space';
const smallBytes = 64 * 1024;

/** What was given up for one reason, since it was last all well. */
interface Loss {
  bytes: number;
  /** Monotonic; none before the server has taken anything since. */
  takenAt: number | undefined;
}

/** Space that the disk does not give back. */
interface Withheld {
  /** Monotonic. */
  againAt: number;
  reason: string;
}

export function openTidy({ folder, streams, limits, log, changed }: TidyOptions): Tidy {
  const losses = new Map<string, Loss>();
  const withheld = new Map<Followed, Withheld>();

  async function look(): Promise<void> {
    for (const followed of [...streams()]) await space(followed, () => followed.giveBack(limits.pieceBytes));
    for (const replica of byReplica(streams())) await keepWithin(replica, limits.maxReplicaBytes);
    await keepWithin(streams(), limits.maxHostBytes);
    if (isShort()) await makeRoom();
    forgetWithheld();
    endLosses();
  }

  async function keepWithin(some: Followed[], maxBytes: number): Promise<void> {
    await giveUp(some, unshippedOf(some) - maxBytes, quotaReason);
  }

  /** What the server has goes first. What frees no space is not given up. */
  async function makeRoom(): Promise<void> {
    for (const followed of [...streams()])
      await space(followed, () => followed.giveBack(Math.min(smallBytes, limits.pieceBytes)));
    const now = performance.now();
    const isStuck = (one: Followed) => one.unshipped >= 2 * blockOfDisk && one.waitedMs(now) >= limits.waitedMs;
    const some = streams().filter((one) => one.unshipped >= limits.pieceBytes || isStuck(one));
    await giveUp(some, short(), shortReason);
  }

  async function giveUp(some: Followed[], bytes: number, reason: string): Promise<void> {
    let left = some;
    for (let over = bytes; over > 0; ) {
      const payer = whoPays(left);
      if (!payer) return;
      const given = await space(payer, () => payer.giveUp(over, limits.pieceBytes, reason));
      if (given === 0) left = left.filter((one) => one !== payer);
      else tell(payer, given, reason);
      over -= given;
    }
  }

  /** Where the disk gives no space back the file keeps its size, and everything else goes on: 0 bytes. */
  async function space(of: Followed, work: () => Promise<number>): Promise<number> {
    if (performance.now() < (withheld.get(of)?.againAt ?? -Infinity)) return 0;
    try {
      const bytes = await work();
      if (bytes > 0) withheld.delete(of);
      return bytes;
    } catch (error) {
      const isFirst = withheld.size === 0;
      withheld.set(of, { againAt: performance.now() + limits.punchAgainMs, reason: (error as Error).message });
      if (isFirst) log.warn({ error }, 'the space of shipped logs cannot be given back now');
      if (isFirst) changed();
      return 0;
    }
  }

  function forgetWithheld(): void {
    if (withheld.size === 0) return;
    const here = new Set(streams());
    for (const one of withheld.keys()) if (!here.has(one)) withheld.delete(one);
  }

  function isShort(): boolean {
    return short() > 0;
  }

  /** Bytes. Without the folder there is nothing to give either. */
  function short(): number {
    try {
      const { bavail, blocks, bsize } = statfsSync(folder);
      return shortOf({ freeBytes: bavail * bsize, bytes: blocks * bsize }, limits.reserveBytes);
    } catch {
      return 0;
    }
  }

  /** Said once for all that goes for this reason until it is all well again. */
  function tell({ run }: Followed, bytes: number, reason: string): void {
    const loss = losses.get(reason);
    losses.set(reason, { bytes: bytes + (loss?.bytes ?? 0), takenAt: undefined });
    if (loss) return;
    log.warn(
      { replica: run.replica, app: run.app, reason },
      'output that the server does not have yet is given up, the oldest first',
    );
    changed();
  }

  function acknowledged(): void {
    for (const loss of losses.values()) loss.takenAt ??= performance.now();
  }

  function endLosses(): void {
    for (const [reason, { bytes, takenAt }] of losses) {
      if (takenAt === undefined || performance.now() - takenAt < limits.toldMs) continue;
      if (reason === shortReason && isShort()) continue;
      losses.delete(reason);
      log.info({ bytes, reason }, 'no output is given up any more');
      changed();
    }
  }

  function troubles(): string[] {
    const told = [...losses].map(([reason, { bytes }]) => [formatSize(bytes), reason]);
    const lost = told.map(([size, reason]) => `${size} of output that the server did not have were given up: ${reason}`);
    const [first] = withheld.values();
    return first ? [...lost, `the disk does not give the space of shipped output back: ${first.reason}`] : lost;
  }

  return { isShort, look, acknowledged, troubles };
}
