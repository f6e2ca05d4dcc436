// Which route a request belongs to, by the rules that `ctl routes explain` knows too, and whose name a Host header says.
import { findRoute as find, type RouteIndex as Index, indexRoutes as index } from '../../bundle/matching.ts';
import type { RouteEntry } from '../decide/types.ts';

export { knowsHost, routeKey, strippedPath } from '../../bundle/matching.ts';

export type RouteIndex = Index<RouteEntry>;

export function indexRoutes(routes: RouteEntry[]): RouteIndex {
  return index(routes);
}

/** `own` is true for the router's own ports, which serve the routes without a port too. */
export function findRoute(table: RouteIndex, port: number, own: boolean, host: string, path: string): RouteEntry | undefined {
  return find(table, port, own, host, path);
}

/** A Host header -> the name in lower case without port and trailing dot, '' when there is none, undefined when it is no name. */
export function hostName(header: string | undefined): string | undefined {
  if (header === undefined || header === '') return '';
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::\d{0,5})?$/i.exec(header);
  return found?.[1]?.toLowerCase();
}
