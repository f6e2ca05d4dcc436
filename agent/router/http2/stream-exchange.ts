// One stream of an HTTP/2 client: its request's body, and the answer as it goes out.
import type { ServerHttp2Stream } from 'node:http2';
import { constants } from 'node:http2';
import { Readable } from 'node:stream';
import type { Deadlines, Timed } from '../deadlines.ts';
import { type AnswerHead, type Asked, afterRules, type Exchange, type Way } from '../exchange.ts';
import { kindOf, ofConnection } from '../http1/fields.ts';
import type { Door } from '../traffic.ts';
import { headersOf, http2Headers } from './headers.ts';

/** How long a client may take nothing of an answer. */
const silenceMs = 300_000;
/** How long what is left of an upload is still taken when the answer is out. */
const lingerMs = 250;

/** When an answer may end: its last frame may have to wait for something else that the client is to hear first. */
export interface Ending {
  readonly isHeld: boolean;
  whenMayEnd(end: () => void): void;
}

interface Parts {
  stream: ServerHttp2Stream;
  asked: Asked;
  door: Door;
  expectsContinue: boolean;
  upgrade: string | undefined;
  deadlines: Deadlines;
  ending: Ending;
}

export class StreamExchange implements Exchange, Timed {
  readonly asked: Asked;
  readonly door: Door;
  readonly startedAt = performance.now();
  answered = false;
  changeHead: Exchange['changeHead'];
  through: Exchange['through'];
  readonly upgrade: string | undefined;
  until = Number.POSITIVE_INFINITY;
  private readonly stream: ServerHttp2Stream;
  private readonly deadlines: Deadlines;
  private readonly ending: Ending;
  private expectsContinue: boolean;
  private upload: Readable | null | undefined;
  private behind: string[] = [];
  /** What is sent after the last byte is asked for by then. */
  private hasTrailers = false;
  private isTunnel = false;
  private isOut = false;
  private isOver = false;
  private readonly overs: ((whole: boolean) => void)[] = [];

  constructor({ stream, asked, door, expectsContinue, upgrade, deadlines, ending }: Parts) {
    this.asked = asked;
    this.door = door;
    this.stream = stream;
    this.expectsContinue = expectsContinue;
    this.upgrade = upgrade;
    this.deadlines = deadlines;
    this.ending = ending;
    stream.on('trailers', (_, __, raw) => {
      this.behind = raw;
    });
    stream.once('finish', () => this.out());
    stream.once('close', () => this.closed());
  }

  body(): Readable | null {
    this.upload ??= this.asked.bodyLength === null ? null : this.takeUpload();
    return this.upload;
  }

  trailers(): string[] {
    return this.behind;
  }

  answer(head: AnswerHead, body: Buffer | Readable | null, trailers?: () => string[]): void {
    if (this.answered || this.isOver || this.stream.destroyed) {
      if (body instanceof Readable) body.destroy();
      return;
    }
    const changed = afterRules(this, head, body);
    const { status } = head;
    const bodyless = this.asked.method === 'HEAD' || status === 204 || status === 304;
    const sent = bodyless ? null : changed;
    const length = Buffer.isBuffer(changed) ? changed.length : undefined;
    this.hasTrailers = sent instanceof Readable && trailers !== undefined;
    if (changed instanceof Readable && !sent) changed.destroy();
    if (!this.begin(head, length, sent === null && !this.ending.isHeld)) return;
    if (sent instanceof Readable) this.pump(sent, trailers);
    else this.end(sent ?? undefined);
  }

  inform(head: AnswerHead): void {
    if (this.answered || this.isOver || this.stream.destroyed || head.status === 101) return;
    if (head.status === 100) {
      if (!this.expectsContinue) return;
      this.expectsContinue = false;
    }
    this.stream.additionalHeaders({ ':status': head.status, ...headersOf(head.headers) });
  }

  openWay(head: AnswerHead): Way {
    const headers = withoutAccept(head.headers);
    this.isTunnel = true;
    if (!this.stream.destroyed) this.begin({ status: 200, headers }, undefined, false);
    this.over(true);
    return this.stream;
  }

  whenOver(over: (whole: boolean) => void): void {
    this.overs.push(over);
  }

  breakOff(): void {
    this.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  }

  expire(): void {
    this.breakOff();
  }

  /** false: it could not be said, and the stream is over. */
  private begin(head: AnswerHead, length: number | undefined, endStream: boolean): boolean {
    this.answered = true;
    try {
      this.stream.respond(http2Headers(head, length), { endStream, waitForTrailers: this.hasTrailers });
      return true;
    } catch {
      // What a replica said and HTTP/2 cannot say.
      this.breakOff();
      return false;
    }
  }

  private pump(body: Readable, trailers: (() => string[]) | undefined): void {
    const { stream } = this;
    body.on('data', (bytes: Buffer) => {
      if (stream.destroyed || stream.write(bytes)) return;
      body.pause();
      this.await(silenceMs);
    });
    stream.on('drain', () => {
      this.await(Number.POSITIVE_INFINITY);
      body.resume();
    });
    stream.once('wantTrailers', () => this.sendTrailers(trailers?.() ?? []));
    body.once('end', () => this.end());
    body.on('error', () => {});
    body.once('close', () => {
      if (!body.readableEnded) this.breakOff();
    });
    stream.once('close', () => {
      if (!body.readableEnded) body.destroy();
    });
  }

  private end(last?: Buffer): void {
    const { stream, ending } = this;
    if (last && ending.isHeld) stream.write(last);
    const rest = ending.isHeld ? undefined : last;
    ending.whenMayEnd(() => {
      if (!stream.writableEnded && !stream.destroyed) stream.end(rest);
    });
  }

  private sendTrailers(trailers: string[]): void {
    const kept: string[] = [];
    for (let at = 0; at + 1 < trailers.length; at += 2) {
      if ((kindOf(trailers[at] as string) & ofConnection) === 0) kept.push(trailers[at] as string, trailers[at + 1] as string);
    }
    this.stream.sendTrailers(headersOf(kept));
  }

  private await(ms: number): void {
    if (this.until === Number.POSITIVE_INFINITY) this.deadlines.watch(this);
    this.until = performance.now() + ms;
    if (ms === Number.POSITIVE_INFINITY) this.deadlines.forget(this);
  }

  // A stream of its own: whoever has enough of the upload destroys that, and still wants to answer.
  private takeUpload(): Readable {
    const { stream } = this;
    const upload = new Readable({ read: () => void stream.resume() });
    if (this.expectsContinue) this.inform({ status: 100, headers: [] });
    stream.on('data', (bytes: Buffer) => {
      if (!upload.destroyed && !upload.push(bytes)) stream.pause();
    });
    // Behind the trailers, which come by another way.
    stream.once('end', () => setImmediate(() => upload.push(null)));
    stream.once('close', () => {
      if (!stream.readableEnded) upload.destroy(new Error('the upload has broken off'));
    });
    upload.once('close', () => void stream.resume());
    upload.on('error', () => {});
    return upload;
  }

  private out(): void {
    if (!this.answered || this.isTunnel) return;
    this.isOut = true;
    if (!this.hasTrailers) this.over(true);
    this.endUpload();
  }

  // A client that still sends is told that nobody listens (RFC 9113 section 8.1); what has come already is taken first.
  private endUpload(): void {
    const { stream } = this;
    if (stream.readableEnded || stream.destroyed) return;
    stream.resume();
    const timer = setTimeout(() => stream.close(constants.NGHTTP2_NO_ERROR), lingerMs);
    stream.once('close', () => clearTimeout(timer));
  }

  private closed(): void {
    this.deadlines.forget(this);
    this.over(this.isOut && this.stream.rstCode === constants.NGHTTP2_NO_ERROR);
  }

  private over(whole: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const over of this.overs) over(whole);
  }
}

// The answer to a key that the client has not sent.
function withoutAccept(headers: string[]): string[] {
  return headers.filter((_, at) => headers[at - (at % 2)]?.toLowerCase() !== 'sec-websocket-accept');
}
