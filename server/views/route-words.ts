// A route in words: what answers, and what holds on the way.
import type { SentRoute } from '../../bundle/routes.ts';
import { formatDuration, formatSize } from '../../lib/durations.ts';

/** `replicas`, `files of public`, `redirect to https://... (308)` */
export function answersBy({ serves, to, protocol }: SentRoute): string {
  if (protocol === 'tcp') return `replicas, whatever comes${to ? `, on their port ${to}` : ''}`;
  if (!serves) return `replicas${to ? `, on their port ${to}` : ''}`;
  switch (serves.kind) {
    case 'static':
      return `files of ${serves.root}`;
    case 'upstream':
      return `the server outside ${serves.url}`;
    case 'maintenance':
      return 'maintenance (503)';
    case 'redirect': {
      const { to: url, scheme, host, port, status } = serves;
      const place = host || port ? `${scheme ? `${scheme}://` : ''}${host ?? ''}${port ? `:${port}` : ''}` : scheme;
      return `redirect to ${url ?? place} (${status})`;
    }
  }
}

export function rulesOf(route: SentRoute): string[] {
  const { stripPath, path, tls, affinity, timeouts, basicAuth, allow = [], compress = [], methodOverride = [] } = route;
  const said: [holds: unknown, words: string][] = [
    [stripPath, `${path} is taken off the path`],
    [tls?.required, 'HTTP is redirected to HTTPS'],
    [tls?.hsts, `HSTS for ${formatDuration(tls?.hsts ?? 0)}`],
    [tls?.certificate, `certificate: ${tls?.certificate}`],
    [affinity, `a client stays with its replica (cookie ${affinity?.cookie})`],
    [
      timeouts,
      `timeouts: connect ${time(timeouts?.connectMs)}, head ${time(timeouts?.headersMs)}, idle ${time(timeouts?.idleMs)}`,
    ],
    [basicAuth, `a name and a password (secret ${basicAuth?.secret})`],
    [allow.length, `only from ${some(allow)}`],
    [compress.length, `compressed with ${compress.join(' or ')}`],
    [methodOverride.length, `another method by ${methodOverride.join(' or ')}`],
  ];
  return [...said.flatMap(([holds, words]) => (holds ? [words] : [])), ...limitsOf(route), ...changesOf(route)];
}

function limitsOf({ limits, rateLimits = [] }: SentRoute): string[] {
  const { headBytes = null, bodyBytes = null, inFlight = null, queue = 0 } = limits ?? {};
  return [
    ...(headBytes === null ? [] : [`heads up to ${formatSize(headBytes)}`]),
    ...(bodyBytes === null ? [] : [`bodies up to ${formatSize(bodyBytes)}`]),
    ...(inFlight === null ? [] : [`${inFlight} at once to each replica, ${queue} more wait`]),
    ...rateLimits.map(({ limit, periodMs, by, algorithm }) => {
      const whom = typeof by === 'string' ? by : 'cookie' in by ? `cookie ${by.cookie}` : `header ${by.header}`;
      return `${limit} in ${formatDuration(periodMs)} by ${whom} (${algorithm})`;
    }),
  ];
}

function changesOf({ headers, pages = {} }: SentRoute): string[] {
  const changed = (['request', 'response'] as const).flatMap((side) => {
    const { set = {}, remove = [] } = headers?.[side] ?? {};
    const names = [...Object.keys(set), ...remove.map((name) => `-${name}`)];
    return names.length > 0 ? [`headers of the ${side}: ${names.join(', ')}`] : [];
  });
  const own = Object.keys(pages);
  return own.length > 0 ? [...changed, `pages of its own: ${own.join(', ')}`] : changed;
}

const shownNetworks = 8;

function some(networks: string[]): string {
  const more = networks.length - shownNetworks;
  return `${networks.slice(0, shownNetworks).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function time(ms: number | undefined): string {
  return formatDuration(ms ?? 0);
}
