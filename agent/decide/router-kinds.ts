// What each kind of router can do with a route, as a table: what is not there, it does; what is, it does not, and why.
import type { RouteEntry } from './types.ts';

export type RouterKind = 'builtin' | 'haproxy' | 'nginx';

interface Lack {
  what: string;
  remedy: string;
}

/** What a route may ask for, beside replicas that are found by host name and path. */
const features = {
  port: ({ port, protocol }: RouteEntry) => port !== null && protocol !== 'tcp',
  tcp: ({ protocol }: RouteEntry) => protocol === 'tcp',
  static: ({ serves }: RouteEntry) => serves?.kind === 'static',
  redirect: ({ serves }: RouteEntry) => serves?.kind === 'redirect',
  upstream: ({ serves }: RouteEntry) => serves?.kind === 'upstream',
  maintenance: ({ serves }: RouteEntry) => serves?.kind === 'maintenance',
  strip_path: ({ rules }: RouteEntry) => rules?.stripPath === true,
  tls: ({ rules }: RouteEntry) => rules?.tls !== undefined,
  affinity: ({ rules }: RouteEntry) => rules?.affinity !== undefined,
  timeouts: ({ rules }: RouteEntry) => rules?.timeouts !== undefined,
  limits: ({ rules }: RouteEntry) => rules?.limits !== undefined,
  rate_limits: ({ rules }: RouteEntry) => (rules?.rateLimits?.length ?? 0) > 0,
  basic_auth: ({ rules }: RouteEntry) => rules?.basicAuth !== undefined,
  allow: ({ rules }: RouteEntry) => (rules?.allow?.length ?? 0) > 0,
  headers: ({ rules }: RouteEntry) => rules?.headers !== undefined,
  compress: ({ rules }: RouteEntry) => (rules?.compress?.length ?? 0) > 0,
  method_override: ({ rules }: RouteEntry) => (rules?.methodOverride?.length ?? 0) > 0,
  pages: ({ rules }: RouteEntry) => Object.keys(rules?.pages ?? {}).length > 0,
} satisfies Record<string, (route: RouteEntry) => boolean>;

export type Feature = keyof typeof features;

const inItsConfiguration = 'set it up in HAProxy’s own configuration, or take it out of the manifest';
const otherKind = 'take it out of the manifest, or have router.kind be builtin or nginx on this host';
const lackOfHaproxy = (what: string, remedy = otherKind): Lack => ({
  what: `HAProxy is told only of replicas: no ${what}`,
  remedy,
});
const behindNginx = 'behind nginx the router listens on this machine alone';

const lacks: Record<RouterKind, Partial<Record<Feature, Lack>>> = {
  builtin: {},
  haproxy: {
    tcp: lackOfHaproxy('TCP routes'),
    static: lackOfHaproxy('files'),
    redirect: lackOfHaproxy('redirects'),
    upstream: lackOfHaproxy('servers outside'),
    strip_path: lackOfHaproxy('shorter paths'),
    tls: lackOfHaproxy('certificates and redirects to HTTPS', inItsConfiguration),
    affinity: lackOfHaproxy('affinity by cookie'),
    timeouts: lackOfHaproxy('timeouts of a route', inItsConfiguration),
    limits: lackOfHaproxy('limits of a route', inItsConfiguration),
    rate_limits: lackOfHaproxy('rate limits', inItsConfiguration),
    basic_auth: lackOfHaproxy('users and passwords'),
    allow: lackOfHaproxy('address lists', inItsConfiguration),
    headers: lackOfHaproxy('changed headers', inItsConfiguration),
    compress: lackOfHaproxy('gzip and zstd', inItsConfiguration),
    method_override: lackOfHaproxy('other methods'),
    pages: lackOfHaproxy('error pages of a route', inItsConfiguration),
  },
  nginx: {
    port: { what: `${behindNginx}: no ports of their own`, remedy: 'give the route a host name instead of a port' },
    tcp: { what: `${behindNginx}: no TCP routes`, remedy: 'have router.kind be builtin on this host' },
  },
};

/** Ports that HAProxy’s configuration has for routes: it cannot open any while it runs. */
export interface RouterLimits {
  kind: RouterKind;
  ports: number[];
}

/** Why this router cannot serve this route: nothing, or a sentence and what to do for each reason. */
export function lacksOf(route: RouteEntry, { kind, ports }: RouterLimits): Lack[] {
  const asked = (Object.keys(features) as Feature[]).filter((feature) => features[feature](route));
  const found = asked.flatMap((feature) => lacks[kind][feature] ?? []);
  if (kind !== 'haproxy' || route.port === null || route.protocol === 'tcp' || ports.includes(route.port)) return found;
  const what = `HAProxy does not listen on ${route.port}`;
  return [...found, { what, remedy: 'add it to router.haproxy.ports, generate its configuration anew and restart it' }];
}
