// Files of a release, in place of a replica.
import type { Readable } from 'node:stream';
import type { RouteEntry, RouteTarget, Serves } from '../../decide/types.ts';
import { takesHtml } from '../accept.ts';
import { answerOwn, because } from '../answers.ts';
import type { Exchange } from '../exchange.ts';
import { strippedPath } from '../match.ts';
import type { Traffic } from '../traffic.ts';
import { wantedOf } from './conditions.ts';
import { countAnswer } from './count-answer.ts';
import { bodyOf } from './file-body.ts';
import { listing } from './listing.ts';
import { folderWithin, namesIn, type Opened, openWithin } from './lookup.ts';
import type { Found } from './representations.ts';
import { headersOf, representationOf } from './representations.ts';
import type { Serve } from './serves.ts';

export type StaticFiles = Extract<Serves, { kind: 'static' }>;

/** What a request asks for, as it is on disk. */
type Place = Found | { kind: 'folder'; root: string; names: string[] } | { kind: 'without-slash' } | undefined;

/** So many files at most are open for clients that read slowly: the other descriptors are for connections. */
const maxOpen = 1000;
let open = 0;

export const serveStatic: Serve = (traffic, exchange, route) => {
  if (route.serves?.kind !== 'static') return;
  const gone = new AbortController();
  exchange.whenOver(() => gone.abort());
  void answerWithFile(traffic, exchange, route, route.serves, gone.signal).catch((error) => {
    const { code } = error as NodeJS.ErrnoException;
    // Nothing that a disk does may end the process, and with it all other requests.
    const isFull = code === 'EMFILE' || code === 'ENFILE';
    if (exchange.answered) exchange.breakOff();
    else answerOwn(exchange, isFull ? 503 : 500, { traffic, route, reason: isFull ? because.noDescriptors : undefined });
  });
};

async function answerWithFile(
  traffic: Traffic,
  exchange: Exchange,
  route: RouteEntry,
  serves: StaticFiles,
  gone: AbortSignal,
): Promise<void> {
  const { asked } = exchange;
  if (asked.method !== 'GET' && asked.method !== 'HEAD') {
    return answerOwn(exchange, 405, { traffic, route, headers: ['Allow', 'GET, HEAD'] });
  }
  if (open >= maxOpen) return answerOwn(exchange, 503, { traffic, route, reason: because.noDescriptors });
  const targets = inTurn(route, traffic.balance.pick(route, undefined, performance.now()));
  if (!targets[0]) return answerOwn(exchange, 503, { traffic, route, reason: because.notReady });
  countAnswer(traffic, exchange, route, targets[0]);
  const path = route.rules?.stripPath ? strippedPath(asked.path, route.path) : asked.path;
  const place = (await findPlace(targets, path, exchange, route, serves)) ?? (await fallback(targets, exchange, route, serves));
  if (!place) answerOwn(exchange, 404, { traffic, route, reason: because.noFile });
  else if (place.kind === 'without-slash') addSlash(exchange);
  else if (place.kind === 'folder') await listing(exchange, place.root, place.names);
  else await sendFile(traffic, exchange, route, place, gone);
}

/**
 * The release whose turn it is, then the others: while a route changes over, a page of one release asks for files that only
 * that one has.
 */
function inTurn({ targets }: RouteEntry, first: RouteTarget | undefined): RouteTarget[] {
  const all = first ? [first, ...targets] : targets;
  const folders = new Set<string | undefined>([undefined]);
  return all.filter(({ folder }) => !folders.has(folder) && folders.add(folder));
}

async function findPlace(
  targets: RouteTarget[],
  path: string,
  exchange: Exchange,
  route: RouteEntry,
  serves: StaticFiles,
): Promise<Place> {
  const names = namesIn(path);
  if (!names) return undefined;
  for (const target of targets) {
    const place = await placeIn(target, names, exchange, route, serves);
    if (place) return place;
  }
  return undefined;
}

async function placeIn(
  target: RouteTarget,
  names: string[],
  exchange: Exchange,
  route: RouteEntry,
  serves: StaticFiles,
): Promise<Place> {
  const root = await folderWithin(target.folder ?? '', serves.root);
  const opened = root === undefined ? undefined : await openWithin(root, names.join('/'));
  if (root === undefined || !opened) return undefined;
  const isFolderAsked = names.at(-1) === '';
  if (opened.kind === 'file' && !isFolderAsked) {
    return representationOf({ root, names, opened, header: headerOf(exchange), route, target, serves });
  }
  await opened.handle.close();
  if (opened.kind === 'file') return undefined;
  if (!isFolderAsked) return { kind: 'without-slash' };
  const indexNames = [...names.slice(0, -1), serves.index];
  const index = await openFile(root, indexNames);
  if (index)
    return representationOf({ root, names: indexNames, opened: index, header: headerOf(exchange), route, target, serves });
  return serves.listing ? { kind: 'folder', root, names } : undefined;
}

// For pages, not for what a page asks for: a script that is not there must not be a page.
async function fallback(targets: RouteTarget[], exchange: Exchange, route: RouteEntry, serves: StaticFiles): Promise<Place> {
  const [target] = targets;
  const isFile = /\.[^/]*$/.test(exchange.asked.path) && !takesHtml(exchange.asked.header('accept'));
  if (serves.fallback === undefined || isFile || !target) return undefined;
  const root = await folderWithin(target.folder ?? '', serves.root);
  const names = serves.fallback.split('/');
  const opened = root === undefined ? undefined : await openFile(root, names);
  if (root === undefined || !opened) return undefined;
  return representationOf({ root, names, opened, header: headerOf(exchange), route, target, serves });
}

async function openFile(root: string, names: string[]): Promise<Opened | undefined> {
  const opened = await openWithin(root, names.join('/'));
  if (opened?.kind === 'file') return opened;
  await opened?.handle.close();
  return undefined;
}

async function sendFile(traffic: Traffic, exchange: Exchange, route: RouteEntry, found: Found, gone: AbortSignal): Promise<void> {
  const { opened, tag } = found;
  const headers = headersOf(found);
  const wanted = wantedOf(exchange.asked.method, headerOf(exchange), { ...opened, tag });
  if (wanted.want === 'whole' || wanted.want === 'part') {
    const { start, end } = wanted.want === 'part' ? wanted : { start: 0, end: opened.size - 1 };
    const range = wanted.want === 'part' ? ['Content-Range', `bytes ${start}-${end}/${opened.size}`] : [];
    const head = { status: wanted.want === 'part' ? 206 : 200, headers: [...headers.ofFile, ...range] };
    head.headers.push('Content-Length', String(end - start + 1));
    return sendBody(exchange, head, found, [start, end], gone);
  }
  await opened.handle.close();
  if (wanted.want === 'not-modified') return exchange.answer({ status: 304, headers: headers.ofName }, null);
  if (wanted.want === 'failed') return answerOwn(exchange, 412, { traffic, route });
  answerOwn(exchange, 416, { traffic, route, headers: ['Content-Range', `bytes */${opened.size}`] });
}

async function sendBody(
  exchange: Exchange,
  head: { status: number; headers: string[] },
  { opened }: Found,
  [start, end]: [number, number],
  gone: AbortSignal,
): Promise<void> {
  if (exchange.asked.method === 'HEAD' || end < start) {
    await opened.handle.close();
    return exchange.answer(head, end < start ? Buffer.alloc(0) : null);
  }
  const body = await bodyOf(opened, start, end);
  if (!Buffer.isBuffer(body)) closeWith(body, gone);
  exchange.answer(head, body);
}

/** A client that goes away takes its file with it, also one that went before there was an answer. */
function closeWith(body: Readable, gone: AbortSignal): void {
  open += 1;
  body.once('close', () => {
    open -= 1;
  });
  body.on('error', () => {});
  if (gone.aborted) body.destroy();
  else gone.addEventListener('abort', () => body.destroy(), { once: true });
}

function addSlash(exchange: Exchange): void {
  const [path = '', ...query] = exchange.asked.target.split('?');
  // Two slashes at its beginning would lead to another host.
  const location = `${path.replace(/^\/+/, '/')}/${query.length > 0 ? `?${query.join('?')}` : ''}`;
  exchange.answer({ status: 301, headers: ['Location', location, 'Content-Length', '0'] }, null);
}

function headerOf({ asked }: Exchange): (name: string) => string | undefined {
  return (name) => asked.header(name);
}
