// One try to have a request answered on one connection: bytes both ways, counted, and the time that each step may take.
import type { Socket } from 'node:net';
import type { RouteEntry, RouteTarget } from '../decide/types.ts';
import { affinityCookie } from './affinity.ts';
import type { Destination } from './destination.ts';
import type { Exchange, Way } from './exchange.ts';
import { countStatus, type Figure } from './figures.ts';
import type { ReceivedHead } from './http1/answer-head.ts';
import { type AnswerFrom, Http1Exchange } from './http1/client-exchange.ts';
import { kind, ofConnection } from './http1/fields.ts';
import { joined } from './http1/lines.ts';
import type { UploadTo } from './http1/upload.ts';
import type { Call, Failure, UpstreamConnection } from './http1/upstream-connection.ts';
import { outgoingHead } from './outgoing.ts';
import { type AnswerTo, streamAnswer, streamUpload } from './streamed.ts';
import type { Traffic } from './traffic.ts';
import { tunnel } from './tunnel.ts';

const timeouts = { connectMs: 5000, headersMs: 300_000, idleMs: 300_000 };

/** What is tried, for whom. */
export interface Trying {
  traffic: Traffic;
  exchange: Exchange;
  route: RouteEntry;
  target: RouteTarget;
  destination: Destination;
  /** The protocol that the client asks for instead. */
  upgrade: string | undefined;
  /** Not on a connection that was kept. */
  fresh: boolean;
}

/**
 * Why there is no answer. unreached: nothing was sent. descriptors: this process has no more of them. dead: a kept connection
 * turned out to be gone. late: it took too long. stalled: the client did, with the body of the request. tooLarge: that body.
 */
export type Trouble = 'unreached' | 'descriptors' | 'dead' | 'noAnswer' | 'late' | 'stalled' | 'tooLarge';

type State = 'connecting' | 'asking' | 'answering' | 'over';

export class Attempt implements Call, UploadTo, AnswerFrom {
  readonly method: string;
  readonly figure: Figure;
  readonly trying: Trying;
  private state: State = 'connecting';
  private readonly troubled: (trouble: Trouble) => void;
  /** Of a client of HTTP/1, whose bytes are passed on as they are. */
  private readonly direct: Http1Exchange | undefined;
  private readonly connection: UpstreamConnection;
  private readonly wasKept: boolean;
  private answerTo: AnswerTo | undefined;
  private wantUpload: () => void = () => {};
  private uploadIsOut = false;
  /** The replica is to say first that it takes the body. */
  private awaitsContinue = false;
  /** The client has not read what it has got. */
  private answerIsHeld = false;
  private uploaded = 0;
  private inChunks = false;
  private hasConnection = true;
  private ended: () => void;

  /** `troubled` is called at most once, when the connection is let go of and nothing was answered. */
  constructor(trying: Trying, troubled: (trouble: Trouble) => void) {
    const { traffic, exchange, route, target, destination, upgrade, fresh } = trying;
    this.trying = trying;
    this.troubled = troubled;
    this.method = exchange.asked.method;
    this.direct = exchange instanceof Http1Exchange ? exchange : undefined;
    this.figure = traffic.figures.of(route, target.release);
    this.figure.requests += 1;
    this.figure.inFlight += 1;
    this.ended = traffic.inFlight.begin(target.replica);
    const kept = fresh || upgrade !== undefined ? undefined : traffic.upstreams.take(destination);
    this.wasKept = kept !== undefined;
    this.connection = kept ?? traffic.upstreams.open(destination);
    if (!kept) this.expectWithin('connectMs');
  }

  begin(): void {
    this.connection.begin(this);
  }

  /** The client has its answer, or has gone. */
  leave(whole: boolean): void {
    if (!this.hasConnection || (whole && this.uploadIsOut)) return;
    if (!whole && this.state !== 'over') this.figure.abandoned += 1;
    this.letGo();
  }

  // --- what the connection says

  connected(): void {
    const { connection, direct } = this;
    const { exchange, route, upgrade } = this.trying;
    this.state = 'asking';
    this.expectWithin('idleMs');
    connection.send(outgoingHead(exchange.asked, route, connection.destination, upgrade));
    this.awaitsContinue = direct?.asked.head.expectsContinue ?? false;
    this.inChunks = !direct && exchange.asked.bodyLength === undefined;
    if (direct) direct.upload.take(this, false);
    else this.wantUpload = streamUpload(exchange, this);
    if (this.hasConnection) connection.flush();
  }

  informed({ status, reason, fields, named }: ReceivedHead): void {
    if (status === 100) this.awaitsContinue = false;
    this.trying.exchange.inform({ status, reason, headers: fields.pairs(ofConnection, named) });
  }

  answered(head: ReceivedHead): boolean {
    const { direct } = this;
    const { exchange, route, target } = this.trying;
    this.state = 'answering';
    this.expectWithin('idleMs');
    countStatus(this.figure, head.status, performance.now() - exchange.startedAt);
    const cookie = route.rules?.affinity && affinityCookie(route, exchange.asked, target);
    if (direct && !exchange.through) {
      this.answerTo = direct;
      return !direct.beginPassing(head, cookie ? `Set-Cookie: ${cookie}\r\n` : '', this);
    }
    this.answerTo = streamAnswer(exchange, head, cookie ? ['Set-Cookie', cookie] : [], this);
    return true;
  }

  passed(bytes: Buffer): void {
    this.figure.bytesOut += bytes.length;
    this.expectWithin('idleMs');
    if (this.answerTo?.push(bytes) !== false) return;
    this.answerIsHeld = true;
    this.connection.pause();
  }

  finished(trailers: string[]): void {
    this.answerTo?.finish(trailers);
  }

  settled(): void {
    this.answerTo?.flush();
  }

  uploadWanted(): void {
    if (!this.uploadIsOut) this.expectWithin('idleMs');
    if (this.direct) this.direct.upload.wanted();
    else this.wantUpload();
  }

  switched(head: ReceivedHead, replica: Socket, replicaEarly: Buffer): void {
    const { figure } = this;
    const { traffic, exchange, target, upgrade } = this.trying;
    if (upgrade === undefined) {
      replica.destroy();
      this.released();
      this.failed('broken');
      return;
    }
    countStatus(figure, 101, performance.now() - exchange.startedAt);
    const { client, clientEarly } = handOver(exchange, head, upgrade);
    if (!client) {
      replica.destroy();
      this.released();
      return;
    }
    const isWebSocket = upgrade.toLowerCase() === 'websocket';
    const over = () => {
      figure.inFlight -= 1;
      ended();
    };
    const cut = tunnel({ client, clientEarly, replica, replicaEarly, isWebSocket, figure, over });
    const ended = traffic.inFlight.beginTunnel(target.replica, cut);
    figure.inFlight += 1;
    this.released();
    this.ended = () => {};
  }

  released(): void {
    this.hasConnection = false;
    this.figure.inFlight -= 1;
    // What nobody takes any more is not left to fill the connection of its client; another try takes it all.
    if (!this.uploadIsOut && this.state !== 'connecting') this.direct?.dropUpload();
    this.ended();
  }

  failed(why: Failure): void {
    const { state } = this;
    this.state = 'over';
    if (this.trying.exchange.answered) this.breakOff();
    else if (state === 'connecting') this.troubled(why === 'descriptors' ? why : 'unreached');
    else this.troubled(this.wasKept ? 'dead' : 'noAnswer');
  }

  expired(): void {
    const { state } = this;
    const isStalled = this.waitsForClient();
    this.letGo(state);
    if (isStalled) this.figure.abandoned += 1;
    if (!this.trying.exchange.answered) this.troubled(isStalled ? 'stalled' : state === 'connecting' ? 'unreached' : 'late');
    else if (isStalled) this.trying.exchange.breakOff();
    else this.breakOff();
  }

  // --- what the client's side says

  upload(bytes: Buffer): boolean {
    const { connection, figure, direct } = this;
    if (!this.hasConnection) return true;
    figure.bytesIn += bytes.length;
    this.uploaded += bytes.length;
    this.awaitsContinue = false;
    const most = this.trying.route.rules?.limits?.bodyBytes ?? Number.POSITIVE_INFINITY;
    if ((direct ? direct.upload.bytes : this.uploaded) > most) {
      this.letGo();
      if (this.trying.exchange.answered) this.trying.exchange.breakOff();
      else this.troubled('tooLarge');
      return true;
    }
    this.expectWithin('idleMs');
    return this.inChunks ? connection.writeChunk(bytes) : connection.write(bytes);
  }

  uploadEnded(trailers: string[]): void {
    this.uploadIsOut = true;
    if (!this.hasConnection) return;
    if (this.inChunks) this.connection.writeText(`0\r\n${joined(trailers)}\r\n`);
    this.expectWithin(this.state === 'asking' ? 'headersMs' : 'idleMs');
    this.connection.sent();
  }

  uploadBroken(): void {
    this.leave(false);
  }

  answerWanted(): void {
    if (!this.hasConnection) return;
    if (this.answerIsHeld) this.expectWithin('idleMs');
    this.answerIsHeld = false;
    this.connection.resume();
  }

  /** It does not read, or does not send what the replica would take: no fault of the release. */
  private waitsForClient(): boolean {
    if (this.state === 'connecting') return false;
    return this.answerIsHeld || (!this.uploadIsOut && !this.awaitsContinue && this.connection.isWritten);
  }

  private breakOff(): void {
    this.figure.failures += 1;
    this.trying.exchange.breakOff();
  }

  private letGo(state: State = 'over'): void {
    this.state = state;
    if (this.hasConnection) this.connection.destroy();
    this.state = 'over';
  }

  private expectWithin(what: keyof typeof timeouts): void {
    this.connection.until = performance.now() + (this.trying.route.rules?.timeouts ?? timeouts)[what];
  }
}

/** The client's end of what both sides speak from now on. */
function handOver(
  exchange: Exchange,
  head: ReceivedHead,
  upgrade: string,
): { client?: Way | undefined; clientEarly?: Buffer | undefined } {
  const { reason, fields, named, status } = head;
  const without = ofConnection | kind.trailer;
  if (!(exchange instanceof Http1Exchange))
    return { client: exchange.openWay?.({ status, headers: fields.pairs(without, named) }) };
  const switching = `Connection: Upgrade\r\nUpgrade: ${fields.ofKind(kind.upgrade)[0] ?? upgrade}\r\n`;
  const { socket, early } = exchange.handOver(`HTTP/1.1 101 ${reason}\r\n${fields.lines(without, named)}${switching}\r\n`);
  return { client: socket, clientEarly: early };
}
