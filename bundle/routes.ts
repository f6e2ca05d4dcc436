// A route of the manifest: which requests a process answers for, by whom they are answered, and what holds for them on the way.
import { z } from 'zod';
import { parseDuration, parseSize } from '../lib/durations.ts';
import { isLabel, labelRule } from '../lib/names.ts';
import { isNetwork } from '../lib/networks.ts';
import { plainPath } from './matching.ts';

const longest = 3650 * 24 * 3_600_000;

const duration = z.string().transform((text, ctx) => {
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0 && ms <= longest) return ms;
  ctx.addIssue({ code: 'custom', message: `"${text}" is not a duration; write for example 30s, 5m or 250ms` });
  return z.NEVER;
});

const size = z.union([z.string(), z.int()]).transform((value, ctx) => {
  const bytes = parseSize(String(value));
  if (bytes !== undefined) return bytes;
  ctx.addIssue({ code: 'custom', message: `"${value}" is not a size; write for example 512K or 2G` });
  return z.NEVER;
});

const label = z.string().refine(isLabel, { error: `must be ${labelRule}` });
const token = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'must be the name of a header');
const fieldValue = z.string().regex(/^[\t\x20-\x7e]{0,4096}$/, 'must be visible characters on one line');
const secretName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a secret');
const relativePath = z
  .string()
  .min(1)
  .max(1024)
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..') && !path.includes('\0'), {
    error: 'must be a path within the bundle',
  });
const hostLabel = '(?:\\*|[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)';
const hostPattern = new RegExp(`^${hostLabel}(?:\\.${hostLabel})*$`);

/** What a route may be for: `www.example.com`, `*.example.com`. */
export function isRouteHost(text: string): boolean {
  return text.length <= 253 && hostPattern.test(text);
}

const urlOf = (what: string) =>
  z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .max(2048)
    .refine((text) => new URL(text).username === '' && new URL(text).password === '', { error: `${what} without a name in it` });
const network = z.string().refine(isNetwork, { error: 'must be an address or a network such as 10.0.0.0/8' });

const staticFiles = z
  .strictObject({
    root: relativePath.describe('Folder of the bundle.'),
    index: z
      .string()
      .regex(/^[^/\0]{1,255}$/, 'must be the name of a file')
      .default('index.html'),
    listing: z.boolean().default(false).describe('A folder without an index is listed.'),
    precompressed: z.boolean().default(true).describe('FILE.zst, FILE.br or FILE.gz is sent instead to those who take it.'),
    fallback: relativePath.optional().describe('File that answers for paths that are not there (single-page applications).'),
    cache: fieldValue.optional().describe('Cache-Control of what is sent.'),
  })
  .transform((value) => ({ kind: 'static' as const, ...value }));

const redirect = z
  .strictObject({
    to: urlOf('must be a URL').optional().describe('Always to this URL.'),
    host: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,253}$/, 'must be a host name')
      .optional()
      .describe('To this host name, path and query kept.'),
    scheme: z.enum(['http', 'https']).optional().describe('To this scheme, path and query kept.'),
    port: z.int().min(1).max(65535).optional(),
    status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]).default(308),
  })
  .refine(
    ({ to, host, scheme, port }) => (to !== undefined) !== (host !== undefined || scheme !== undefined || port !== undefined),
    {
      error: 'must have either to, or host, scheme or port',
    },
  )
  .transform((value) => ({ kind: 'redirect' as const, ...value }));

const rewrite = z.strictObject({
  header: token,
  from: z.string().min(1).max(1000).describe('Regular expression, as RE2 reads them.'),
  to: fieldValue.describe('$1 stands for the first group.'),
});

const upstream = z
  .strictObject({
    url: urlOf('must be an origin')
      .refine((text) => !/[?#]/.test(text), { error: 'must have no ? and no #' })
      .describe('Origin, perhaps with a path that goes before that of the request.'),
    preserve_host: z.boolean().default(false).describe('Host goes on as the client sent it.'),
    verify: z.boolean().default(true).describe('false: any certificate is taken.'),
    ca: relativePath.optional().describe('Authorities to trust: a PEM file of the bundle. Without it: those of the system.'),
    rewrite_request: z.array(rewrite).max(50).default([]),
    rewrite_response: z.array(rewrite).max(50).default([]),
  })
  .transform(({ preserve_host, rewrite_request, rewrite_response, ...rest }) => ({
    kind: 'upstream' as const,
    ...rest,
    preserveHost: preserve_host,
    rewriteRequest: rewrite_request,
    rewriteResponse: rewrite_response,
  }));

const rateLimit = z
  .strictObject({
    by: z
      .union([
        z.enum(['address', 'everyone', 'address+path', 'address+agent']),
        z.strictObject({ header: token, and: z.literal('address').optional() }),
        z.strictObject({ cookie: token }),
      ])
      .default('address')
      .describe('Who is counted by itself.'),
    algorithm: z.enum(['fixed-window', 'sliding-window', 'token-bucket', 'leaky-bucket']).default('sliding-window'),
    limit: z.int().min(1).max(1_000_000_000),
    period: duration.prefault('1s'),
  })
  .transform(({ period, ...rest }) => ({ ...rest, periodMs: period }));

const headerChanges = z.strictObject({
  set: z.record(token, fieldValue).default({}).describe('Added, in place of any of that name.'),
  remove: z.array(token).max(200).default([]),
});

const compression = z.enum(['zstd', 'gzip']);

/** What may stand in `routes` of a process. */
export const route = z
  .strictObject({
    host: z
      .string()
      .refine(isRouteHost, { error: 'must be a host name in lower case; * stands for one label' })
      .optional()
      .describe('Host name to answer for. Without it: any.'),
    port: z
      .int()
      .min(1)
      .max(65535)
      .optional()
      .describe('Listen on this port of the host. Without it: on the router’s own ports.'),
    path: z
      .string()
      .startsWith('/', 'must begin with /')
      .regex(/^[\x21-\x22\x24-\x3e\x40-\x7e]{1,1024}$/, 'must have no space, ? or #; write other characters as %XX')
      .refine((path) => plainPath(path) !== undefined, { error: 'must have no dot segments, backslashes or broken % in it' })
      .default('/')
      .describe('Path prefix; the longest wins.'),
    to: z.string().optional().describe('Name of the process’s port that gets the requests; the first one by default.'),
    protocol: z
      .enum(['http', 'tcp'])
      .default('http')
      .describe('tcp: connections to `port` are passed on as they are, whatever they carry.'),
    strip_path: z.boolean().default(false).describe('The prefix is taken off the path before it is passed on.'),
    static: staticFiles.optional().describe('Answered with files of the bundle.'),
    redirect: redirect.optional().describe('Answered with a redirect.'),
    upstream: upstream.optional().describe('Passed on to a server outside.'),
    tls: z
      .strictObject({
        certificate: z
          .union([z.literal('acme'), label])
          .optional()
          .describe('acme: got and renewed by the server; or a name of ctl certs. Without it: whichever fits the host name.'),
        required: z.boolean().default(false).describe('HTTP is redirected to HTTPS.'),
        hsts: duration.optional().describe('Browsers are told to come by HTTPS alone for so long.'),
      })
      .optional(),
    affinity: z
      .strictObject({ cookie: token.default('castellan_replica') })
      .optional()
      .describe('A client stays with its replica, by a cookie, for as long as that serves.'),
    timeouts: z
      .strictObject({
        connect: duration.prefault('5s'),
        headers: duration.prefault('5m').describe('To the head of the answer.'),
        idle: duration.prefault('5m').describe('Without a byte either way while a request is under way.'),
      })
      .transform(({ connect, headers, idle }) => ({ connectMs: connect, headersMs: headers, idleMs: idle }))
      .optional(),
    limits: z
      .strictObject({
        head: size.optional().describe('Of a request line with its headers: 431 beyond; at most what the router takes, 32K.'),
        body: size.optional().describe('Of a request: 413 beyond.'),
        in_flight: z.int().min(1).max(100_000).optional().describe('Requests at once to each replica.'),
        queue: z.int().min(0).max(100_000).default(0).describe('So many more wait in turn; others get 503.'),
        queue_timeout: duration.prefault('1s').describe('Longer than that: 503.'),
      })
      .transform(({ head, body, in_flight, queue, queue_timeout }) => ({
        headBytes: head ?? null,
        bodyBytes: body ?? null,
        inFlight: in_flight ?? null,
        queue,
        queueMs: queue_timeout,
      }))
      .optional(),
    rate_limits: z.array(rateLimit).max(20).default([]).describe('429 beyond.'),
    basic_auth: z
      .strictObject({
        realm: fieldValue.default('restricted'),
        secret: secretName.describe('Secret of the app with a line NAME:PASSWORD for each user.'),
      })
      .optional(),
    allow: z.array(network).max(1000).default([]).describe('Only clients with these addresses; others get 403.'),
    headers: z.strictObject({ request: headerChanges.prefault({}), response: headerChanges.prefault({}) }).optional(),
    compress: z
      .array(compression)
      .max(2)
      .default([])
      .describe('Answers that are worth it, in the first of these that the client takes.'),
    method_override: z
      .array(z.enum(['header', 'query']))
      .max(2)
      .default([])
      .describe('A POST with X-HTTP-Method-Override, or with _method in its query, counts as PUT, PATCH or DELETE.'),
    pages: z
      .partialRecord(z.enum(['404', '429', '502', '503', '504', 'maintenance']), relativePath)
      .default({})
      .describe('Files of the bundle that are sent instead of the router’s own answers.'),
  })
  .refine((value) => [value.static, value.redirect, value.upstream].filter((one) => one !== undefined).length <= 1, {
    error: 'must have at most one of static, redirect and upstream',
  })
  .refine(({ protocol, port }) => protocol === 'http' || port !== undefined, { path: ['port'], error: 'a tcp route needs one' })
  .transform(({ static: files, redirect, upstream, strip_path, rate_limits, basic_auth, method_override, ...rest }) => ({
    ...rest,
    stripPath: strip_path,
    /** null: the process's replicas. */
    serves: files ?? redirect ?? upstream ?? null,
    rateLimits: rate_limits,
    basicAuth: basic_auth ?? null,
    methodOverride: method_override,
  }));

export type Route = z.output<typeof route>;
/** As it comes to a host. Servers did not always send more than the first four. */
export type SentRoute = Pick<Route, 'host' | 'port' | 'path' | 'to'> &
  Partial<Omit<Route, 'host' | 'port' | 'path' | 'to' | 'serves'>> & { serves?: Route['serves'] | { kind: 'maintenance' } };
/** It says nothing but where, and goes to replicas: all that the first agents knew of a route. */
export function isPlain({ host: _, port: __, path: ___, to: ____, ...rest }: SentRoute): boolean {
  return Object.values(rest).every(isNothing);
}

/** Without what says nothing: it travels with each slot, and there may be thousands. */
export function lean({ path, ...rest }: SentRoute): SentRoute {
  return { path, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => !isNothing(value))) };
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 'http') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
