// Which route a request belongs to. Built once per table; finding costs the same for ten routes and ten thousand.
import type { RouteEntry } from '../decide/types.ts';

export interface RouteIndex {
  /** By listening port; null: the router's own ports. */
  ports: Map<number | null, HostIndex>;
}

interface HostIndex {
  exact: Map<string, PathIndex>;
  wildcards: LabelNode;
  any: PathIndex | undefined;
}

interface LabelNode {
  next: Map<string, LabelNode>;
  paths: PathIndex | undefined;
}

interface PathIndex {
  byPrefix: Map<string, RouteEntry>;
  longest: number;
}

export function indexRoutes(routes: RouteEntry[]): RouteIndex {
  const ports: RouteIndex['ports'] = new Map();
  for (const route of routes) addPath(pathsFor(hostsOn(ports, route.port), route.host), route);
  return { ports };
}

/**
 * The route for a request that came in on this port. An exact host beats a wildcard, a wildcard beats any, and within a
 * host the longest path wins; a host without a fitting path leaves the request to the next less exact one.
 * `own` is true for the router's own ports, which serve the routes without a port too.
 */
export function findRoute(index: RouteIndex, port: number, own: boolean, host: string, path: string): RouteEntry | undefined {
  return findOn(index.ports.get(port), host, path) ?? (own ? findOn(index.ports.get(null), host, path) : undefined);
}

/** Two routes with the same key would fight for the same requests. */
export function routeKey(route: RouteEntry): string {
  return `${route.port ?? ''} ${route.host ?? ''} ${prefixOf(route.path)}`;
}

/** A Host header -> the name in lower case without port and trailing dot, '' when there is none, undefined when it is no name. */
export function hostName(header: string | undefined): string | undefined {
  if (header === undefined || header === '') return '';
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::\d{0,5})?$/i.exec(header);
  return found?.[1]?.toLowerCase();
}

function hostsOn(ports: RouteIndex['ports'], port: number | null): HostIndex {
  const known = ports.get(port);
  if (known) return known;
  const made: HostIndex = { exact: new Map(), wildcards: labelNode(), any: undefined };
  ports.set(port, made);
  return made;
}

function pathsFor(hosts: HostIndex, host: string | null): PathIndex {
  if (host === null) {
    hosts.any ??= pathIndex();
    return hosts.any;
  }
  if (host.split('.').includes('*')) return wildcardPaths(hosts.wildcards, host);
  const paths = hosts.exact.get(host) ?? pathIndex();
  hosts.exact.set(host, paths);
  return paths;
}

function wildcardPaths(root: LabelNode, host: string): PathIndex {
  let node = root;
  for (const label of host.split('.').reverse()) {
    const next = node.next.get(label) ?? labelNode();
    node.next.set(label, next);
    node = next;
  }
  node.paths ??= pathIndex();
  return node.paths;
}

function addPath(paths: PathIndex, route: RouteEntry): void {
  const prefix = prefixOf(route.path);
  paths.byPrefix.set(prefix, route);
  paths.longest = Math.max(paths.longest, prefix.length);
}

function findOn(hosts: HostIndex | undefined, host: string, path: string): RouteEntry | undefined {
  if (!hosts) return undefined;
  const exact = hosts.exact.get(host);
  return (
    (exact && findPath(exact, path)) ??
    (hosts.wildcards.next.size > 0 ? findWildcard(hosts.wildcards, host.split('.').reverse(), 0, path) : undefined) ??
    (hosts.any && findPath(hosts.any, path))
  );
}

// From the last label to the first, the label itself before `*`.
function findWildcard(node: LabelNode, labels: string[], at: number, path: string): RouteEntry | undefined {
  const label = labels[at];
  if (label === undefined) return node.paths && findPath(node.paths, path);
  for (const key of [label, '*']) {
    const next = node.next.get(key);
    const found = next && findWildcard(next, labels, at + 1, path);
    if (found) return found;
  }
  return undefined;
}

// Only as many prefixes are tried as the longest route is long: a path of slashes costs nobody anything.
function findPath(paths: PathIndex, path: string): RouteEntry | undefined {
  let prefix = path.length > paths.longest ? cutAtSlash(path, paths.longest) : path;
  while (true) {
    const found = paths.byPrefix.get(prefix);
    if (found || prefix === '') return found;
    prefix = prefix.slice(0, prefix.lastIndexOf('/'));
  }
}

// `/api/users` cut to at most 4 characters is `/api`, `/apis/users` is ``.
function cutAtSlash(path: string, most: number): string {
  return path[most] === '/' ? path.slice(0, most) : path.slice(0, Math.max(0, path.lastIndexOf('/', most)));
}

function prefixOf(path: string): string {
  return path.replace(/\/+$/, '');
}

function labelNode(): LabelNode {
  return { next: new Map(), paths: undefined };
}

function pathIndex(): PathIndex {
  return { byPrefix: new Map(), longest: 0 };
}
