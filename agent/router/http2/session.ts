// An HTTP/2 client: many requests at once over one connection, within limits that no honest client comes near.
import type { ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import { constants, performServerHandshake } from 'node:http2';
import type { Arrived, Serving } from '../arrived.ts';
import type { Timed } from '../deadlines.ts';
import { maxFields, maxHeadBytes } from '../http1/head.ts';
import { pass } from '../pass.ts';
import type { Traffic } from '../traffic.ts';
import { allowance } from './allowance.ts';
import { askedBy } from './asked.ts';
import { readHttp2Head } from './head.ts';
import { type Ending, StreamExchange } from './stream-exchange.ts';

const keptMs = 75_000;
/** How long a client has to hear that it is to open no more streams. */
const farewellMs = 1000;
/** Of one upload on the way here; as much as fits into a round trip of 20 ms at 12 MB/s. */
const windowBytes = 256 * 1024;
/** Pings and changed settings. */
const chatter = { burst: 100, perSecond: 5 };
/** No stream has a higher number: nothing is refused yet. */
const lastStreamEver = 2 ** 31 - 1;
const endOfStream = constants.NGHTTP2_FLAG_END_STREAM;

const options = {
  settings: {
    maxConcurrentStreams: 128,
    maxHeaderListSize: maxHeadBytes,
    initialWindowSize: windowBytes,
    enableConnectProtocol: true,
  },
  maxHeaderListPairs: maxFields,
  maxSessionMemory: 16,
  // Streams that are reset as soon as they are opened (CVE-2023-44487), frames that make no sense, settings without end.
  streamResetBurst: 500,
  streamResetRate: 50,
  maxSessionInvalidFrames: 100,
  maxSessionRejectedStreams: 100,
  maxSettings: 16,
  strictSingleValueFields: false,
};

export function serveHttp2(traffic: Traffic, arrived: Arrived): Serving {
  // Half a connection is of no use to anybody here.
  arrived.socket.allowHalfOpen = false;
  const session = performServerHandshake(arrived.socket, options);
  return new Session(traffic, arrived, session);
}

class Session implements Serving, Timed, Ending {
  until = performance.now() + keptMs;
  private readonly traffic: Traffic;
  private readonly arrived: Arrived;
  private readonly session: ServerHttp2Session;
  private streams = 0;
  private readonly chatter = allowance(chatter.burst, chatter.perSecond);
  private isFinishing = false;
  /** The client was told to open no more streams, and may not have heard it yet. */
  private farewell: NodeJS.Timeout | undefined;
  private heldEnds: (() => void)[] = [];

  constructor(traffic: Traffic, arrived: Arrived, session: ServerHttp2Session) {
    this.traffic = traffic;
    this.arrived = arrived;
    this.session = session;
    session.setLocalWindowSize(4 * windowBytes);
    session.on('error', ignore);
    session.on('stream', (stream, _, flags, raw) => this.begin(stream, flags, raw));
    session.on('ping', () => this.chat());
    session.on('remoteSettings', () => this.chat());
    session.once('close', () => {
      clearTimeout(this.farewell);
      traffic.deadlines.forget(this);
    });
    traffic.deadlines.watch(this);
  }

  finish(idleMs: number): void {
    this.isFinishing = true;
    if (this.streams > 0) this.sayFarewell();
    else if (idleMs === 0) this.session.close();
    else this.until = Math.min(this.until, performance.now() + idleMs);
  }

  endIfIdle(): boolean {
    if (this.streams > 0) return false;
    this.session.close();
    return true;
  }

  expire(): void {
    if (this.streams === 0) this.session.close();
  }

  private begin(stream: ServerHttp2Stream, flags: number, raw: string[]): void {
    stream.on('error', ignore);
    this.streams += 1;
    this.until = Number.POSITIVE_INFINITY;
    stream.once('close', () => this.ended());
    if (this.isFinishing) this.sayFarewell();
    const head = readHttp2Head(raw);
    if ('refused' in head) {
      refuse(stream, head.refused, head.reason);
      return;
    }
    const { door } = this.arrived;
    const asked = askedBy(this.traffic, this.arrived, head, (flags & endOfStream) === 0);
    const { expectsContinue, protocol: upgrade } = head;
    const { deadlines } = this.traffic;
    pass(this.traffic, new StreamExchange({ stream, asked, door, expectsContinue, upgrade, deadlines, ending: this }));
  }

  private ended(): void {
    this.streams -= 1;
    if (this.streams > 0) return;
    this.until = performance.now() + keptMs;
    if (this.isFinishing) this.heard();
  }

  get isHeld(): boolean {
    return this.farewell !== undefined;
  }

  /** Without any stream, Node reads nothing more once it has said GOAWAY: the last ones end when the client has heard it. */
  whenMayEnd(end: () => void): void {
    if (this.isHeld) this.heldEnds.push(end);
    else end();
  }

  // In two steps (RFC 9113 section 6.8): what the client sent before it heard the first is still answered.
  private sayFarewell(): void {
    const { session } = this;
    if (this.isHeld || session.closed) return;
    this.farewell = setTimeout(this.heard, farewellMs);
    session.goaway(constants.NGHTTP2_NO_ERROR, lastStreamEver);
    session.ping(this.heard);
  }

  private readonly heard = (): void => {
    clearTimeout(this.farewell);
    this.farewell = undefined;
    const ends = this.heldEnds;
    this.heldEnds = [];
    if (!this.session.closed) this.session.close();
    for (const end of ends) end();
  };

  private chat(): void {
    if (this.chatter.take() || this.session.destroyed) return;
    this.session.destroy(new Error('too much chatter'), constants.NGHTTP2_ENHANCE_YOUR_CALM);
  }
}

function refuse(stream: ServerHttp2Stream, status: number, reason: string): void {
  const body = `${reason}\n`;
  stream.respond({ ':status': status, 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(body) });
  stream.end(body);
  stream.once('finish', () => stream.close(constants.NGHTTP2_NO_ERROR));
  stream.resume();
}

function ignore(): void {}
