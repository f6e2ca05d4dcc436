// Files that are sent in place of the router's own answers: those of a route lie in the folder of its release, those of the
// host wherever it says. Read when they are first needed, and again when they have changed.
import { isAbsolute } from 'node:path';
import { lru } from '../../../lib/lru.ts';
import type { Pages, RouteEntry, RouteTable } from '../../decide/types.ts';
import { routeKey } from '../match.ts';
import { folderWithin, type Opened, openWithin } from './lookup.ts';
import { typeOf } from './types-of-files.ts';

export type PageName = keyof Pages;

export interface Page {
  type: string;
  body: Buffer;
}

export interface PageStore {
  /** undefined: nobody has such a page. Resolves with undefined when it cannot be had. */
  find(table: RouteTable, route: RouteEntry | undefined, name: string): Promise<Page | undefined> | undefined;
  /** A route whose replicas are all gone keeps the pages of the last release that it had. */
  use(table: RouteTable): void;
}

interface Kept {
  identity: string;
  page: Page | undefined;
  checkedAt: number;
}

export const maxPageBytes = 256 * 1024;
const recheckMs = 1000;
const maxPages = 200;

export function keepPages(now: () => number = () => performance.now()): PageStore {
  const kept = lru<string, Kept>(maxPages);
  let folders = new Map<string, string>();

  function find(table: RouteTable, route: RouteEntry | undefined, name: string): Promise<Page | undefined> | undefined {
    const own = route?.rules?.pages?.[name as PageName];
    const folder = route && (folderOf(route) ?? folders.get(routeKey(route)));
    const ofHost = table.pages?.[name as PageName];
    if (own !== undefined && folder !== undefined) return load(folder, own).then((page) => page ?? hostPage(ofHost));
    return ofHost === undefined ? undefined : hostPage(ofHost);
  }

  async function hostPage(path: string | undefined): Promise<Page | undefined> {
    return path !== undefined && isAbsolute(path) ? load('/', path) : undefined;
  }

  async function load(folder: string, name: string): Promise<Page | undefined> {
    const key = `${folder}\0${name}`;
    const known = kept.get(key);
    if (known && now() < known.checkedAt + recheckMs) return known.page;
    try {
      const fresh = await read(folder, name, known);
      kept.set(key, { ...fresh, checkedAt: now() });
      return fresh.page;
    } catch {
      // Whatever is wrong with the disk, there is an answer without it.
      return known?.page;
    }
  }

  function use(table: RouteTable): void {
    const before = folders;
    folders = new Map();
    for (const route of table.routes) {
      const folder = route.rules?.pages && (folderOf(route) ?? before.get(routeKey(route)));
      if (folder !== undefined) folders.set(routeKey(route), folder);
    }
  }

  return { find, use };
}

function folderOf(route: RouteEntry): string | undefined {
  return route.targets.find(({ folder }) => folder !== undefined)?.folder;
}

async function read(folder: string, name: string, known: Kept | undefined): Promise<Omit<Kept, 'checkedAt'>> {
  const root = await folderWithin(folder, '.');
  const opened = root === undefined ? undefined : await openWithin(root, name);
  if (!opened) return { identity: '', page: undefined };
  try {
    if (opened.identity === known?.identity) return known;
    return { identity: opened.identity, page: await readPage(opened, name) };
  } finally {
    await opened.handle.close();
  }
}

async function readPage({ handle, kind, size }: Opened, name: string): Promise<Page | undefined> {
  if (kind !== 'file' || size > maxPageBytes) return undefined;
  const body = Buffer.alloc(size);
  const { bytesRead } = await handle.read(body, 0, size, 0);
  return { type: typeOf(name), body: body.subarray(0, bytesRead) };
}
