// The body of a request on its way in: held back until somebody takes it, and told apart from what follows it.
import { Body } from './body.ts';
import type { Framing } from './framing.ts';

/** Who takes an upload; false: no more, until it is wanted. */
export interface UploadTo {
  upload(bytes: Buffer): boolean;
  uploadEnded(trailers: string[]): void;
  uploadBroken(): void;
}

/** Where it comes from. */
interface Source {
  pause(): void;
  resume(): void;
  /** Bytes behind it, which are not of this request. */
  hold(bytes: Buffer): void;
}

const nowhere: UploadTo = { upload: () => true, uploadEnded: () => {}, uploadBroken: () => {} };

export class Upload {
  private readonly body: Body;
  private readonly source: Source;
  /** It has come whole, or is none after all. */
  private readonly settled: () => void;
  private to: UploadTo | undefined;
  private decodes = false;
  private held: Buffer | undefined;

  constructor(framing: Framing, source: Source, settled: () => void) {
    this.body = new Body(framing);
    this.source = source;
    this.settled = settled;
  }

  get done(): boolean {
    return this.body.done;
  }

  get broken(): boolean {
    return this.body.broken;
  }

  /** So far, without its framing. */
  get bytes(): number {
    return this.body.bytes;
  }

  get trailers(): string[] {
    return this.body.trailers;
  }

  /** Somebody makes something of it. */
  get isTaken(): boolean {
    return this.to !== undefined && this.to !== nowhere;
  }

  /** Bytes behind the head; returns what is not of this request. */
  receive(bytes: Buffer): Buffer | undefined {
    if (this.body.done) return bytes;
    if (this.to) return this.pass(bytes, this.to);
    this.held = this.held ? Buffer.concat([this.held, bytes]) : bytes;
    this.source.pause();
    return undefined;
  }

  /** From now on these bytes go there; `decodes`: without their framing. */
  take(to: UploadTo, decodes: boolean): void {
    this.to = to;
    this.decodes = decodes;
    if (this.body.done) to.uploadEnded([]);
    const held = this.held;
    this.held = undefined;
    const rest = held && this.receive(held);
    if (rest) this.source.hold(rest);
    else if (!this.body.done) this.source.resume();
  }

  /** What is left of it goes nowhere. */
  drop(): void {
    if (!this.body.done && !this.body.broken) this.take(nowhere, false);
  }

  wanted(): void {
    if (!this.body.done) this.source.resume();
  }

  private pass(bytes: Buffer, to: UploadTo): Buffer | undefined {
    const parts: Buffer[] = [];
    const end = this.body.take(bytes, 0, this.decodes ? (part) => void parts.push(part) : undefined);
    if (this.body.broken) {
      to.uploadBroken();
      this.settled();
      return undefined;
    }
    if (!this.decodes) parts.push(end === bytes.length ? bytes : bytes.subarray(0, end));
    let goOn = true;
    for (const part of parts) goOn = to.upload(part);
    if (this.body.done) {
      to.uploadEnded(this.body.trailers);
      this.settled();
    } else if (!goOn) this.source.pause();
    return end < bytes.length ? bytes.subarray(end) : undefined;
  }
}
