// Ships what the replicas write to the server, in order, once, for as long as it takes.

import { join } from 'node:path';
import type { Logger } from 'pino';
import { makeFolder } from '../../lib/durable-file.ts';
import { makeWake } from '../../lib/wake.ts';
import { Failure } from '../../proto/failure.ts';
import type { LogAck } from '../../proto/generated/castellan/v1/LogAck.ts';
import type { LogBlockInput } from '../../proto/generated/castellan/v1/LogBlock.ts';
import { unshippedOf } from '../decide/log-space.ts';
import { blockBytes } from './block.ts';
import { Followed, type FollowedRun, keyOf } from './followed.ts';
import { Growth } from './growth.ts';
import { openTidy, type Tidy, type TidyLimits } from './tidy.ts';

export interface LogShipperOptions {
  /** The files are in its folder `logs`. */
  stateDir: string;
  /** One call of ShipLogs. It ends, or throws, when the server is away. */
  open(blocks: AsyncIterable<LogBlockInput>, signal: AbortSignal): AsyncIterable<LogAck>;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds since the epoch: labels only, it may jump. */
  clock?: () => number;
  /** There are other troubles to tell. */
  changed?: () => void;
  limits?: Partial<LogLimits>;
}

export interface LogLimits extends TidyLimits {
  /** Sent and not yet acknowledged. */
  maxInFlightBytes: number;
  /** Without an acknowledgement for so long the call is given up. */
  stallMs: number;
  /** How often space is given back and the limits are looked at. */
  tidyMs: number;
  retryMinMs: number;
  retryMaxMs: number;
  /** After the server would not take a stream from this host. */
  refusedMs: number;
}

const mebibyte = 1024 * 1024;
const defaults: LogLimits = {
  maxReplicaBytes: 256 * mebibyte,
  maxHostBytes: 2048 * mebibyte,
  reserveBytes: 64 * mebibyte,
  maxInFlightBytes: 8 * mebibyte,
  pieceBytes: 4 * mebibyte,
  stallMs: 30_000,
  tidyMs: 1000,
  retryMinMs: 250,
  retryMaxMs: 10_000,
  punchAgainMs: 60_000,
  waitedMs: 5000,
  toldMs: 600_000,
  refusedMs: 10_000,
};

const busyForMs = 1000;
const beginAgainMs = 60_000;

export class LogShipper {
  readonly #options: LogShipperOptions;
  readonly #limits: LogLimits;
  readonly #clock: () => number;
  readonly #life = new AbortController();
  readonly #followed = new Map<string, Followed>();
  readonly #growth: Growth;
  readonly #tidy: Tidy;
  readonly #done: Promise<void>;
  /** One block is read at a time, into here. */
  readonly #room = Buffer.allocUnsafe(blockBytes);
  /** Whose turn is next comes first. */
  #turns: Followed[] = [];
  #call: AbortController | undefined;
  #wake: () => void = () => undefined;
  readonly #hurry = makeWake();
  #retryMs: number;
  #heardAt = 0;
  #grewAt = -Infinity;
  #reading: Promise<unknown> | undefined;
  #tidying: Promise<void> | undefined;
  #tidiedAt = -Infinity;

  constructor(options: LogShipperOptions) {
    this.#options = options;
    this.#limits = { ...defaults, ...options.limits };
    this.#clock = options.clock ?? Date.now;
    this.#retryMs = this.#limits.retryMinMs;
    const folder = makeFolder(join(options.stateDir, 'logs'));
    const { log, changed = () => undefined } = options;
    this.#tidy = openTidy({ folder, streams: () => this.#turns, limits: this.#limits, log, changed });
    this.#growth = new Growth(folder, () => this.#look());
    this.#done = this.#ship();
  }

  /** Begins with one stream of a run; told again, nothing changes. A file that is gone has been shipped already. */
  follow(run: FollowedRun): void {
    if (this.#followed.has(keyOf(run)) || this.#life.signal.aborted) return;
    const followed = this.#open(run);
    if (!followed) return;
    this.#followed.set(followed.key, followed);
    this.#turns.push(followed);
    this.#begin(followed);
  }

  /** The process has ended: when all of its output is at the server, its files are removed. */
  finished(replica: string, run: number): void {
    for (const followed of this.#followed.values()) {
      if (followed.run.replica === replica && followed.run.run === run) followed.finish(this.#clock(), performance.now());
    }
    this.#growth.soon();
  }

  /** The server is there: what waits to be tried again is tried now. */
  soon(): void {
    this.#retryMs = this.#limits.retryMinMs;
    this.#hurry();
  }

  /** Bytes that only this host has. */
  get unshippedBytes(): number {
    return unshippedOf(this.#turns);
  }

  /** What was given up of them, and why. */
  troubles(): string[] {
    return this.#tidy.troubles();
  }

  /** Stops; what was not acknowledged is sent again by the next shipper. */
  async close(): Promise<void> {
    this.#life.abort();
    this.#growth.end();
    await this.#done;
    await this.#tidying;
    for (const followed of this.#turns) followed.close();
  }

  #open(run: FollowedRun): Followed | undefined {
    try {
      return new Followed(run, this.#clock());
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return undefined;
    }
  }

  #begin(followed: Followed): void {
    const again = (error: unknown) => {
      this.#options.log.warn({ error, path: followed.run.path }, 'a log file cannot be read now');
      setTimeout(() => this.#begin(followed), beginAgainMs).unref();
    };
    if (!this.#life.signal.aborted) followed.begin().then(() => this.#growth.soon(), again);
  }

  async #ship(): Promise<void> {
    while (!this.#life.signal.aborted) {
      await this.#callOnce();
      for (const followed of this.#turns) followed.hangUp();
      await this.#hurry.wait({ ms: this.#retryMs * (0.5 + Math.random() / 2), signal: this.#life.signal });
      this.#retryMs = Math.min(this.#retryMs * 2, this.#limits.retryMaxMs);
    }
  }

  async #callOnce(): Promise<void> {
    const call = new AbortController();
    const signal = AbortSignal.any([call.signal, this.#life.signal]);
    this.#call = call;
    this.#heardAt = performance.now();
    try {
      for await (const ack of this.#options.open(this.#blocks(signal), signal)) this.#acknowledge(ack);
    } catch (error) {
      if (!signal.aborted) this.#options.log.info({ error }, 'log shipping interrupted');
      this.#setAside(error);
    } finally {
      call.abort();
      this.#call = undefined;
      await this.#reading;
    }
  }

  /** The server takes one stream from nobody on this host: the others go on without it. */
  #setAside(error: unknown): void {
    if (!(error instanceof Failure) || error.code !== 'forbidden') return;
    const followed = this.#followed.get(error.details[0] ?? '');
    followed?.refuse(performance.now() + this.#limits.refusedMs);
  }

  async *#blocks(signal: AbortSignal): AsyncGenerator<LogBlockInput> {
    const wake = () => this.#wake();
    signal.addEventListener('abort', wake);
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      const block = await this.#next(signal);
      if (signal.aborted) break;
      if (block) yield block;
      else await woken;
    }
    signal.removeEventListener('abort', wake);
  }

  /** One block each in turn, so that a flood in one stream delays the others by a block. */
  async #next(signal: AbortSignal): Promise<LogBlockInput | undefined> {
    for (const followed of [...this.#turns]) {
      if (signal.aborted || !this.#hasRoom(followed)) continue;
      const reading = followed.next(performance.now(), this.#room);
      this.#reading = reading.catch(() => undefined);
      const block = await reading;
      if (!block) continue;
      this.#toTheEnd(followed);
      return block;
    }
    return undefined;
  }

  /** Half of the room is for any one stream. */
  #hasRoom(followed: Followed): boolean {
    const inFlight = this.#turns.reduce((sum, each) => sum + each.inFlightBytes, 0);
    return inFlight < this.#limits.maxInFlightBytes && followed.inFlightBytes < this.#limits.maxInFlightBytes / 2;
  }

  #toTheEnd(followed: Followed): void {
    this.#turns = [...this.#turns.filter((each) => each !== followed), followed];
  }

  #acknowledge(ack: LogAck): void {
    this.#heardAt = performance.now();
    this.#retryMs = this.#limits.retryMinMs;
    const followed = this.#followed.get(keyOf(ack));
    if (!followed) return;
    followed.acknowledge(ack.offset);
    this.#tidy.acknowledged();
    if (followed.isDone) this.#leave(followed);
    this.#wake();
  }

  #leave(followed: Followed): void {
    this.#followed.delete(followed.key);
    this.#turns = this.#turns.filter((each) => each !== followed);
    followed.close();
  }

  /** True while something grows. */
  #look(): boolean {
    const [now, monotonic] = [this.#clock(), performance.now()];
    let grew = false;
    for (const followed of this.#turns) grew = followed.look(now, monotonic) || grew;
    if (grew) this.#grewAt = monotonic;
    this.#tidyWhenDue(monotonic);
    this.#giveUpStalled(monotonic);
    this.#wake();
    return monotonic - this.#grewAt < busyForMs;
  }

  #giveUpStalled(monotonic: number): void {
    const waiting = this.#turns.some((followed) => followed.isWaiting);
    if (!waiting) this.#heardAt = monotonic;
    else if (monotonic - this.#heardAt > this.#limits.stallMs) this.#call?.abort();
  }

  /** A disk that is short cannot wait. */
  #tidyWhenDue(monotonic: number): void {
    if (this.#tidying || (monotonic - this.#tidiedAt < this.#limits.tidyMs && !this.#tidy.isShort())) return;
    this.#tidiedAt = monotonic;
    this.#tidying = this.#tidy.look().finally(() => {
      this.#tidying = undefined;
    });
  }
}
