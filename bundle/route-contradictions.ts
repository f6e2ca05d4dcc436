// What the shape alone cannot say of a process's routes: what does not go together, and what leads nowhere.
import { patternMistake } from '../lib/linear-pattern.ts';
import type { Contradiction } from './contradictions.ts';
import type { Route } from './routes.ts';
import type { Process } from './shape.ts';

type Path = (string | number)[];

export function ofRoute(path: Path, route: Route, process: Process): Contradiction[] {
  return [
    ...ofTarget(path, route, process),
    ...(route.protocol === 'tcp' ? ofTcp(path, route) : []),
    ...ofHeaders(path, route),
    ...ofRewrites(path, route),
    ...ofBasicAuth(path, route, process),
    ...ofRedirect(path, route),
  ];
}

/** A process of files, redirects or servers outside alone has no program. */
export function ofCommand(path: Path, { command, ports, ready, live }: Process): Contradiction[] {
  if (command.length > 0) return [];
  const idle = Object.entries({ ports: Object.keys(ports).length > 0, ready: ready !== null, live: live !== null });
  return idle.flatMap(([key, isThere]) =>
    isThere ? [{ path: [...path, key], message: 'needs a command: nothing runs here' }] : [],
  );
}

function ofTarget(path: Path, { serves, to, affinity }: Route, process: Process): Contradiction[] {
  if (serves === null) return ofPortName(to === undefined ? path : [...path, 'to'], to ?? null, process);
  const message = `goes with replicas alone, and this route is answered by ${serves.kind}; remove one of them`;
  return Object.entries({ to, affinity }).flatMap(([key, value]) =>
    value === undefined ? [] : [{ path: [...path, key], message }],
  );
}

export function ofPortName(path: Path, port: string | null, process: Process): Contradiction[] {
  const names = Object.keys(process.ports);
  if (names.length === 0)
    return [{ path, message: 'needs a port, and the process has none; add for example ports: { http: auto }' }];
  if (port === null || names.includes(port)) return [];
  return [{ path, message: `"${port}" is not a port of this process; it has ${names.join(', ')}` }];
}

/** Of what the router does not read it knows neither names nor paths nor headers. */
function ofTcp(path: Path, route: Route): Contradiction[] {
  const { host, serves, stripPath, tls, affinity, limits, rateLimits, basicAuth, allow, headers, compress } = route;
  const said: Record<string, boolean> = {
    host: host !== undefined,
    path: route.path !== '/',
    [serves?.kind ?? 'serves']: serves !== null,
    strip_path: stripPath,
    tls: tls !== undefined,
    affinity: affinity !== undefined,
    limits: limits !== undefined,
    rate_limits: rateLimits.length > 0,
    basic_auth: basicAuth !== null,
    allow: allow.length > 0,
    headers: headers !== undefined,
    compress: compress.length > 0,
    method_override: route.methodOverride.length > 0,
    pages: Object.keys(route.pages).length > 0,
  };
  return Object.entries(said).flatMap(([key, isSaid]) => {
    // Addresses are not: they are looked at with each request, of which there is none here.
    const why = key === 'allow' ? 'is asked of each HTTP request' : 'is about HTTP';
    const message = `${why}, and this route passes on whatever comes; remove it, or protocol: tcp`;
    return isSaid ? [{ path: [...path, key], message }] : [];
  });
}

/**
 * Those of a connection, those that say where a message ends and what of it this is (RFC 9110 section 7.6.1), and those in which
 * the router says who the client is.
 */
const ownHeaders = new Set([
  ...'connection keep-alive proxy-connection te trailer transfer-encoding upgrade expect host'.split(' '),
  ...'content-length content-encoding content-range'.split(' '),
  ...'forwarded x-forwarded-for x-forwarded-proto x-forwarded-host x-request-id'.split(' '),
]);

function ofHeaders(path: Path, { headers, serves }: Route): Contradiction[] {
  const changed = Object.entries(headers ?? {}).flatMap(([side, { set, remove }]) => [
    ...Object.keys(set).map((name) => ({ path: [...path, 'headers', side, 'set', name], name })),
    ...remove.map((name, at) => ({ path: [...path, 'headers', side, 'remove', at], name })),
  ]);
  const rewrites = rewritesOf(serves).map(({ key, at, header }) => ({
    path: [...path, 'upstream', key, at, 'header'],
    name: header,
  }));
  return [...changed, ...rewrites].flatMap(({ path: at, name }) =>
    ownHeaders.has(name.toLowerCase()) ? [{ path: at, message: `${name} is the router’s own; it cannot be changed` }] : [],
  );
}

function ofRewrites(path: Path, { serves }: Route): Contradiction[] {
  return rewritesOf(serves).flatMap(({ key, at, from }) => {
    const message = patternMistake(from);
    return message === undefined ? [] : [{ path: [...path, 'upstream', key, at, 'from'], message }];
  });
}

function rewritesOf(serves: Route['serves']) {
  if (serves?.kind !== 'upstream') return [];
  const { rewriteRequest, rewriteResponse } = serves;
  return Object.entries({ rewrite_request: rewriteRequest, rewrite_response: rewriteResponse }).flatMap(([key, all]) =>
    all.map((rewrite, at) => ({ ...rewrite, key, at })),
  );
}

function ofBasicAuth(path: Path, { basicAuth }: Route, { secrets }: Process): Contradiction[] {
  if (!basicAuth || secrets === null || secrets.includes(basicAuth.secret)) return [];
  const message = `"${basicAuth.secret}" is not among the secrets of this process; add it there`;
  return [{ path: [...path, 'basic_auth', 'secret'], message }];
}

function ofRedirect(path: Path, { serves, host, port }: Route): Contradiction[] {
  if (serves?.kind !== 'redirect' || serves.host === undefined || serves.host !== host) return [];
  const isElsewhere = serves.scheme !== undefined || (serves.port !== undefined && serves.port !== port);
  return isElsewhere ? [] : [{ path: [...path, 'redirect', 'host'], message: 'leads back to this very route' }];
}
