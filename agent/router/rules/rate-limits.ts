// So many requests in so long a time, by whoever is counted by itself.
import { hash } from 'node:crypto';
import { clientOf } from '../../../lib/networks.ts';
import type { RateLimit, RouteEntry } from '../../decide/types.ts';
import { answerOwn } from '../answers.ts';
import type { Asked, Exchange } from '../exchange.ts';
import { routeKey } from '../match.ts';
import type { Traffic } from '../traffic.ts';
import type { Verdict } from './algorithms.ts';
import type { Count } from './counter.ts';
import type { Guard } from './guards.ts';
import { perRoute } from './per-route.ts';

export const limitRates: Guard = (traffic, exchange, route) => {
  return !route.rules?.rateLimits?.length || takeFrom(0, traffic, exchange, route);
};

/** What is counted for a table's routes. */
export function limitIds(routes: RouteEntry[]): Set<string> {
  return new Set(routes.flatMap((route) => limitsOf(route).map(({ id }) => id)));
}

/** Who is counted. A header or cookie that is not there cannot be counted: then it is the address. */
export function keyOf(by: RateLimit['by'], asked: Asked): string {
  const address = () => clientOf(asked.client.address);
  switch (by) {
    case 'everyone':
      return '';
    case 'address':
      return address();
    case 'address+path':
      return short(`${address()} ${asked.path}`);
    case 'address+agent':
      return short(`${address()} ${asked.header('user-agent') ?? ''}`);
  }
  const value = 'cookie' in by ? cookieOf(asked.header('cookie'), by.cookie) : asked.header(by.header.toLowerCase());
  if (value === undefined) return address();
  return short(`${'and' in by && by.and ? address() : ''}=${value}`);
}

const limitsOf = perRoute((route) =>
  (route.rules?.rateLimits ?? []).map((limit, at) => ({ id: `${routeKey(route)} ${at} ${JSON.stringify(limit)}`, limit })),
);

function takeFrom(first: number, traffic: Traffic, exchange: Exchange, route: RouteEntry): boolean | Promise<boolean> {
  const limits = limitsOf(route);
  for (let at = first; at < limits.length; at += 1) {
    const { id, limit } = limits[at] as Omit<Count, 'key'>;
    const verdict = traffic.counter.take({ id, limit, key: keyOf(limit.by, exchange.asked) });
    if (verdict instanceof Promise) {
      return verdict.then((late) => passes(late) && takeFrom(at + 1, traffic, exchange, route));
    }
    if (!passes(verdict)) return false;

    function passes(given: Verdict): boolean {
      if (!given.allowed) answerOwn(exchange, 429, { traffic, route, headers: limitHeaders(limit, given) });
      return given.allowed;
    }
  }
  return true;
}

// RateLimit: draft-ietf-httpapi-ratelimit-headers in the form that clients know.
function limitHeaders({ limit }: RateLimit, { remaining, waitMs }: Verdict): string[] {
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
  const counts = ['RateLimit-Limit', String(limit), 'RateLimit-Remaining', String(remaining), 'RateLimit-Reset', seconds];
  return ['Retry-After', seconds, ...counts];
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  const found = header?.split(/; */).find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

// What clients choose does not decide how much is remembered of it.
function short(key: string): string {
  return key.length <= 64 ? key : hash('sha256', key, 'base64url');
}
