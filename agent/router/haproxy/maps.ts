// Which requests go to which backend, as HAProxy's maps have it: lines of a key and a backend.
import { prefixOf } from '../../../bundle/matching.ts';
import type { RouteEntry } from '../../decide/types.ts';
import { ownKey } from './configuration.ts';

export type MapLine = [key: string, backend: string];

export interface Maps {
  /** The longest key that a request begins with counts. */
  routes: MapLine[];
  /** Regular expressions; the first that fits counts. */
  wildcards: MapLine[];
}

export function mapsOf(routes: RouteEntry[], backendOf: (route: RouteEntry) => string): Maps {
  const named = routes.filter(({ host }) => !isWildcard(host));
  const wildcards = routes.filter(({ host }) => isWildcard(host)).sort(byExactness);
  return {
    routes: named.map((route): MapLine => [keyOf(route), backendOf(route)]).sort(([a], [b]) => (a < b ? -1 : 1)),
    wildcards: wildcards.map((route): MapLine => [`^${patternOf(route)}`, backendOf(route)]),
  };
}

function keyOf({ port, host, path }: RouteEntry): string {
  return `${port ?? ownKey}/${host ?? '*'}${prefixOf(path)}/`;
}

function patternOf({ port, host, path }: RouteEntry): string {
  const labels = host?.split('.').map((label) => (label === '*' ? '[^./]+' : literal(label))) ?? [];
  return `${port ?? ownKey}/${labels.join('\\.')}${literal(prefixOf(path))}/`;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function isWildcard(host: string | null): boolean {
  return host?.split('.').includes('*') ?? false;
}

/** As bundle/matching.ts: fewer wildcards first, then the one that is exact where they differ first; then the longest path. */
function byExactness(a: RouteEntry, b: RouteEntry): number {
  const [inA, inB] = [a.host?.split('.') ?? [], b.host?.split('.') ?? []];
  const any = (labels: string[]) => labels.filter((label) => label === '*').length;
  const first = inA.findIndex((label, at) => (label === '*') !== (inB[at] === '*'));
  const byHost = any(inA) - any(inB) || (first === -1 ? 0 : inA[first] === '*' ? 1 : -1);
  return byHost || b.path.length - a.path.length || (keyOf(a) < keyOf(b) ? -1 : 1);
}
