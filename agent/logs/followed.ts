// One stream of one run of a replica, from its file to the last acknowledgement.
import { closeSync, constants, fstatSync, openSync, rmSync } from 'node:fs';
import { failpoint } from '../../lib/failpoint.ts';
import type { LogBlockInput } from '../../proto/generated/castellan/v1/LogBlock.ts';
import { blockBytes, cutAt, encode, readBytes } from './block.ts';
import { Marks } from './marks.ts';
import { forgetReleased, leadingHole, loadReleased, punchHole, type Released, saveReleased } from './space.ts';

export interface FollowedRun {
  app: string;
  environment: string;
  process: string;
  index: number;
  replica: string;
  run: number;
  release: number;
  stream: 'stdout' | 'stderr';
  /** The process has it open for appending. */
  path: string;
}

/**
 * opening: how far the file was given back is being found out; unasked: the server has not been asked how far it knows
 * the stream; asking: it has been, in this call; shipping: bytes go out from `sent` on.
 */
type Phase = 'opening' | 'unasked' | 'asking' | 'shipping';

const flushMs = 100;
const lineWaitMs = 1000;
/** Of a block that is written in part nothing comes back, and what is appended to it would stand behind zeros. */
export const blockOfDisk = 4096;

export class Followed {
  readonly run: FollowedRun;
  readonly #fd: number;
  readonly #marks = new Marks();
  #phase: Phase = 'opening';
  #size = 0;
  /** All before it is durable at the server. */
  #acked = 0;
  /** All before it has been sent in this call. */
  #sent = 0;
  #released = 0;
  #reason = '';
  /** What is released is on disk too. */
  #noted = true;
  #finished = false;
  #lastSent = false;
  /** What waits for an acknowledgement, in order. */
  #flights: { end: number; bytes: number }[] = [];
  #sentAt = -Infinity;
  #grewAt = -Infinity;
  /** When nothing waited, or the server took something. */
  #takenAt = performance.now();
  #closed = false;
  #refusedUntil = -Infinity;

  /** @throws the file system's error; a symbolic link is refused. */
  constructor(run: FollowedRun, now: number) {
    this.run = run;
    this.#fd = openSync(run.path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const { size, mtimeMs } = fstatSync(this.#fd);
    this.#size = size;
    this.#marks.saw(0, Math.floor(Math.min(mtimeMs, now)));
  }

  /** Finds out how much of the file's beginning is gone. */
  async begin(): Promise<void> {
    const saved = loadReleased(this.run.path) ?? { released: 0, reason: '' };
    const released = Math.max(saved.released, await this.#hole(saved.released));
    this.#released = released;
    this.#reason = saved.reason;
    this.#acked = released;
    if (!this.#closed) this.#phase = 'unasked';
  }

  get key(): string {
    return keyOf(this.run);
  }

  get inFlightBytes(): number {
    return this.#flights.reduce((sum, flight) => sum + flight.bytes, 0);
  }

  get isWaiting(): boolean {
    return this.#phase === 'asking' || this.#flights.length > 0;
  }

  /** Bytes that only this host has, as far as is known; none while it is being found out. */
  get unshipped(): number {
    if (this.#phase === 'opening') return 0;
    return Math.max(0, this.#size - Math.max(this.#acked, this.#released));
  }

  /** For how long the server has taken nothing, while something waited. */
  waitedMs(monotonic: number): number {
    return this.unshipped > 0 ? monotonic - this.#takenAt : 0;
  }

  /** Everything, the end included, is durable at the server. */
  get isDone(): boolean {
    return this.#lastSent && this.#flights.length === 0 && this.#sent >= this.#size;
  }

  /** True when the file has grown since the last look. */
  look(now: number, monotonic: number): boolean {
    const { size } = fstatSync(this.#fd);
    if (size <= this.#size) return false;
    if (this.unshipped === 0) this.#takenAt = monotonic;
    this.#marks.saw(this.#size, now);
    this.#size = size;
    this.#grewAt = monotonic;
    return true;
  }

  finish(now: number, monotonic: number): void {
    this.look(now, monotonic);
    this.#finished = true;
  }

  /** A call has ended, and what was in flight in it is uncertain: the next one begins with the question. */
  hangUp(): void {
    if (this.#phase !== 'opening') this.#phase = 'unasked';
    this.#goBack(this.#acked);
  }

  acknowledge(offset: number): void {
    failpoint('logs.acknowledged');
    this.#takenAt = performance.now();
    if (this.#phase === 'asking') {
      this.#phase = 'shipping';
      this.#acked = offset;
      this.#goBack(offset);
    } else if (this.#phase !== 'shipping') return;
    else if (offset > this.#acked || this.#flights[0]?.end === offset) this.#advance(offset);
    else this.#goBack(offset);
  }

  /** The server does not take it from this host, as it says; it is asked again then. */
  refuse(until: number): void {
    this.#refusedUntil = until;
  }

  /** The next block, when one is due: the question, a gap, bytes, or the end. `room` is free again when it is there. */
  async next(monotonic: number, room: Buffer): Promise<LogBlockInput | undefined> {
    if (monotonic < this.#refusedUntil) return undefined;
    if (this.#phase === 'unasked') return this.#ask();
    if (this.#phase !== 'shipping') return undefined;
    if (this.#sent < this.#released) return this.#gap();
    if (this.#isDue(monotonic)) return await this.#bytes(monotonic, room);
    return this.#endIsDue() ? this.#end() : undefined;
  }

  /** Gives back what has been acknowledged, in whole pieces; says how many bytes. @throws where the file system cannot. */
  async giveBack(pieceBytes: number): Promise<number> {
    // Its number may be that of another file by now.
    if (this.#closed) return 0;
    this.#noteAgain();
    const from = this.#released;
    const until = Math.floor(this.#acked / pieceBytes) * pieceBytes;
    if (until <= from) return 0;
    await this.#release(until, '');
    return until - from;
  }

  /** Gives up the oldest bytes that were not shipped, so many at least where there are; says how many. They become a gap. */
  async giveUp(bytes: number, pieceBytes: number, reason: string): Promise<number> {
    const from = Math.max(this.#acked, this.#released);
    const until = Math.min(Math.ceil((from + bytes) / pieceBytes) * pieceBytes, this.#most);
    if (this.#closed || until <= from) return 0;
    await this.#release(until, reason);
    return until - from;
  }

  /** Removes the file too, when everything in it is at the server. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#fd);
    if (!this.isDone) return;
    rmSync(this.run.path, { force: true });
    forgetReleased(this.run.path);
  }

  /** What ended goes as a whole; before, only whole blocks of the disk. */
  get #most(): number {
    return this.#finished ? this.#size : Math.floor(this.#size / blockOfDisk) * blockOfDisk;
  }

  /** Its record can be lost, or older than the hole. Zeros before a byte in the same block were written as zeros. */
  async #hole(from: number): Promise<number> {
    const { size, blocks } = fstatSync(this.#fd);
    if (blocks * 512 >= size) return from;
    const hole = await leadingHole(this.#fd, from, size);
    return hole === size ? size : Math.floor(hole / blockOfDisk) * blockOfDisk;
  }

  async #release(until: number, reason: string): Promise<void> {
    const before = { released: this.#released, reason: this.#reason };
    this.#note({ released: until, reason });
    try {
      await punchHole(this.#fd, until);
      this.#noteAgain();
    } catch (error) {
      if (!this.#closed && (await leadingHole(this.#fd, before.released, before.released + 1)) === before.released)
        this.#note(before);
      throw error;
    }
  }

  #note({ released, reason }: Released): void {
    this.#noted = saveReleased(this.run.path, { released, reason });
    this.#released = released;
    this.#reason = reason;
  }

  /** There was no room for it before. */
  #noteAgain(): void {
    if (!this.#noted && !this.#closed) this.#note({ released: this.#released, reason: this.#reason });
  }

  #advance(offset: number): void {
    this.#acked = Math.max(this.#acked, offset);
    this.#sent = Math.max(this.#sent, offset);
    this.#flights = this.#flights.filter((flight) => flight.end > offset);
    this.#marks.forget(offset);
  }

  #goBack(offset: number): void {
    this.#sent = offset;
    this.#flights = [];
    this.#lastSent = false;
  }

  #isDue(monotonic: number): boolean {
    const pending = this.#size - this.#sent;
    return pending > 0 && (pending >= blockBytes || this.#finished || monotonic - this.#sentAt >= flushMs);
  }

  #endIsDue(): boolean {
    return this.#finished && !this.#lastSent && this.#sent >= this.#size && this.#flights.length === 0;
  }

  #ask(): LogBlockInput {
    this.#phase = 'asking';
    return this.#block({ offset: this.#acked, length: 0 });
  }

  #gap(): LogBlockInput {
    const [offset, until] = [this.#sent, this.#released];
    const marks = this.#marks.within(offset, until).slice(0, 1);
    this.#fly(until, 0);
    return this.#block({ offset, length: until - offset, marks, gapReason: this.#reason || 'given back to the disk before' });
  }

  async #bytes(monotonic: number, room: Buffer): Promise<LogBlockInput | undefined> {
    const offset = this.#sent;
    const size = this.#size;
    const read = await readBytes(this.#fd, offset, size - offset, room);
    const settled = this.#finished || monotonic - this.#grewAt >= lineWaitMs;
    const bytes = read.subarray(0, cutAt(read, settled));
    const packed = bytes.length > 0 ? await encode(bytes) : undefined;
    failpoint('logs.read');
    // Meanwhile the call may have ended, or the bytes may have been given up: what was read could be zeros.
    if (!packed || this.#phase !== 'shipping' || this.#sent !== offset || this.#released > offset) return undefined;
    const end = offset + bytes.length;
    this.#sentAt = monotonic;
    this.#fly(end, packed.data?.length ?? 0);
    this.#lastSent = this.#finished && end === this.#size;
    return this.#block({ offset, length: bytes.length, ...packed, marks: this.#marks.within(offset, end), last: this.#lastSent });
  }

  #end(): LogBlockInput {
    this.#lastSent = true;
    this.#fly(this.#sent, 0);
    return this.#block({ offset: this.#sent, length: 0, last: true });
  }

  #fly(end: number, bytes: number): void {
    this.#flights.push({ end, bytes });
    this.#sent = end;
  }

  #block(place: LogBlockInput): LogBlockInput {
    const { path: _, ...run } = this.run;
    return { ...run, ...place };
  }
}

export function keyOf(place: { replica: string; run: number; stream: string }): string {
  return `${place.replica}/${place.run}/${place.stream}`;
}
