// A client's connection: one request after the other, each answered before the next is read.
import type { Socket } from 'node:net';
import { type OwnStatus, rawAnswer } from '../answers.ts';
import type { Arrived, Serving } from '../arrived.ts';
import type { Timed } from '../deadlines.ts';
import { pass } from '../pass.ts';
import type { Traffic } from '../traffic.ts';
import { Http1Asked } from './asked.ts';
import { Http1Exchange } from './client-exchange.ts';
import { maxHeadBytes } from './head.ts';
import { type RequestHead, readRequestHead } from './request-head.ts';

const headMs = 60_000;
/** How long a head that has begun to come may still take when its door closes. */
const lastHeadMs = 2000;
const keptMs = 75_000;
/** How long a client that is being left has to read the last answer. */
const lingerMs = 2000;
const silenceMs = 300_000;
/** Into one write with the head; longer bodies are written from where they are. */
const copiedBytes = 16 * 1024;
const lf = 10;

export function serveHttp1(traffic: Traffic, arrived: Arrived): Serving {
  return new ClientConnection(traffic, arrived);
}

export class ClientConnection implements Serving, Timed {
  until = performance.now() + headMs;
  readonly arrived: Arrived;
  /** Its door closes: the next answer is the last. */
  isFinishing = false;
  private readonly traffic: Traffic;
  private readonly socket: Socket;
  /** From when on it is ended without an answer that says so: a client that was not told may be sending already. */
  private leaveAt = Number.POSITIVE_INFINITY;
  private phase: 'reading' | 'answering' | 'lingering' | 'over' = 'reading';
  private exchange: Http1Exchange | undefined;
  /** Came, and is not read yet. */
  private unread: Buffer | undefined;

  constructor(traffic: Traffic, arrived: Arrived) {
    this.traffic = traffic;
    this.arrived = arrived;
    this.socket = arrived.socket;
    this.socket.setNoDelay(true);
    this.socket.on('data', this.received);
    this.socket.on('drain', this.drained);
    this.socket.on('end', this.ended);
    this.socket.on('error', ignore);
    this.socket.once('close', this.closed);
    traffic.deadlines.watch(this);
  }

  finish(idleMs: number): void {
    this.isFinishing = true;
    this.leaveAt = performance.now() + idleMs;
    if (this.phase !== 'reading') return;
    if (idleMs === 0 && !this.unread) this.linger();
    else this.until = Math.min(this.until, this.unread ? performance.now() + lastHeadMs : this.leaveAt);
  }

  endIfIdle(): boolean {
    if (this.phase !== 'reading' || this.unread) return false;
    this.destroy(false);
    return true;
  }

  expire(): void {
    if (this.phase === 'reading' && this.unread) this.refuse(408);
    else this.destroy(false);
  }

  // --- what its exchange asks of it

  /** false: not all of it is out, and `drained` follows. */
  write(bytes: Buffer): boolean {
    return this.socket.write(bytes) || this.isOut();
  }

  writeText(text: string): boolean {
    return this.socket.write(text, 'latin1') || this.isOut();
  }

  writeBoth(text: string, bytes: Buffer): boolean {
    if (bytes.length <= copiedBytes) return this.writeText(text + bytes.toString('latin1'));
    this.socket.cork();
    this.socket.write(text, 'latin1');
    const goOn = this.socket.write(bytes);
    this.socket.uncork();
    return goOn || this.isOut();
  }

  // Of what is large a stream says that it is too much, though the system may have taken it all at once.
  private isOut(): boolean {
    return this.socket.writableLength === 0;
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** Bytes behind a request, for the next one. */
  hold(bytes: Buffer): void {
    this.unread = bytes;
    this.socket.pause();
  }

  /** An answer of the router's own is under way: its client is not waited for without end. */
  touch(): void {
    this.until = performance.now() + silenceMs;
  }

  answered(keepAlive: boolean): void {
    this.exchange = undefined;
    const now = performance.now();
    if (!keepAlive || this.leaveAt <= now) {
      this.linger();
      return;
    }
    this.phase = 'reading';
    // A slow client may still be reading its answer.
    const idleMs = this.socket.writableLength > 0 ? silenceMs : keptMs;
    this.until = Math.min(now + (this.unread ? headMs : idleMs), this.leaveAt);
    this.socket.resume();
    // Not at once: a thousand small requests in one packet would be a thousand calls deep.
    if (this.unread) setImmediate(this.readHead);
  }

  /** What came is no request, or too much: nobody knows where the next one begins. */
  refuse(status: OwnStatus, reason?: string): void {
    if (this.phase === 'over' || this.phase === 'lingering') return;
    this.socket.write(rawAnswer(status, reason), 'latin1');
    this.linger();
  }

  destroy(reset: boolean): void {
    if (reset && !this.arrived.secure) this.socket.resetAndDestroy();
    else this.socket.destroy();
  }

  /** Another protocol from here on: its socket with what has come on it, and nobody listens there any more. */
  handOver(): { socket: Socket; early: Buffer | undefined } {
    this.leave();
    const { socket } = this;
    socket.off('data', this.received).off('drain', this.drained).off('end', this.ended).off('close', this.closed);
    return { socket, early: this.unread };
  }

  // --- what its socket says

  private readonly received = (bytes: Buffer): void => {
    if (this.phase === 'answering') {
      const rest = this.exchange?.receive(bytes);
      if (rest) this.hold(this.unread ? Buffer.concat([this.unread, rest]) : rest);
    } else if (this.phase === 'reading') {
      if (!this.unread) this.until = performance.now() + headMs;
      const first = this.unread === undefined;
      this.unread = this.unread ? Buffer.concat([this.unread, bytes]) : bytes;
      if (first || bytes.includes(lf) || this.unread.length > maxHeadBytes) this.readHead();
    }
  };

  private readonly drained = (): void => {
    if (this.phase !== 'answering') return;
    if (this.until !== Number.POSITIVE_INFINITY) this.touch();
    this.exchange?.drained();
  };

  // Half a connection is none: whoever ends it while it is answered has gone.
  private readonly ended = (): void => {
    if (this.phase === 'answering') this.destroy(false);
    else this.socket.end();
  };

  private readonly closed = (): void => {
    const { exchange } = this;
    this.leave();
    exchange?.end(false);
  };

  private readonly readHead = (): void => {
    if (this.phase !== 'reading' || !this.unread) return;
    const head = readRequestHead(this.unread, 0);
    if (!head) return;
    if ('refused' in head) this.refuse(head.refused, head.reason);
    else this.begin(head, this.unread);
  };

  private begin(head: RequestHead, bytes: Buffer): void {
    this.phase = 'answering';
    this.until = Number.POSITIVE_INFINITY;
    this.unread = undefined;
    const exchange = new Http1Exchange(this, new Http1Asked(this.traffic, this.arrived, head));
    this.exchange = exchange;
    const rest = head.end < bytes.length ? exchange.receive(bytes.subarray(head.end)) : undefined;
    if (rest) this.hold(rest);
    pass(this.traffic, exchange);
  }

  // The end of a connection with something unread is a reset, which would take the answer away from the client again.
  private linger(): void {
    this.exchange?.end(false);
    this.exchange = undefined;
    this.phase = 'lingering';
    this.unread = undefined;
    this.touch();
    this.socket.resume();
    this.socket.end(() => {
      this.until = performance.now() + lingerMs;
    });
  }

  private leave(): void {
    this.phase = 'over';
    this.exchange = undefined;
    this.traffic.deadlines.forget(this);
  }
}

function ignore(): void {}
