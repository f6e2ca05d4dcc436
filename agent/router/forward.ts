// A request on its way to whoever answers it: choose, pass the bytes both ways, and try again where that is safe.
import type { Socket } from 'node:net';
import type { RouteEntry, RouteTarget } from '../decide/types.ts';
import { affinityCookie, stayingWith } from './affinity.ts';
import { answerOwn, because, type OwnStatus } from './answers.ts';
import type { Destination } from './destination.ts';
import type { Exchange, Way } from './exchange.ts';
import { countStatus, type Figure } from './figures.ts';
import type { ReceivedHead } from './http1/answer-head.ts';
import { type AnswerFrom, Http1Exchange, type UploadTo } from './http1/client-exchange.ts';
import { kind, ofConnection } from './http1/fields.ts';
import { joined } from './http1/lines.ts';
import type { Call, Failure, UpstreamConnection } from './http1/upstream-connection.ts';
import { outgoingHead } from './outgoing.ts';
import { type AnswerTo, streamAnswer, streamUpload } from './streamed.ts';
import type { Traffic } from './traffic.ts';
import { tunnel } from './tunnel.ts';
import { destinationOf } from './upstreams.ts';
import type { Waiter } from './waiting.ts';

/** How long a replica that refused a connection is passed over, if there is another. */
const restMs = 1000;
const timeouts = { connectMs: 5000, headersMs: 300_000, idleMs: 300_000 };
const safeToRepeat = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/** To a replica of the route. */
export function forward(traffic: Traffic, exchange: Exchange, route: RouteEntry): void {
  new Passage(traffic, exchange, route).begin();
}

/** To a server outside, on behalf of this release of the route. */
export function forwardTo(
  traffic: Traffic,
  exchange: Exchange,
  route: RouteEntry,
  target: RouteTarget,
  destination: Destination,
): void {
  new Passage(traffic, exchange, route, { target, destination }).begin();
}

interface Outside {
  target: RouteTarget;
  destination: Destination;
}

/** What is under way: nothing; a connection is being made; the request is out; the answer comes. */
type State = 'choosing' | 'connecting' | 'asking' | 'answering' | 'over';

class Passage implements Call, UploadTo, AnswerFrom, Waiter {
  readonly method: string;
  private state: State = 'choosing';
  private readonly traffic: Traffic;
  private readonly exchange: Exchange;
  /** Of a client of HTTP/1, whose bytes are passed on as they are. */
  private readonly direct: Http1Exchange | undefined;
  private readonly outside: Outside | undefined;
  private readonly upgrade: string | undefined;
  private route: RouteEntry;
  private target: RouteTarget | undefined;
  private figure: Figure | undefined;
  private connection: UpstreamConnection | undefined;
  private ended: (() => void) | undefined;
  private answerTo: AnswerTo | undefined;
  private wantUpload: () => void = () => {};
  private uploadIsOut = false;
  private uploaded = 0;
  private inChunks = false;
  private tried: Set<string> | undefined;
  /** The replica that could not be reached last: when there is no other, it has failed the request. */
  private unreached: Figure | undefined;
  /** A kept connection turned out to be dead: the next one is new. */
  private fresh = false;
  private wasKept = false;

  constructor(traffic: Traffic, exchange: Exchange, route: RouteEntry, outside?: Outside) {
    this.traffic = traffic;
    this.exchange = exchange;
    this.route = route;
    this.outside = outside;
    this.method = exchange.asked.method;
    this.direct = exchange instanceof Http1Exchange ? exchange : undefined;
    this.upgrade = this.direct ? upgradeOf(this.direct) : exchange.upgrade;
  }

  begin(): void {
    const limits = this.route.rules?.limits;
    const { bodyLength } = this.exchange.asked;
    if (limits?.bodyBytes != null && (bodyLength ?? 0) > limits.bodyBytes) {
      this.answerOwn(413);
      return;
    }
    if (limits?.headBytes != null && this.direct && this.direct.asked.headBytes > limits.headBytes) {
      this.answerOwn(431);
      return;
    }
    this.exchange.whenOver((whole) => this.over(whole));
    if (!this.isOver()) this.attempt();
  }

  // Each attempt looks at the table in force: a replica that is gone by now is not tried again.
  private attempt(): void {
    this.state = 'choosing';
    const { outside, traffic } = this;
    if (outside) {
      this.call(outside.target, outside.destination);
      return;
    }
    const target = traffic.balance.pick(this.route, this.tried, performance.now(), stayingWith(this.route, this.exchange.asked));
    if (target) this.call(target, destinationOf(target));
    else if (!traffic.balance.isFull(this.route, this.tried)) this.giveUp();
    else if (!traffic.waiting.join(this.route, this)) this.answerOwn(503, because.queueFull);
  }

  private giveUp(): void {
    if (this.unreached) this.unreached.failures += 1;
    if (this.tried) this.answerOwn(502, because.unreachable);
    else this.answerOwn(503, because.notReady);
  }

  turn(): void {
    this.attemptAgain();
  }

  late(): void {
    this.answerOwn(503, because.queuedTooLong);
  }

  private attemptAgain(): void {
    const { asked, door } = this.exchange;
    const route = this.traffic.find(door, asked.host, asked.path);
    if (!route && !this.outside) {
      this.answerOwn(404);
      return;
    }
    // By its rules it was let in; that another route now says something else concerns the next one.
    if (route && !route.serves && !this.outside) this.route = route;
    this.attempt();
  }

  private call(target: RouteTarget, destination: Destination): void {
    const { traffic } = this;
    const figure = traffic.figures.of(this.route, target.release);
    figure.requests += 1;
    figure.inFlight += 1;
    this.state = 'connecting';
    this.target = target;
    this.figure = figure;
    this.ended = traffic.inFlight.begin(target.replica);
    const kept = this.fresh || this.upgrade !== undefined ? undefined : traffic.upstreams.take(destination);
    this.connection = kept ?? traffic.upstreams.open(destination);
    this.wasKept = kept !== undefined;
    if (!kept) this.expectWithin('connectMs');
    this.connection.begin(this);
  }

  // --- what the connection says

  connected(): void {
    const { connection, exchange, direct } = this;
    if (!connection) return;
    this.state = 'asking';
    this.expectWithin('idleMs');
    connection.send(outgoingHead(exchange.asked, this.route, connection.destination, this.upgrade));
    this.inChunks = !direct && exchange.asked.bodyLength === undefined;
    if (direct) direct.takeUpload(this, false);
    else this.wantUpload = streamUpload(exchange, this);
    connection.flush();
  }

  informed(head: ReceivedHead): void {
    const { status, reason, fields, named } = head;
    this.exchange.inform({ status, reason, headers: fields.pairs(ofConnection, named) });
  }

  answered(head: ReceivedHead): boolean {
    const { exchange, direct, target, figure } = this;
    this.state = 'answering';
    this.expectWithin('idleMs');
    if (figure) countStatus(figure, head.status, performance.now() - exchange.startedAt);
    const cookie = target && this.route.rules?.affinity && affinityCookie(this.route, exchange.asked, target);
    if (direct && !exchange.through) {
      this.answerTo = direct;
      return !direct.beginPassing(head, cookie ? `Set-Cookie: ${cookie}\r\n` : '', this);
    }
    this.answerTo = streamAnswer(exchange, head, cookie ? ['Set-Cookie', cookie] : [], this);
    return true;
  }

  passed(bytes: Buffer): void {
    if (this.figure) this.figure.bytesOut += bytes.length;
    this.expectWithin('idleMs');
    if (this.answerTo?.push(bytes) === false) this.connection?.pause();
  }

  finished(trailers: string[]): void {
    this.answerTo?.finish(trailers);
  }

  settled(): void {
    this.answerTo?.flush();
  }

  uploadWanted(): void {
    if (this.direct) this.direct.uploadWanted();
    else this.wantUpload();
  }

  switched(head: ReceivedHead, replica: Socket, replicaEarly: Buffer): void {
    const { upgrade, figure, target } = this;
    if (upgrade === undefined || !figure || !target) {
      replica.destroy();
      this.released();
      this.failed('broken');
      return;
    }
    countStatus(figure, 101, performance.now() - this.exchange.startedAt);
    this.state = 'over';
    const { client, clientEarly } = this.handOver(head, upgrade);
    if (!client) {
      replica.destroy();
      this.released();
      return;
    }
    const over = () => {
      figure.inFlight -= 1;
      ended();
    };
    const isWebSocket = upgrade.toLowerCase() === 'websocket';
    const cut = tunnel({ client, clientEarly, replica, replicaEarly, isWebSocket, figure, over });
    const ended = this.traffic.inFlight.beginTunnel(target.replica, cut);
    this.ended?.();
    this.ended = undefined;
  }

  private handOver(head: ReceivedHead, upgrade: string): { client: Way | undefined; clientEarly: Buffer | undefined } {
    const { direct, exchange } = this;
    const { reason, fields, named, status } = head;
    if (!direct) {
      const headers = fields.pairs(ofConnection | kind.trailer, named);
      return { client: exchange.openWay?.({ status, headers }), clientEarly: undefined };
    }
    const lines = fields.lines(ofConnection | kind.trailer, named);
    const protocol = fields.ofKind(kind.upgrade)[0] ?? upgrade;
    const { socket, early } = direct.handOver(
      `HTTP/1.1 101 ${reason}\r\n${lines}Connection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`,
    );
    return { client: socket, clientEarly: early };
  }

  released(): void {
    this.connection = undefined;
    if (this.figure) this.figure.inFlight -= 1;
    this.ended?.();
    this.ended = undefined;
    if (this.state === 'answering') this.state = 'over';
    if (!this.uploadIsOut && this.state !== 'connecting') this.direct?.dropUpload();
    this.traffic.waiting.next(this.route);
  }

  failed(why: Failure): void {
    const { state, figure } = this;
    if (this.exchange.answered) {
      this.breakOff();
      return;
    }
    if (state === 'connecting') {
      this.unreachable(why);
      return;
    }
    const again = why === 'broken' && this.wasKept && !this.fresh && this.isRepeatable();
    if (again) {
      this.fresh = true;
      this.attemptAgain();
      return;
    }
    if (figure) figure.failures += 1;
    this.answerOwn(502, because.noAnswer);
  }

  expired(): void {
    const before = this.state;
    this.connection?.destroy();
    if (before === 'connecting') {
      this.unreachable('unreached');
      return;
    }
    if (this.exchange.answered) {
      this.breakOff();
      return;
    }
    if (this.figure) this.figure.failures += 1;
    this.answerOwn(504);
  }

  private unreachable(why: Failure): void {
    if (why === 'descriptors') {
      // Ours are used up, and not theirs: no replica is to blame.
      this.traffic.upstreams.endIdle();
      this.answerOwn(503, because.noDescriptors);
      return;
    }
    this.unreached = this.figure;
    if (this.outside || !this.target) {
      if (this.figure) this.figure.failures += 1;
      this.answerOwn(502, because.outsideUnreachable);
      return;
    }
    this.tried ??= new Set();
    this.tried.add(this.target.replica);
    this.traffic.balance.rest(this.target.replica, performance.now() + restMs);
    this.attemptAgain();
  }

  private breakOff(): void {
    if (this.figure) this.figure.failures += 1;
    this.state = 'over';
    this.exchange.breakOff();
  }

  // --- what the client's side says

  upload(bytes: Buffer): boolean {
    const { connection, figure } = this;
    if (!connection) return true;
    if (figure) figure.bytesIn += bytes.length;
    this.uploaded += bytes.length;
    const most = this.route.rules?.limits?.bodyBytes;
    if (most != null && (this.direct?.upload.bytes ?? this.uploaded) > most) {
      connection.destroy();
      if (this.exchange.answered) this.exchange.breakOff();
      else this.answerOwn(413);
      return true;
    }
    this.expectWithin('idleMs');
    return this.inChunks ? connection.writeChunk(bytes) : connection.write(bytes);
  }

  uploadEnded(trailers: string[]): void {
    this.uploadIsOut = true;
    const { connection } = this;
    if (!connection) return;
    if (this.inChunks) connection.writeText(lastChunk(trailers));
    if (this.state === 'asking') this.expectWithin('headersMs');
    connection.sent();
  }

  uploadBroken(): void {
    if (this.figure && this.connection) this.figure.abandoned += 1;
    this.leave();
  }

  answerWanted(): void {
    this.connection?.resume();
  }

  /** The exchange is over: the client has its answer, or has gone. */
  private over(whole: boolean): void {
    this.traffic.waiting.leave(this);
    if (!whole && this.connection && this.state !== 'over' && this.figure) this.figure.abandoned += 1;
    if (!whole || !this.uploadIsOut) this.leave();
  }

  private leave(): void {
    this.state = 'over';
    this.uploadIsOut = true;
    this.connection?.destroy();
  }

  private answerOwn(status: OwnStatus, reason?: string): void {
    this.state = 'over';
    answerOwn(this.exchange, status, { traffic: this.traffic, route: this.route, reason });
  }

  // The client may be gone before anything was begun.
  private isOver(): boolean {
    return this.state === 'over';
  }

  private expectWithin(what: keyof typeof timeouts): void {
    const ms = (this.route.rules?.timeouts ?? timeouts)[what];
    if (this.connection) this.connection.until = performance.now() + ms;
  }

  /** May be sent a second time without doing anything twice (RFC 9110 section 9.2.2). */
  private isRepeatable(): boolean {
    return this.exchange.asked.bodyLength === null && safeToRepeat.has(this.method);
  }
}

/** The protocol that the replica may switch to. In clear, HTTP/2 is not spoken to anybody. */
function upgradeOf({ asked }: Http1Exchange): string | undefined {
  const { upgrade, framing } = asked.head;
  return upgrade === undefined || framing !== 'none' || /h2c/i.test(upgrade) ? undefined : upgrade;
}

function lastChunk(trailers: string[]): string {
  return `0\r\n${joined(trailers)}\r\n`;
}
