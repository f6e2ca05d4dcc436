// To somewhere else: a URL that was said, or the same path and query on another host, scheme or port.
import type { Serves } from '../../decide/types.ts';
import { answerOwn } from '../answers.ts';
import type { Asked } from '../exchange.ts';
import type { Serve } from './serves.ts';

export const redirect: Serve = (traffic, exchange, route) => {
  if (route.serves?.kind !== 'redirect') return;
  const location = locationOf(route.serves, exchange.asked);
  if (location === undefined) return answerOwn(exchange, 400, { traffic, route });
  const body = Buffer.from('This is to be found elsewhere.\n');
  const own = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(body.length)];
  exchange.answer({ status: route.serves.status, headers: ['Location', location, ...own] }, body);
};

/** undefined: the request names no host to go back to. */
export function locationOf(
  { to, host, scheme, port }: Extract<Serves, { kind: 'redirect' }>,
  asked: Pick<Asked, 'host' | 'target' | 'secure'>,
): string | undefined {
  if (to !== undefined) return to;
  const name = host ?? asked.host;
  if (name === '') return undefined;
  const target = asked.target.startsWith('/') ? asked.target : '/';
  const kept = target.replace(/[^\x21-\x7e]/g, (char) => `%${byteOf(char)}`);
  return `${scheme ?? (asked.secure ? 'https' : 'http')}://${name}${port === undefined ? '' : `:${port}`}${kept}`;
}

// Targets are read byte by byte: each character is one.
function byteOf(char: string): string {
  return Buffer.from(char, 'latin1').toString('hex').toUpperCase();
}
