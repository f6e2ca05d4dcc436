// Only by HTTPS: who comes by HTTP is sent there, and browsers are told to come that way from now on (RFC 6797).
import { answerOwn } from '../answers.ts';
import type { Exchange } from '../exchange.ts';
import type { Guard } from './guards.ts';
import { changing } from './headers.ts';

const customaryPort = 443;

export const https: Guard = (traffic, exchange, route) => {
  const tls = route.rules?.tls;
  if (!tls) return true;
  if (exchange.asked.secure) {
    if (tls.hstsMs !== null) promise(exchange, tls.hstsMs);
    return true;
  }
  if (!tls.required) return true;
  // HTTP/1.0, and nothing says where it wanted to go.
  if (exchange.asked.host === '') answerOwn(exchange, 400, { traffic, route });
  else redirect(exchange);
  return false;
};

// Said by HTTPS alone: by HTTP anybody could have written it (section 7.2).
function promise(exchange: Exchange, ms: number): void {
  const change = changing({ set: { 'Strict-Transport-Security': `max-age=${Math.floor(ms / 1000)}` }, remove: [] });
  const before = exchange.changeHead;
  exchange.changeHead = (head) => {
    before?.(head);
    head.headers = change(head.headers);
  };
}

function redirect(exchange: Exchange): void {
  const { method, host, target } = exchange.asked;
  const to = `https://${host}${portBehind(exchange)}${target === '*' ? '/' : target}`;
  // 301 lets clients make a GET of anything else.
  const status = method === 'GET' || method === 'HEAD' ? 301 : 308;
  exchange.answer({ status, headers: ['Location', to, 'Content-Length', '0'] }, null);
}

// A client that named no port is believed to find HTTPS where everybody looks, whatever is mapped to what on the way here.
function portBehind({ asked, door }: Exchange): string {
  const named = /:\d+$/.test(asked.authority);
  return named && door.httpsPort !== undefined && door.httpsPort !== customaryPort ? `:${door.httpsPort}` : '';
}
