// What a path of a request leads to in the releases that a route may serve.
import type { RouteEntry, RouteTarget } from '../../decide/types.ts';
import { takesHtml } from '../accept.ts';
import type { Asked } from '../exchange.ts';
import { folderWithin, namesIn, type Opened, openWithin } from './lookup.ts';
import type { Found } from './representations.ts';
import { representationOf } from './representations.ts';
import type { StaticFiles } from './static.ts';

export type Place = Found | { kind: 'folder'; root: string; names: string[] } | { kind: 'without-slash' };

export interface Wanted {
  asked: Asked;
  route: RouteEntry;
  serves: StaticFiles;
  /** From the root of the files. */
  path: string;
}

/** In the first of these releases that has it. A file that is found is open. */
export async function findPlace(targets: RouteTarget[], wanted: Wanted): Promise<Place | undefined> {
  const names = namesIn(wanted.path);
  if (!names) return undefined;
  for (const target of targets) {
    const place = await placeIn(target, names, wanted);
    if (place) return place;
  }
  return undefined;
}

/** For pages, not for what a page asks for: a script that is not there must not be a page. */
export async function findFallback(target: RouteTarget, wanted: Wanted): Promise<Found | undefined> {
  const { asked, serves } = wanted;
  if (serves.fallback === undefined) return undefined;
  if (/\.[^/]*$/.test(asked.path) && !takesHtml(asked.header('accept'))) return undefined;
  const root = await folderWithin(target.folder ?? '', serves.root);
  return root === undefined ? undefined : fileAt(root, serves.fallback.split('/'), target, wanted);
}

async function placeIn(target: RouteTarget, names: string[], wanted: Wanted): Promise<Place | undefined> {
  const root = await folderWithin(target.folder ?? '', wanted.serves.root);
  const opened = root === undefined ? undefined : await openWithin(root, names.join('/'));
  if (root === undefined || !opened) return undefined;
  const isFolderAsked = names.at(-1) === '';
  if (opened.kind === 'file' && !isFolderAsked) return represented(root, names, opened, target, wanted);
  await opened.handle.close();
  if (opened.kind === 'file') return undefined;
  if (!isFolderAsked) return { kind: 'without-slash' };
  const index = await fileAt(root, [...names.slice(0, -1), wanted.serves.index], target, wanted);
  return index ?? (wanted.serves.listing ? { kind: 'folder', root, names } : undefined);
}

async function fileAt(root: string, names: string[], target: RouteTarget, wanted: Wanted): Promise<Found | undefined> {
  const opened = await openWithin(root, names.join('/'));
  if (opened?.kind === 'file') return represented(root, names, opened, target, wanted);
  await opened?.handle.close();
  return undefined;
}

function represented(root: string, names: string[], opened: Opened, target: RouteTarget, wanted: Wanted): Promise<Found> {
  const { asked, route, serves } = wanted;
  return representationOf({ root, names, opened, header: (name) => asked.header(name), route, target, serves });
}
