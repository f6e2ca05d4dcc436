// What a route of a table may say of how it is answered, and of what holds on the way.
import { z } from 'zod';
import { patternMistake } from '../../lib/linear-pattern.ts';
import { isNetwork } from '../../lib/networks.ts';
import type { RouteRules, Serves } from '../decide/types.ts';

const ms = z
  .int()
  .min(0)
  .max(3650 * 24 * 3_600_000);
const port = z.int().min(1).max(65535);
const token = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'must be the name of a header');
const fieldValue = z.string().regex(/^[\t\x20-\x7e]{0,4096}$/, 'must be visible characters on one line');
const bytes = z.int().min(0).nullable();
const withinFolder = z
  .string()
  .min(1)
  .max(1024)
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..') && !path.includes('\0'), {
    error: 'must be a path within the folder',
  });
const pattern = z
  .string()
  .min(1)
  .max(1000)
  .refine((text) => patternMistake(text) === undefined, { error: 'must be a regular expression' });

const rewrite = z.strictObject({ header: token, from: pattern, to: fieldValue });
const rewrites = z.array(rewrite).max(50);
const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(2048);

export const serves = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('static'),
    root: withinFolder,
    index: z.string().regex(/^[^/\0]{1,255}$/, 'must be the name of a file'),
    listing: z.boolean(),
    precompressed: z.boolean(),
    fallback: withinFolder.optional(),
    cache: fieldValue.optional(),
  }),
  z.strictObject({
    kind: z.literal('redirect'),
    to: url.optional(),
    host: z
      .string()
      .regex(/^[a-zA-Z0-9._-]{1,253}$/, 'must be a host name')
      .optional(),
    scheme: z.enum(['http', 'https']).optional(),
    port: port.optional(),
    status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]),
  }),
  z.strictObject({
    kind: z.literal('upstream'),
    url,
    preserveHost: z.boolean(),
    verify: z.boolean(),
    ca: withinFolder.optional(),
    rewriteRequest: rewrites,
    rewriteResponse: rewrites,
  }),
  z.strictObject({ kind: z.literal('maintenance') }),
]) satisfies z.ZodType<Serves>;

const rateLimit = z.strictObject({
  by: z.union([
    z.enum(['address', 'everyone', 'address+path', 'address+agent']),
    z.strictObject({ header: token, and: z.literal('address').optional() }),
    z.strictObject({ cookie: token }),
  ]),
  algorithm: z.enum(['fixed-window', 'sliding-window', 'token-bucket', 'leaky-bucket']),
  limit: z.int().min(1).max(1_000_000_000),
  periodMs: ms.min(1),
});

const user = z.strictObject({
  name: z.string().regex(/^[\x20-\x39\x3b-\x7e\u0080-\uffff]{1,256}$/, 'must be a name without a colon'),
  salt: z.string().regex(/^[0-9a-f]{1,128}$/, 'must be in hex'),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be a sha256 in hex'),
});

const headerChanges = z.strictObject({ set: z.record(token, fieldValue), remove: z.array(token).max(200) });
const pageKinds = z.enum(['404', '429', '502', '503', '504', 'maintenance']);

export const routeRules = z.strictObject({
  stripPath: z.boolean().optional(),
  tls: z.strictObject({ required: z.boolean(), hstsMs: ms.nullable() }).optional(),
  affinity: z.strictObject({ cookie: token }).optional(),
  timeouts: z.strictObject({ connectMs: ms.min(1), headersMs: ms.min(1), idleMs: ms.min(1) }).optional(),
  limits: z
    .strictObject({
      headBytes: bytes,
      bodyBytes: bytes,
      inFlight: z.int().min(1).max(100_000).nullable(),
      queue: z.int().min(0).max(100_000),
      queueMs: ms,
    })
    .optional(),
  rateLimits: z.array(rateLimit).max(20).optional(),
  basicAuth: z.strictObject({ realm: fieldValue, users: z.array(user).max(10_000) }).optional(),
  allow: z
    .array(z.string().refine(isNetwork, { error: 'must be an address or a network' }))
    .max(1000)
    .optional(),
  headers: z.strictObject({ request: headerChanges, response: headerChanges }).optional(),
  compress: z
    .array(z.enum(['zstd', 'gzip']))
    .max(2)
    .optional(),
  methodOverride: z
    .array(z.enum(['header', 'query']))
    .max(2)
    .optional(),
  pages: z.partialRecord(pageKinds, withinFolder).optional(),
}) satisfies z.ZodType<RouteRules>;
