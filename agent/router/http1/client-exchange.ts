// One request of an HTTP/1 client, and the answer as it goes out. Bytes that need no change are passed on as they came.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { type AnswerHead, afterRules, type Exchange } from '../exchange.ts';
import type { Door } from '../traffic.ts';
import type { ReceivedHead } from './answer-head.ts';
import type { Http1Asked } from './asked.ts';
import type { ClientConnection } from './client-connection.ts';
import { kind, ofConnection } from './fields.ts';
import type { Framing } from './framing.ts';
import { framingLine, joined, withoutOurs } from './lines.ts';
import { Upload, type UploadTo } from './upload.ts';

/** Who gives an answer, and waits when a push has returned false. */
export interface AnswerFrom {
  answerWanted(): void;
}

/** Of a body that goes out: as it is; in chunks that are made here; or none. */
type Encoding = 'plain' | 'chunks' | 'none';

export class Http1Exchange implements Exchange {
  readonly asked: Http1Asked;
  readonly door: Door;
  readonly startedAt = performance.now();
  answered = false;
  changeHead: Exchange['changeHead'];
  through: Exchange['through'];
  /** Follows the request's body. */
  readonly upload: Upload;
  keepAlive: boolean;
  private readonly connection: ClientConnection;
  private continued = false;
  /** The answer is out without it: the connection ends. */
  private givesUpUpload = false;
  private answerFrom: AnswerFrom | undefined;
  private encoding: Encoding = 'none';
  /** Of an answer with a length: what is still to come. */
  private owed = Number.POSITIVE_INFINITY;
  private untilClose = false;
  /** Goes out with the first bytes of the body, or by `flush`. */
  private unsent = '';
  private answerIsOut = false;
  private isOver = false;
  private readonly overs: ((whole: boolean) => void)[] = [];

  constructor(connection: ClientConnection, asked: Http1Asked) {
    this.connection = connection;
    this.asked = asked;
    this.door = connection.arrived.door;
    this.upload = new Upload(asked.head.framing, connection, () => this.uploadSettled());
    this.keepAlive = asked.head.keepAlive;
  }

  // --- the request's body

  /** Bytes behind the head; returns what is not of this request. */
  receive(bytes: Buffer): Buffer | undefined {
    return this.upload.receive(bytes);
  }

  /** Nobody takes it any more. */
  dropUpload(): void {
    if (this.upload.done || this.isOver) return;
    this.upload.drop();
    this.connection.touch();
  }

  body(): Readable | null {
    if (this.asked.head.framing === 'none') return null;
    const stream = new Readable({ read: () => this.upload.wanted() });
    if (this.asked.head.expectsContinue) this.inform({ status: 100, headers: [] });
    const to: UploadTo = {
      upload: (bytes) => stream.push(bytes),
      uploadEnded: () => void stream.push(null),
      uploadBroken: () => void stream.destroy(new Error('the upload has broken off')),
    };
    this.upload.take(to, true);
    this.whenOver((whole) => {
      if (!whole && !this.upload.done) to.uploadBroken();
    });
    return stream;
  }

  trailers(): string[] {
    return this.upload.trailers;
  }

  private uploadSettled(): void {
    if (!this.upload.broken) this.overIfDone();
    else if (this.answered) this.breakOff();
    else this.connection.refuse(400, 'The body of the request is not valid.');
  }

  // --- the answer

  answer(head: AnswerHead, body: Buffer | Readable | null, trailers?: () => string[]): void {
    if (this.answered || this.isOver) return;
    const changed = afterRules(this, head, body);
    const length = Buffer.isBuffer(changed) ? changed.length : lengthOf(head);
    const framing = length ?? (changed !== null ? 'close' : this.asked.method === 'HEAD' || head.status === 304 ? 'none' : 0);
    this.begin(head.status, head.reason, joined(withoutOurs(head.headers)), framing);
    if (changed === null || Buffer.isBuffer(changed) || this.encoding === 'none') {
      if (Buffer.isBuffer(changed)) this.push(changed);
      if (changed instanceof Readable) changed.destroy();
      this.finish([]);
    } else this.pump(changed, trailers);
  }

  /**
   * The head of an answer that is passed on, with lines of our own behind. Returns whether its body is to be pushed as it is
   * framed; else without framing. Whoever gives it calls `push`, `finish` and, when nothing more is at hand, `flush`.
   */
  beginPassing(head: ReceivedHead, more: string, from: AnswerFrom): boolean {
    this.answerFrom = from;
    const { fields, named, status, reason } = head;
    const bodyless = head.framing === 'none';
    const raw = head.framing === 'chunked' && this.asked.version === '1.1';
    const trailer = raw ? 0 : kind.trailer;
    // Of an answer without a body it says what a GET would get.
    const without = (ofConnection | trailer) & ~(bodyless && status !== 204 ? kind.contentLength : 0);
    let lines: string;
    if (this.changeHead) {
      const changed = { status, reason, headers: fields.pairs(without, named) };
      this.changeHead(changed);
      lines = joined(changed.headers);
    } else lines = fields.lines(without, named);
    this.begin(status, reason, lines + more, head.framing);
    if (raw) this.encoding = 'plain';
    return raw;
  }

  push(bytes: Buffer): boolean {
    if (this.isOver || this.encoding === 'none' || bytes.length === 0) return true;
    this.owed -= bytes.length;
    if (this.owed < 0) {
      this.breakOff();
      return true;
    }
    if (this.encoding === 'plain') return this.write(bytes);
    this.unsent += `${bytes.length.toString(16)}\r\n`;
    this.write(bytes);
    return this.connection.writeText('\r\n');
  }

  finish(trailers: string[]): void {
    if (this.isOver) return;
    if (this.encoding === 'chunks') this.unsent += `0\r\n${joined(trailers)}\r\n`;
    else if (this.encoding === 'plain' && Number.isFinite(this.owed) && this.owed > 0) {
      this.breakOff();
      return;
    }
    this.flush();
    this.answerIsOut = true;
    this.overIfDone();
  }

  flush(): boolean {
    if (this.unsent === '') return true;
    const text = this.unsent;
    this.unsent = '';
    return this.connection.writeText(text);
  }

  inform(head: AnswerHead): void {
    if (this.answered || this.isOver || this.asked.version === '1.0') return;
    if (head.status === 100 && (!this.asked.head.expectsContinue || this.continued)) return;
    if (head.status === 100) this.continued = true;
    const lines = head.status === 100 ? '' : joined(withoutOurs(head.headers));
    this.connection.writeText(`HTTP/1.1 ${head.status} ${STATUS_CODES[head.status] ?? ''}\r\n${lines}\r\n`);
  }

  whenOver(over: (whole: boolean) => void): void {
    if (this.isOver) over(this.answerIsOut);
    else this.overs.push(over);
  }

  breakOff(): void {
    // A body that ends with the connection must not look whole: reset instead of FIN.
    this.connection.destroy(this.untilClose);
    this.end(false);
  }

  /** The client takes more. */
  drained(): void {
    this.answerFrom?.answerWanted();
  }

  /** With this head the connection speaks another protocol: its socket, and what the client has said there already. */
  handOver(head: string): { socket: Socket; early: Buffer | undefined } {
    this.answered = true;
    this.connection.writeText(head);
    const taken = this.connection.handOver();
    this.end(true);
    return taken;
  }

  /** Its connection is gone, or is of no use any more. */
  end(whole: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const over of this.overs) over(whole);
  }

  private begin(status: number, reason: string | undefined, lines: string, framing: Framing): void {
    this.answered = true;
    this.settleUpload();
    const old = this.asked.version === '1.0';
    const bodyless = framing === 'none' || this.asked.method === 'HEAD' || status === 204 || status === 304;
    const known = typeof framing === 'number';
    this.encoding = bodyless ? 'none' : known || old ? 'plain' : 'chunks';
    if (known && !bodyless) this.owed = framing;
    this.untilClose = !bodyless && old && !known;
    if (this.untilClose || this.door.closing || this.connection.isFinishing) this.keepAlive = false;
    const said = this.keepAlive ? (old ? 'Connection: keep-alive\r\n' : '') : 'Connection: close\r\n';
    const text = reason ?? STATUS_CODES[status] ?? '';
    this.unsent = `HTTP/1.1 ${status} ${text}\r\n${lines}${framingLine(status, framing, this.encoding === 'chunks')}${said}\r\n`;
  }

  // A client that was never told to continue may send its body, or the next request: nobody can tell which.
  private settleUpload(): void {
    if (this.upload.done) return;
    if (!this.upload.isTaken) this.upload.drop();
    const unasked = this.asked.head.expectsContinue && !this.continued && this.upload.bytes === 0;
    if (this.upload.done || (this.upload.isTaken && !unasked)) return;
    this.givesUpUpload = true;
    this.keepAlive = false;
  }

  private write(bytes: Buffer): boolean {
    const text = this.unsent;
    if (text === '') return this.connection.write(bytes);
    this.unsent = '';
    return this.connection.writeBoth(text, bytes);
  }

  private pump(body: Readable, trailers?: () => string[]): void {
    this.answerFrom = { answerWanted: () => void body.resume() };
    body.on('data', (bytes: Buffer) => {
      this.connection.touch();
      if (!this.push(bytes)) body.pause();
    });
    body.once('end', () => this.finish(trailers?.() ?? []));
    body.on('error', () => {});
    body.once('close', () => {
      if (!body.readableEnded && !this.isOver) this.breakOff();
    });
    this.whenOver((whole) => {
      if (!whole) body.destroy();
    });
    this.connection.touch();
    setImmediate(() => this.flush());
  }

  private overIfDone(): void {
    if (!this.answerIsOut || this.isOver) return;
    if (!this.upload.done && !this.givesUpUpload) return;
    this.end(true);
    this.connection.answered(this.keepAlive);
  }
}

function lengthOf(head: AnswerHead): number | undefined {
  for (let at = 0; at + 1 < head.headers.length; at += 2) {
    if (head.headers[at]?.toLowerCase() === 'content-length') return Number(head.headers[at + 1]);
  }
  return undefined;
}
