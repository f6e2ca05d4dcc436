// What an authority asks for to see that a host name is ours (ACME's HTTP-01, RFC 8555 section 8.3): before all routes.
import type { RouteTable } from '../../decide/types.ts';
import type { Exchange } from '../exchange.ts';

const prefix = '/.well-known/acme-challenge/';

/** True: it was one of ours, and has its answer. An app that gets certificates by itself is asked for its own. */
export function answersChallenge(table: RouteTable, exchange: Exchange): boolean {
  const { asked } = exchange;
  if (!table.challenges || asked.secure || !asked.path.startsWith(prefix)) return false;
  const token = asked.path.slice(prefix.length);
  const answer = Object.hasOwn(table.challenges, token) ? table.challenges[token] : undefined;
  if (answer === undefined || (asked.method !== 'GET' && asked.method !== 'HEAD')) return false;
  const body = Buffer.from(answer);
  const headers = ['Content-Type', 'application/octet-stream', 'Content-Length', String(body.length)];
  exchange.answer({ status: 200, headers: [...headers, 'Cache-Control', 'no-store'] }, body);
  return true;
}
