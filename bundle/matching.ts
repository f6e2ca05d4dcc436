// Which route a request belongs to: one set of rules for the router and for whoever explains it. Built once per table;
// finding costs the same for ten routes and ten thousand.

/** What of a route says which requests are its own. */
export interface Matched {
  /** null: the router's own ports. */
  port: number | null;
  /** In lower case, `*` for one label; null: any. */
  host: string | null;
  /** Prefix, at a `/`. */
  path: string;
}

export interface RouteIndex<Route> {
  ports: Map<number | null, HostIndex<Route>>;
}

interface HostIndex<Route> {
  exact: Map<string, PathIndex<Route>>;
  /** By the number of labels; the most exact first. */
  wildcards: Map<number, Wildcards<Route>[]>;
  any: PathIndex<Route> | undefined;
}

/** All names with `*` in the same places. */
interface Wildcards<Route> {
  /** For each label: it is `*`. */
  mask: boolean[];
  byName: Map<string, PathIndex<Route>>;
}

interface PathIndex<Route> {
  byPrefix: Map<string, Route>;
  longest: number;
}

export function indexRoutes<Route extends Matched>(routes: Route[]): RouteIndex<Route> {
  const ports: RouteIndex<Route>['ports'] = new Map();
  for (const route of routes) addPath(pathsFor(hostsOn(ports, route.port), route.host), route);
  return { ports };
}

/**
 * The route for a request that came in on this port. A port of its own goes before the router's, then an exact host before a
 * wildcard, a wildcard before any, and within a host the longest path; a host without a fitting path leaves the request to the
 * next less exact one. Of wildcards the one with more labels that are exact is the more exact one, and of equal ones the one
 * that is exact where they differ first, from left to right. `own` is true for the router's own ports, which serve the routes
 * without a port too.
 */
export function findRoute<Route>(
  index: RouteIndex<Route>,
  port: number,
  own: boolean,
  host: string,
  path: string,
): Route | undefined {
  let found: Route | undefined;
  offerAll(index, port, own, host, path, (route) => {
    found = route;
    return true;
  });
  return found;
}

/** All routes that fit, the one that wins first. */
export function rankedRoutes<Route>(index: RouteIndex<Route>, port: number, own: boolean, host: string, path: string): Route[] {
  const all: Route[] = [];
  offerAll(index, port, own, host, path, (route) => {
    all.push(route);
    return false;
  });
  return all;
}

/** Whether any route is for this host name, whatever its path. */
export function knowsHost<Route>(index: RouteIndex<Route>, port: number, own: boolean, host: string): boolean {
  const name = host.toLowerCase();
  const labels = name.split('.');
  return [index.ports.get(port), own ? index.ports.get(null) : undefined].some((hosts) => {
    if (!hosts) return false;
    const wildcards = hosts.wildcards.get(labels.length) ?? [];
    return hosts.any !== undefined || hosts.exact.has(name) || wildcards.some((one) => one.byName.has(masked(labels, one.mask)));
  });
}

/** Of two routes that fit the same request: why the first one wins. */
export function whyFirst(first: Matched, other: Matched): string {
  if (first.port !== other.port) return 'a route with a port of its own goes first';
  if (first.host === other.host) return 'the longer path wins';
  if (other.host === null) return 'a name goes before any name';
  if (!first.host?.includes('*')) return 'an exact name goes before a wildcard';
  return wildcardsIn(first.host) === wildcardsIn(other.host)
    ? 'where two wildcards differ first from the left, an exact label goes before *'
    : 'a wildcard with more exact labels goes first';
}

function wildcardsIn(host: string): number {
  return host.split('.').filter((label) => label === '*').length;
}

/** Two routes with the same key would fight for the same requests. */
export function routeKey({ port, host, path }: Matched): string {
  return `${port ?? ''} ${host ?? ''} ${prefixOf(path)}`;
}

/** A route's path as requests' paths are compared with it, without slashes at its end: '' for `/`. */
export function prefixOf(path: string): string {
  return (plainPath(path) ?? path).replace(/\/+$/, '');
}

/**
 * The path as it is matched: what is encoded without need decoded (RFC 3986 section 6.2.2), slashes that follow one another as
 * one. An encoded slash is none. undefined for what servers read in different ways: dot segments, however they are written, a
 * backslash, and a % that encodes nothing.
 */
export function plainPath(path: string): string | undefined {
  if (!unusual.test(path)) return path;
  let broken = false;
  const decoded = path.replace(/%(..?)?/g, (text, digits = '') => {
    if (!/^[0-9a-f]{2}$/i.test(digits)) broken = true;
    const char = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9._~-]/.test(char) ? char : text.toUpperCase();
  });
  if (broken || decoded.includes('\\') || /%5C|%00/.test(decoded)) return undefined;
  const plain = decoded.replace(/\/{2,}/g, '/');
  return /\/\.\.?(?:\/|;|$)/.test(plain) ? undefined : plain;
}

/** What is left of a path under a route's, with a slash at its beginning: what `strip_path` passes on. */
export function strippedPath(path: string, prefix: string): string {
  const cut = prefixOf(prefix);
  const raw = path.startsWith(cut) ? path : (plainPath(path) ?? path);
  // Two slashes at the beginning would be read as a host name by some.
  return `/${(raw.startsWith(cut) ? raw.slice(cut.length) : raw).replace(/^\/+/, '')}`;
}

function offerAll<Route>(
  { ports }: RouteIndex<Route>,
  port: number,
  own: boolean,
  host: string,
  path: string,
  take: (route: Route) => boolean,
): void {
  const plain = plainPath(path);
  if (plain === undefined) return;
  const name = host.toLowerCase();
  if (!offer(ports.get(port), name, plain, take) && own) offer(ports.get(null), name, plain, take);
}

const unusual = /%|\/[/.]|\\/;

function hostsOn<Route>(ports: RouteIndex<Route>['ports'], port: number | null): HostIndex<Route> {
  const known = ports.get(port);
  if (known) return known;
  const made: HostIndex<Route> = { exact: new Map(), wildcards: new Map(), any: undefined };
  ports.set(port, made);
  return made;
}

function pathsFor<Route>(hosts: HostIndex<Route>, host: string | null): PathIndex<Route> {
  if (host === null) {
    hosts.any ??= pathIndex();
    return hosts.any;
  }
  const names = host.split('.').includes('*') ? wildcardsLike(hosts, host.split('.')).byName : hosts.exact;
  const paths = names.get(host) ?? pathIndex();
  names.set(host, paths);
  return paths;
}

function wildcardsLike<Route>(hosts: HostIndex<Route>, labels: string[]): Wildcards<Route> {
  const mask = labels.map((label) => label === '*');
  const all = hosts.wildcards.get(labels.length) ?? [];
  const known = all.find((one) => one.mask.every((isAny, at) => isAny === mask[at]));
  if (known) return known;
  const made: Wildcards<Route> = { mask, byName: new Map() };
  hosts.wildcards.set(labels.length, [...all, made].sort(byExactness));
  return made;
}

function byExactness({ mask: a }: { mask: boolean[] }, { mask: b }: { mask: boolean[] }): number {
  const any = (mask: boolean[]) => mask.filter(Boolean).length;
  const first = a.findIndex((isAny, at) => isAny !== b[at]);
  return any(a) - any(b) || (a[first] ? 1 : -1);
}

function addPath<Route extends Matched>(paths: PathIndex<Route>, route: Route): void {
  const prefix = prefixOf(route.path);
  paths.byPrefix.set(prefix, route);
  paths.longest = Math.max(paths.longest, prefix.length);
}

/** `take` says whether it has enough. Of the hosts that fit the most exact first, of their paths the longest. */
function offer<Route>(hosts: HostIndex<Route> | undefined, host: string, path: string, take: (route: Route) => boolean): boolean {
  if (!hosts) return false;
  const exact = hosts.exact.get(host);
  if (exact && offerPaths(exact, path, take)) return true;
  if (hosts.wildcards.size > 0) {
    const labels = host.split('.');
    for (const { mask, byName } of hosts.wildcards.get(labels.length) ?? []) {
      const paths = byName.get(masked(labels, mask));
      if (paths && offerPaths(paths, path, take)) return true;
    }
  }
  return hosts.any !== undefined && offerPaths(hosts.any, path, take);
}

function masked(labels: string[], mask: boolean[]): string {
  return labels.map((label, at) => (mask[at] ? '*' : label)).join('.');
}

// Only as many prefixes are tried as the longest route is long: a path of slashes costs nobody anything.
function offerPaths<Route>({ byPrefix, longest }: PathIndex<Route>, path: string, take: (route: Route) => boolean): boolean {
  let prefix = path.length > longest ? cutAtSlash(path, longest) : path;
  while (true) {
    const found = byPrefix.get(prefix);
    if (found && take(found)) return true;
    if (prefix === '') return false;
    prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('/')));
  }
}

// `/api/users` cut to at most 4 characters is `/api`, `/apis/users` is ``.
function cutAtSlash(path: string, most: number): string {
  return path[most] === '/' ? path.slice(0, most) : path.slice(0, Math.max(0, path.lastIndexOf('/', most)));
}

function pathIndex<Route>(): PathIndex<Route> {
  return { byPrefix: new Map(), longest: 0 };
}
