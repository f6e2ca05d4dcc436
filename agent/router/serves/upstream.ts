// A server outside: where it is, and what becomes of the heads on the way there and back.
import { isIP } from 'node:net';
import type { RouteEntry, RouteTarget, Serves } from '../../decide/types.ts';
import { answerOwn, because } from '../answers.ts';
import type { Destination } from '../destination.ts';
import type { Exchange } from '../exchange.ts';
import { forwardTo } from '../forward.ts';
import { perRoute } from '../rules/per-route.ts';
import type { Traffic } from '../traffic.ts';
import { readWithin } from './lookup.ts';
import { rewriting } from './rewrite.ts';
import { whenRoom } from './room.ts';
import type { Serve } from './serves.ts';

type OutsideUpstream = Extract<Serves, { kind: 'upstream' }>;

const maxCaBytes = 1024 * 1024;

export const upstream: Serve = (traffic, exchange, first) =>
  whenRoom(traffic, exchange, first, (route, target) => {
    if (route.serves?.kind !== 'upstream') return;
    rewriteHeads(exchange, route);
    const { plain } = destinations(route);
    if (plain) forwardTo(traffic, exchange, route, target, plain);
    else void passOnTrusting(traffic, exchange, route, target, route.serves);
  });

/** Without `ca`: the system's authorities. */
export function destinationOf({ url, preserveHost, verify }: OutsideUpstream, ca?: string): Destination {
  const { protocol, hostname, port, host, pathname } = new URL(url);
  const isTls = protocol === 'https:';
  const address = hostname.replace(/^\[|\]$/g, '');
  const path = pathname.replace(/\/+$/, '');
  const destination = {
    address,
    port: port === '' ? (isTls ? 443 : 80) : Number(port),
    ...(isTls ? { tls: { servername: isIP(address) === 0 ? address : '', verify, ca } } : {}),
    ...(preserveHost ? {} : { authority: host }),
    ...(path === '' ? {} : { path }),
  };
  return { key: `outside ${JSON.stringify(destination)}`, ...destination };
}

async function passOnTrusting(
  traffic: Traffic,
  exchange: Exchange,
  route: RouteEntry,
  target: RouteTarget,
  serves: OutsideUpstream,
): Promise<void> {
  // It has its place from now on: meanwhile nobody else gets it.
  const hasPlace = traffic.inFlight.begin(target.replica);
  const destination = await trustingDestination(route, target, serves);
  // Whom to trust is not known, so nobody is.
  if (destination) forwardTo(traffic, exchange, route, target, destination);
  else answerOwn(exchange, 502, { traffic, route, reason: because.outsideUnreachable });
  hasPlace();
}

/** Made once for a table; with authorities of the release, by its folder: a release's files do not change. */
const destinations = perRoute(({ serves }) => ({
  plain: serves?.kind === 'upstream' && serves.ca === undefined ? destinationOf(serves) : undefined,
  trusting: new Map<string, Promise<Destination | undefined>>(),
}));

function trustingDestination(
  route: RouteEntry,
  { folder }: RouteTarget,
  serves: OutsideUpstream,
): Promise<Destination | undefined> {
  const { trusting } = destinations(route);
  const known = trusting.get(folder ?? '');
  if (known || folder === undefined) return known ?? Promise.resolve(undefined);
  const fresh = readWithin(folder, serves.ca ?? '', maxCaBytes).then(
    (pem) => pem && destinationOf(serves, pem.toString()),
    () => undefined,
  );
  trusting.set(folder, fresh);
  void fresh.then((destination) => destination ?? trusting.delete(folder));
  return fresh;
}

const rewrites = perRoute(({ serves }) =>
  serves?.kind === 'upstream' ? { request: rewriting(serves.rewriteRequest), answer: rewriting(serves.rewriteResponse) } : {},
);

function rewriteHeads(exchange: Exchange, route: RouteEntry): void {
  const { request, answer } = rewrites(route);
  if (request) exchange.asked.headers = request(exchange.asked.headers);
  if (!answer) return;
  const before = exchange.changeHead;
  exchange.changeHead = (head) => {
    head.headers = answer(head.headers);
    before?.(head);
  };
}
