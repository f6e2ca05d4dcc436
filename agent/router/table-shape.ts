// What a route table may say: checked whole where it enters the router, every size bounded, every mistake with its path.
import { isAbsolute, normalize } from 'node:path';
import { z } from 'zod';
import { plainPath, routeKey } from '../../bundle/matching.ts';
import { isNetwork } from '../../lib/networks.ts';
import type { RouteTable } from '../decide/types.ts';
import { routeRules, serves } from './rules-shape.ts';

const port = z.int().min(1).max(65535);
const word = z.string().regex(/^[\x21-\x7e]{1,256}$/, 'must be 1 to 256 visible characters');
const hostLabel = '(?:\\*|[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)';
const hostPattern = new RegExp(`^(?:${hostLabel}(?:\\.${hostLabel})*|\\[[0-9a-f:.]+\\])$`);
const routeHost = z.string().max(253).regex(hostPattern, 'must be a host name in lower case, or * for a label');
const absolutePath = z
  .string()
  .max(4096)
  .refine((path) => isAbsolute(path) && normalize(path) === path && !path.includes('\0'), { error: 'must be an absolute path' });

const routeTarget = z.strictObject({
  replica: word,
  release: z.int().min(0),
  address: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'must be an address'),
  port: z.int().min(0).max(65535),
  weight: z.int().min(0).max(100).optional(),
  folder: absolutePath.optional(),
});

const routeEntry = z
  .strictObject({
    port: port.nullable(),
    host: routeHost.nullable(),
    path: z
      .string()
      .regex(/^\/[\x21-\x22\x24-\x3e\x40-\x7e]{0,1023}$/, 'must begin with / and have no space, ? or #')
      .refine((path) => plainPath(path) !== undefined, { error: 'must have no dot segments, backslashes or broken % in it' }),
    app: word,
    environment: word,
    process: word,
    targets: z.array(routeTarget).max(10_000),
    protocol: z.enum(['http', 'tcp']).optional(),
    serves: serves.optional(),
    rules: routeRules.optional(),
  })
  .refine((route) => route.protocol !== 'tcp' || (route.port !== null && route.host === null && route.path === '/'), {
    error: 'tcp goes by a port of its own alone',
  })
  .refine((route) => route.protocol !== 'tcp' || route.serves === undefined, {
    path: ['serves'],
    error: 'tcp goes to replicas alone',
  })
  .refine(({ targets, serves }) => serves !== undefined || targets.every((one) => one.port > 0), {
    path: ['targets'],
    error: 'what is passed on needs a port',
  });

const certificate = z.strictObject({
  name: word,
  hosts: z.array(z.string().min(1).max(253)).max(1000),
  certFile: absolutePath,
  keyFile: absolutePath,
});

const pageKinds = z.enum(['404', '429', '502', '503', '504', 'maintenance']);

export const routeTable = z
  .strictObject({
    revision: z.int().min(0),
    routes: z.array(routeEntry).max(100_000),
    certificates: z.array(certificate).max(10_000).optional(),
    challenges: z
      .record(z.string().regex(/^[A-Za-z0-9_-]{1,256}$/, 'must be a token'), z.string().regex(/^[\x21-\x7e]{1,1024}$/))
      .optional(),
    trusted: z
      .array(z.string().refine(isNetwork, { error: 'must be an address or a network' }))
      .max(1000)
      .optional(),
    pages: z.partialRecord(pageKinds, absolutePath).optional(),
  })
  .superRefine(({ routes }, context) => {
    for (const { at, message } of [...repeated(routes), ...mixed(routes)])
      context.addIssue({ code: 'custom', path: ['routes', at], message });
  }) satisfies z.ZodType<RouteTable>;

interface Mistake {
  at: number;
  message: string;
}

type Entry = z.output<typeof routeEntry>;

function repeated(routes: Entry[]): Mistake[] {
  const seen = new Map<string, number>();
  return routes.flatMap((route, at) => {
    const key = routeKey(route);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, at);
    return first === undefined ? [] : [{ at, message: `is for the same requests as routes.${first}` }];
  });
}

/** Whoever connects to a port for tcp says nothing that could tell routes apart. */
function mixed(routes: Entry[]): Mistake[] {
  const first = new Map<number, number>();
  for (const [at, { port, protocol }] of routes.entries()) if (protocol === 'tcp' && port !== null) first.set(port, at);
  if (first.size === 0) return [];
  return routes.flatMap(({ port, protocol }, at) => {
    const tcp = port === null || protocol === 'tcp' ? undefined : first.get(port);
    return tcp === undefined ? [] : [{ at, message: `is on port ${port}, which routes.${tcp} has for tcp` }];
  });
}
