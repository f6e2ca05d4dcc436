// A request that is passed on: who is to answer it, and what is done when the first choice does not.
import type { RouteEntry, RouteTarget } from '../decide/types.ts';
import { stayingWith } from './affinity.ts';
import { answerOwn, because, type OwnStatus } from './answers.ts';
import { Attempt, type Trouble } from './attempt.ts';
import type { Destination } from './destination.ts';
import type { Exchange } from './exchange.ts';
import type { Figure } from './figures.ts';
import { Http1Exchange } from './http1/client-exchange.ts';
import type { Traffic } from './traffic.ts';
import { destinationOf } from './upstreams.ts';
import type { Waiter } from './waiting.ts';

/** How long a replica that refused a connection is passed over, if there is another. */
const restMs = 1000;
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

class Passage implements Waiter {
  private readonly traffic: Traffic;
  private readonly exchange: Exchange;
  private readonly outside: Outside | undefined;
  private readonly upgrade: string | undefined;
  private route: RouteEntry;
  private attempt: Attempt | undefined;
  private tried: Set<string> | undefined;
  /** The replica that could not be reached last: when there is no other, it has failed the request. */
  private unreached: Figure | undefined;
  /** A kept connection turned out to be dead: the next one is new. */
  private fresh = false;
  private isOver = false;

  constructor(traffic: Traffic, exchange: Exchange, route: RouteEntry, outside?: Outside) {
    this.traffic = traffic;
    this.exchange = exchange;
    this.route = route;
    this.outside = outside;
    this.upgrade = upgradeOf(exchange);
  }

  begin(): void {
    const limits = this.route.rules?.limits;
    if (limits && headBytes(this.exchange) > (limits.headBytes ?? Number.POSITIVE_INFINITY)) this.answerOwn(431);
    else if (limits && (this.exchange.asked.bodyLength ?? 0) > (limits.bodyBytes ?? Number.POSITIVE_INFINITY))
      this.answerOwn(413);
    else {
      // It may be over already.
      this.exchange.whenOver((whole) => this.end(whole));
      if (!this.isOver) this.choose();
    }
  }

  turn(): void {
    this.tryAgain();
  }

  late(): void {
    this.answerOwn(503, because.queuedTooLong);
  }

  private choose(): void {
    const { traffic, exchange, route, outside, tried } = this;
    if (outside) {
      this.ask(outside.target, outside.destination);
      return;
    }
    const target = traffic.balance.pick(route, tried, performance.now(), stayingWith(route, exchange.asked));
    if (target) this.ask(target, destinationOf(target));
    else if (!traffic.balance.isFull(route, tried)) this.giveUp();
    else if (!traffic.waiting.join(route, this)) this.answerOwn(503, because.queueFull);
  }

  private ask(target: RouteTarget, destination: Destination): void {
    const { traffic, exchange, route, upgrade, fresh } = this;
    traffic.waiting.leave(this);
    const attempt = new Attempt({ traffic, exchange, route, target, destination, upgrade, fresh }, (trouble) =>
      this.troubled(attempt, trouble),
    );
    this.attempt = attempt;
    attempt.begin();
  }

  private giveUp(): void {
    if (this.unreached) this.unreached.failures += 1;
    if (this.tried) this.answerOwn(502, because.unreachable);
    else this.answerOwn(503, because.notReady);
  }

  private troubled({ figure, trying }: Attempt, trouble: Trouble): void {
    if (trouble === 'unreached' && !this.outside) this.passOver(trying.target, figure);
    else if (trouble === 'dead' && this.isRepeatable()) {
      this.fresh = true;
      this.tryAgain();
    } else if (trouble === 'descriptors') {
      // Ours are used up: no replica is to blame.
      this.traffic.upstreams.endIdle();
      this.answerOwn(503, because.noDescriptors);
    } else if (trouble === 'tooLarge') this.answerOwn(413);
    else if (trouble === 'stalled') this.answerOwn(408);
    else {
      figure.failures += 1;
      if (trouble === 'late') this.answerOwn(504);
      else this.answerOwn(502, trouble === 'unreached' ? because.outsideUnreachable : because.noAnswer);
    }
  }

  private passOver({ replica }: RouteTarget, figure: Figure): void {
    this.unreached = figure;
    this.tried ??= new Set();
    this.tried.add(replica);
    this.traffic.balance.rest(replica, performance.now() + restMs);
    this.tryAgain();
  }

  // Each attempt looks at the table in force: a replica that is gone by now is not tried again.
  private tryAgain(): void {
    const { asked, door } = this.exchange;
    const route = this.traffic.find(door, asked.host, asked.path);
    if (!route && !this.outside) {
      this.answerOwn(404);
      return;
    }
    if (route && !route.serves && !this.outside) this.route = route;
    this.choose();
  }

  /** May be sent a second time without doing anything twice (RFC 9110 section 9.2.2). */
  private isRepeatable(): boolean {
    const { bodyLength, method } = this.exchange.asked;
    return bodyLength === null && safeToRepeat.has(method);
  }

  private answerOwn(status: OwnStatus, reason?: string): void {
    this.traffic.waiting.leave(this);
    answerOwn(this.exchange, status, { traffic: this.traffic, route: this.route, reason });
  }

  /** The client has its answer, or has gone. */
  private end(whole: boolean): void {
    this.isOver = true;
    this.traffic.waiting.leave(this);
    this.attempt?.leave(whole);
  }
}

/** The protocol that the replica may switch to. In clear, HTTP/2 is not spoken to anybody. */
function upgradeOf(exchange: Exchange): string | undefined {
  if (!(exchange instanceof Http1Exchange)) return exchange.upgrade;
  const { upgrade, framing } = exchange.asked.head;
  return upgrade === undefined || framing !== 'none' || /h2c/i.test(upgrade) ? undefined : upgrade;
}

function headBytes(exchange: Exchange): number {
  return exchange.asked.headBytes ?? 0;
}
