// A connection to whoever answers, one request after the other: what it says is read as strictly as what clients say.
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Timed } from '../deadlines.ts';
import type { Destination } from '../destination.ts';
import { type ReceivedHead, readAnswerHead } from './answer-head.ts';
import { Body } from './body.ts';
import { UpstreamSocket } from './upstream-socket.ts';

/** Who asked. */
export interface Call {
  method: string;
  connected(): void;
  /** 1xx, but not 101. */
  informed(head: ReceivedHead): void;
  /** Returns whether the body is to be told without its framing. */
  answered(head: ReceivedHead): boolean;
  /** 101, with what came behind it; the socket is the caller's from now on. */
  switched(head: ReceivedHead, socket: Socket, early: Buffer): void;
  passed(bytes: Buffer): void;
  finished(trailers: string[]): void;
  /** All that has come is told. */
  settled(): void;
  /** More of the request may be sent. */
  uploadWanted(): void;
  /** The connection does no more for this call: it is kept for another, or gone. */
  released(): void;
  /** After `released`: there is no whole answer, and there will be none. */
  failed(why: Failure): void;
  expired(): void;
}

/** unreached: nothing was sent. descriptors: this process has no more of them. */
export type Failure = 'unreached' | 'descriptors' | 'broken';

const copiedBytes = 16 * 1024;

export class UpstreamConnection implements Timed {
  until = Number.POSITIVE_INFINITY;
  /** Answers so far. */
  served = 0;
  isConnected = false;
  readonly destination: Destination;
  private readonly socket: Socket;
  private readonly keep: (connection: UpstreamConnection) => void;
  private readonly gone: (connection: UpstreamConnection) => void;
  private call: Call | undefined;
  private body: Body | undefined;
  private decodes = false;
  private unread: Buffer | undefined;
  private unsent = '';
  private requestIsOut = false;
  private mayBeKept = true;
  private failure: Failure = 'unreached';

  constructor(destination: Destination, keep: (one: UpstreamConnection) => void, gone: (one: UpstreamConnection) => void) {
    this.destination = destination;
    this.keep = keep;
    this.gone = gone;
    this.socket = open(destination);
    this.socket.once(destination.tls ? 'secureConnect' : 'connect', () => this.connected());
    this.socket.on('data', this.received);
    this.socket.on('drain', this.drained);
    this.socket.once('end', this.ended);
    this.socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EMFILE' || error.code === 'ENFILE') this.failure = 'descriptors';
    });
    this.socket.once('close', this.closed);
  }

  /** Nothing says yet that the other side has ended it. */
  get isUsable(): boolean {
    return this.socket.writable && !this.socket.readableEnded && !this.isDeaf;
  }

  /** Nothing waits here until the other side takes it. */
  get isWritten(): boolean {
    return this.socket.writableLength === 0;
  }

  /** It was reset while something was sent. */
  private get isDeaf(): boolean {
    return this.socket instanceof UpstreamSocket && this.socket.isDeaf;
  }

  /** Until `finished` and `sent`, or `failed`, it is this call's. */
  begin(call: Call): void {
    this.call = call;
    this.body = undefined;
    this.decodes = false;
    this.requestIsOut = false;
    if (this.isConnected) call.connected();
  }

  /** The head of the request; goes out with the first bytes behind it, or by `flush`. */
  send(head: string): void {
    this.failure = 'broken';
    this.unsent = head;
  }

  /** false: not all of it is out, and `uploadWanted` follows. */
  write(bytes: Buffer): boolean {
    const text = this.unsent;
    this.unsent = '';
    if (text === '') return this.socket.write(bytes) || this.socket.writableLength === 0;
    if (bytes.length <= copiedBytes) return this.socket.write(text + bytes.toString('latin1'), 'latin1');
    this.socket.cork();
    this.socket.write(text, 'latin1');
    const goOn = this.socket.write(bytes);
    this.socket.uncork();
    return goOn || this.socket.writableLength === 0;
  }

  /** As a chunk. */
  writeChunk(bytes: Buffer): boolean {
    this.unsent += `${bytes.length.toString(16)}\r\n`;
    this.write(bytes);
    return this.writeText('\r\n');
  }

  writeText(text: string): boolean {
    const all = this.unsent + text;
    this.unsent = '';
    return this.socket.write(all, 'latin1');
  }

  flush(): void {
    if (this.unsent !== '') this.writeText('');
  }

  /** The request is out. */
  sent(): void {
    this.flush();
    this.requestIsOut = true;
    this.releaseIfDone();
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** Ends it, and tells its call nothing more but `released`. */
  destroy(): void {
    this.mayBeKept = false;
    const { call } = this;
    this.call = undefined;
    this.socket.destroy();
    call?.released();
  }

  expire(): void {
    if (this.call) this.call.expired();
    else this.socket.destroy();
  }

  private connected(): void {
    this.isConnected = true;
    this.call?.connected();
  }

  private readonly received = (chunk: Buffer): void => {
    const bytes = this.unread ? Buffer.concat([this.unread, chunk]) : chunk;
    this.unread = undefined;
    // Before it was asked, or after all was said.
    if (!this.call || this.body?.done) {
      this.breakOff();
      return;
    }
    const at = this.body ? 0 : this.readHeads(bytes);
    if (this.call && this.body && at !== undefined) this.readBody(this.body, bytes, at);
    this.call?.settled();
    this.releaseIfDone();
  };

  /** Where the body begins; undefined: more is needed, or nothing more will come of this call. */
  private readHeads(bytes: Buffer): number | undefined {
    for (let at = 0; this.call; ) {
      const head = readAnswerHead(bytes, at, this.call.method);
      if (head === undefined) {
        this.unread = at < bytes.length ? bytes.subarray(at) : undefined;
        return undefined;
      }
      if (typeof head === 'string') {
        this.breakOff();
        return undefined;
      }
      at = head.end;
      if (head.status === 101) {
        this.handOver(this.call, head, bytes.subarray(at));
        return undefined;
      }
      if (head.status < 200) {
        this.call.informed(head);
        continue;
      }
      this.body = new Body(head.framing);
      this.mayBeKept = head.keepAlive && head.framing !== 'close';
      this.served += 1;
      this.decodes = this.call.answered(head);
      return at;
    }
    return undefined;
  }

  private readBody(body: Body, bytes: Buffer, from: number): void {
    const parts: Buffer[] = [];
    const end = body.take(bytes, from, this.decodes ? (part) => void parts.push(part) : undefined);
    if (body.broken) {
      this.breakOff();
      return;
    }
    if (!this.decodes && end > from) this.call?.passed(end - from === bytes.length ? bytes : bytes.subarray(from, end));
    else for (const part of parts) this.call?.passed(part);
    if (!body.done) return;
    if (end < bytes.length) this.mayBeKept = false;
    this.call?.finished(body.trailers);
  }

  private handOver(call: Call, head: ReceivedHead, early: Buffer): void {
    this.call = undefined;
    const { socket } = this;
    if (socket instanceof UpstreamSocket) socket.isReadToItsEnd = false;
    socket.off('data', this.received).off('drain', this.drained).off('end', this.ended).off('close', this.closed);
    this.gone(this);
    call.switched(head, socket, early);
  }

  private releaseIfDone(): void {
    const { call } = this;
    if (!call || !this.body?.done || !(this.requestIsOut || this.socket.destroyed)) return;
    this.call = undefined;
    // The end of the answer may have had to wait for a slow client.
    this.socket.resume();
    if (this.mayBeKept && this.socket.writable && !this.isDeaf) this.keep(this);
    else this.socket.destroy();
    call.released();
  }

  private readonly drained = (): void => this.call?.uploadWanted();

  private readonly ended = (): void => {
    // Behind a reset nobody knows whether all of it has come.
    if (!this.body || this.body.done || this.body.framing !== 'close' || this.isDeaf) return;
    this.body.done = true;
    this.call?.finished([]);
    this.releaseIfDone();
  };

  private readonly closed = (): void => {
    this.gone(this);
    const { call } = this;
    this.call = undefined;
    if (!call) return;
    call.released();
    if (!this.body?.done) call.failed(this.failure);
  };

  // What it says is no answer.
  private breakOff(): void {
    const { call } = this;
    this.destroy();
    call?.failed('broken');
  }
}

function open({ address, port, tls }: Destination): Socket {
  if (!tls) return new UpstreamSocket().connect({ host: address, port }).setNoDelay(true);
  const { servername, verify, ca } = tls;
  return connectTls({ host: address, port, servername, rejectUnauthorized: verify, ca, ALPNProtocols: ['http/1.1'] }).setNoDelay(
    true,
  );
}
