// The head of a request as it goes to whoever answers it.
import type { RouteEntry } from '../decide/types.ts';
import type { Destination } from './destination.ts';
import type { Asked } from './exchange.ts';
import { forwardedLines } from './forwarded.ts';
import { Http1Asked } from './http1/asked.ts';
import type { Framing } from './http1/framing.ts';
import { joined, requestFramingLine } from './http1/lines.ts';
import { strippedPath } from './match.ts';

export function outgoingHead(
  asked: Asked,
  route: RouteEntry,
  { authority, path = '' }: Destination,
  upgrade: string | undefined,
): string {
  const { method } = asked;
  const lines = asked instanceof Http1Asked ? asked.lines : joined(asked.headers);
  const switching = upgrade === undefined ? '' : `Connection: Upgrade\r\nUpgrade: ${upgrade}\r\n`;
  const framing = requestFramingLine(method, framingOf(asked));
  return `${method} ${asked.target === '*' ? '' : path}${targetOf(asked, route)} HTTP/1.1\r\nHost: ${authority ?? asked.authority}\r\n${lines}${forwardedLines(asked)}${switching}${framing}\r\n`;
}

function framingOf({ bodyLength }: Asked): Framing {
  return bodyLength === null ? 'none' : (bodyLength ?? 'chunked');
}

function targetOf({ target, path }: Asked, route: RouteEntry): string {
  if (!route.rules?.stripPath || target === '*') return target;
  return strippedPath(path, route.path) + target.slice(path.length);
}
