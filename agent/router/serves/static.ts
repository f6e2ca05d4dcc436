// Files of a release, in place of a replica.
import type { RouteEntry, RouteTarget, Serves } from '../../decide/types.ts';
import { answerOwn, because } from '../answers.ts';
import type { Exchange } from '../exchange.ts';
import { strippedPath } from '../match.ts';
import type { Traffic } from '../traffic.ts';
import { countAnswer } from './count-answer.ts';
import { heated, hotFile, hotKey } from './hot-files.ts';
import { listing } from './listing.ts';
import type { Place, Wanted } from './places.ts';
import { findFallback, findPlace } from './places.ts';
import { whenRoom } from './room.ts';
import type { Sending } from './send-file.ts';
import { beginSending, sendFile, settled } from './send-file.ts';
import type { Serve } from './serves.ts';

export type StaticFiles = Extract<Serves, { kind: 'static' }>;

export const serveStatic: Serve = (traffic, exchange, route) => {
  const { method } = exchange.asked;
  if (method === 'GET' || method === 'HEAD') whenRoom(traffic, exchange, route, (...to) => serveFile(traffic, exchange, ...to));
  else answerOwn(exchange, 405, { traffic, route, headers: ['Allow', 'GET, HEAD'] });
};

function serveFile(traffic: Traffic, exchange: Exchange, route: RouteEntry, first: RouteTarget): void {
  const { asked } = exchange;
  if (route.serves?.kind !== 'static') return;
  const targets = inTurn(route, first);
  const sending = targets[0] && beginSending(exchange);
  if (!targets[0] || !sending) {
    answerOwn(exchange, 503, { traffic, route, reason: targets[0] ? because.noDescriptors : because.notReady });
    return;
  }
  countAnswer(traffic, exchange, route, targets[0]);
  const path = route.rules?.stripPath ? strippedPath(asked.path, route.path) : asked.path;
  void answerWithFile(traffic, exchange, targets, { asked, route, serves: route.serves, path }, sending)
    .catch((error) => {
      // Nothing that a disk does may end the process, and with it all other requests.
      const isFull = ['EMFILE', 'ENFILE'].includes((error as NodeJS.ErrnoException).code ?? '');
      if (exchange.answered) exchange.breakOff();
      else answerOwn(exchange, isFull ? 503 : 500, { traffic, route, reason: isFull ? because.noDescriptors : undefined });
    })
    .finally(() => settled(sending));
}

async function answerWithFile(
  traffic: Traffic,
  exchange: Exchange,
  targets: RouteTarget[],
  wanted: Wanted,
  sending: Sending,
): Promise<void> {
  const { route } = wanted;
  const place = await placeOf(targets, wanted);
  if (!place) answerOwn(exchange, 404, { traffic, route, reason: because.noFile });
  else if (place.kind === 'without-slash') addSlash(exchange);
  else if (place.kind === 'folder') await listing(exchange, place.root, place.names);
  else await sendFile(traffic, exchange, route, place, sending);
}

async function placeOf(targets: RouteTarget[], wanted: Wanted): Promise<Place | undefined> {
  const [first] = targets;
  if (!first) return undefined;
  const key = hotKey(first, wanted.serves, wanted.path, wanted.asked.header('accept-encoding'));
  const hot = hotFile(key);
  if (hot) return hot;
  const place = await findPlace(targets, wanted);
  if (place?.kind === 'file') return heated(key, place);
  return place ?? findFallback(first, wanted);
}

/**
 * The release whose turn it is, then the others: while a route changes over, a page of one release asks for files that only
 * that one has.
 */
function inTurn({ targets }: RouteEntry, first: RouteTarget): RouteTarget[] {
  const folders = new Set<string | undefined>([undefined]);
  return [first, ...targets].filter(({ folder }) => !folders.has(folder) && folders.add(folder));
}

function addSlash(exchange: Exchange): void {
  const [path = '', ...query] = exchange.asked.target.split('?');
  // Two slashes at its beginning would lead to another host.
  const location = `${path.replace(/^\/+/, '/')}/${query.length > 0 ? `?${query.join('?')}` : ''}`;
  exchange.answer({ status: 301, headers: ['Location', location, 'Content-Length', '0'] }, null);
}
