// Exchanges for what answers them, without a connection: what was asked, and what the client would have got.
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { RouteEntry, RouteTable } from '../../../agent/decide/types.ts';
import { type AnswerHead, type Asked, afterRules, type Exchange } from '../../../agent/router/exchange.ts';
import { guard } from '../../../agent/router/rules/guards.ts';
import { serves } from '../../../agent/router/serves/serves.ts';
import type { Traffic } from '../../../agent/router/traffic.ts';
import { directTraffic } from '../../../agent/router/traffic.ts';

export interface Wish {
  method?: string;
  target?: string;
  host?: string;
  address?: string;
  secure?: boolean;
  headers?: Record<string, string>;
}

export interface Got {
  status: number;
  /** By name in lower case, without Date; several with commas between. */
  headers: Record<string, string>;
  body: Buffer;
  /** false: broken off. */
  whole: boolean;
}

export interface TestExchange extends Exchange {
  got: Promise<Got>;
  /** The client goes away. */
  leave(): void;
}

/** Where the request goes on to when no rule answers it, and nothing but replicas does. */
export type Replica = (exchange: Exchange) => void;

export const route = (given: Partial<RouteEntry> = {}): RouteEntry => ({
  port: null,
  host: null,
  path: '/',
  app: 'hello',
  environment: 'production',
  process: 'web',
  targets: [],
  ...given,
});

export function trafficOf(...routes: RouteEntry[]): Traffic {
  return trafficBy({ revision: 1, routes });
}

export function trafficBy(table: RouteTable): Traffic {
  const traffic = directTraffic({ revision: 0, routes: [] });
  traffic.use(table);
  return traffic;
}

/** Through the rules of the traffic's first route, to whoever answers for it. */
export function ask(
  traffic: Traffic,
  wish: Wish,
  replica: Replica = ({ answer }) => answer({ status: 200, headers: [] }, null),
): Promise<Got> {
  return begin(traffic, wish, replica).got;
}

export function begin(traffic: Traffic, wish: Wish, replica: Replica): TestExchange {
  const exchange = exchangeOf(wish);
  const [first] = traffic.table().routes;
  if (!first) throw new Error('there is no route');
  guard(traffic, exchange, first, () => {
    if (first.serves) serves[first.serves.kind](traffic, exchange, first);
    else replica(exchange);
  });
  return exchange;
}

export function askedOf({
  method = 'GET',
  target = '/',
  host = 'a.test',
  address = '192.0.2.1',
  secure = false,
  headers = {},
}: Wish): Asked {
  const known = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method,
    target,
    path: target.split('?', 1)[0] ?? '/',
    host,
    authority: host,
    headers: Object.entries(headers).flat(),
    version: '1.1',
    bodyLength: null,
    secure,
    client: { address, port: 1, from: address, trusted: false },
    header: (name) => known.get(name),
  };
}

export function exchangeOf(wish: Wish): TestExchange {
  const { promise: got, resolve } = Promise.withResolvers<Got>();
  const overs: ((whole: boolean) => void)[] = [];
  let isOver = false;
  let begun: Omit<Got, 'whole'> = { status: 0, headers: {}, body: Buffer.alloc(0) };
  let sent: Readable | undefined;

  function over(whole: boolean): void {
    if (isOver) return;
    isOver = true;
    for (const one of overs) one(whole);
    resolve({ ...begun, whole });
  }

  async function take(head: AnswerHead, given: Buffer | Readable | null): Promise<void> {
    const body = afterRules(exchange, head, given);
    begun = { status: head.status, headers: byName(head.headers), body: Buffer.alloc(0) };
    sent = body instanceof Readable ? body : Readable.from(body ? [body] : []);
    const parts: Buffer[] = [];
    sent.on('data', (part: Buffer) => parts.push(part));
    sent.on('error', () => {});
    await once(sent, 'close').catch(() => {});
    begun.body = Buffer.concat(parts);
    over(sent.readableEnded);
  }

  const exchange: TestExchange = {
    asked: askedOf(wish),
    door: { port: 80, own: true, closing: false },
    startedAt: 0,
    answered: false,
    got,
    body: () => null,
    trailers: () => [],
    answer: (head, body) => {
      if (exchange.answered || isOver) return;
      Object.assign(exchange, { answered: true });
      void take(head, body);
    },
    inform: () => {},
    whenOver: (call) => void overs.push(call),
    breakOff: () => over(false),
    leave: () => {
      sent?.destroy();
      over(false);
    },
  };
  return exchange;
}

function byName(headers: string[]): Record<string, string> {
  const named: Record<string, string> = {};
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = (headers[at] as string).toLowerCase();
    if (name === 'date') continue;
    named[name] = name in named ? `${named[name]}, ${headers[at + 1]}` : (headers[at + 1] as string);
  }
  return named;
}
