// A route as it comes to a host: the manifest's shape after every default was filled in, checked again where it enters.
import { z } from 'zod';
import { isLabel } from '../lib/names.ts';
import { isNetwork } from '../lib/networks.ts';
import type { SentRoute } from './routes.ts';

const ms = z
  .int()
  .min(0)
  .max(3650 * 24 * 3_600_000);
const port = z.int().min(1).max(65535);
const bytes = z.int().min(0).nullable();
const token = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/);
const fieldValue = z.string().regex(/^[\t\x20-\x7e]{0,4096}$/);
const relativePath = z
  .string()
  .min(1)
  .max(1024)
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..') && !path.includes('\0'));
const rewrite = z.object({ header: token, from: z.string().min(1).max(1000), to: fieldValue });
const headerChanges = z.object({ set: z.record(token, fieldValue), remove: z.array(token) });
const page = relativePath.optional();
/** No map: what a newer server may answer with a page of its own, this one does not. */
const pages = z.object({ '404': page, '429': page, '502': page, '503': page, '504': page, maintenance: page });

const serves = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('static'),
    root: relativePath,
    index: z.string().regex(/^[^/\0]{1,255}$/),
    listing: z.boolean(),
    precompressed: z.boolean(),
    fallback: relativePath.optional(),
    cache: fieldValue.optional(),
  }),
  z.object({
    kind: z.literal('redirect'),
    to: z.url({ protocol: /^https?$/ }).optional(),
    host: z.string().max(253).optional(),
    scheme: z.enum(['http', 'https']).optional(),
    port: port.optional(),
    status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]),
  }),
  z.object({
    kind: z.literal('upstream'),
    url: z.url({ protocol: /^https?$/ }),
    preserveHost: z.boolean(),
    verify: z.boolean(),
    ca: relativePath.optional(),
    rewriteRequest: z.array(rewrite).max(50),
    rewriteResponse: z.array(rewrite).max(50),
  }),
  /** What the settings of an environment make of it. */
  z.object({ kind: z.literal('maintenance') }),
]);

const rateLimit = z.object({
  by: z.union([
    z.enum(['address', 'everyone', 'address+path', 'address+agent']),
    z.object({ header: token, and: z.literal('address').optional() }),
    z.object({ cookie: token }),
  ]),
  algorithm: z.enum(['fixed-window', 'sliding-window', 'token-bucket', 'leaky-bucket']),
  limit: z.int().min(1).max(1_000_000_000),
  periodMs: ms,
});

/** Older servers sent the first four alone. Unknown keys are dropped; an unknown way to answer is no route. */
export const sentRoute = z.object({
  host: z.string().max(253).optional(),
  port: port.optional(),
  path: z.string().startsWith('/'),
  to: z.string().refine(isLabel).optional(),
  protocol: z.enum(['http', 'tcp']).optional(),
  stripPath: z.boolean().optional(),
  serves: serves.nullable().optional(),
  tls: z.object({ certificate: z.string().refine(isLabel).optional(), required: z.boolean(), hsts: ms.optional() }).optional(),
  affinity: z.object({ cookie: token }).optional(),
  timeouts: z.object({ connectMs: ms, headersMs: ms, idleMs: ms }).optional(),
  limits: z
    .object({
      headBytes: bytes,
      bodyBytes: bytes,
      inFlight: z.int().min(1).max(100_000).nullable(),
      queue: z.int().min(0).max(100_000),
      queueMs: ms,
    })
    .optional(),
  rateLimits: z.array(rateLimit).max(20).optional(),
  basicAuth: z
    .object({ realm: fieldValue, secret: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) })
    .nullable()
    .optional(),
  allow: z.array(z.string().refine(isNetwork)).max(1000).optional(),
  headers: z.object({ request: headerChanges, response: headerChanges }).optional(),
  compress: z.array(z.enum(['zstd', 'gzip'])).optional(),
  methodOverride: z.array(z.enum(['header', 'query'])).optional(),
  pages: pages.optional(),
}) satisfies z.ZodType<SentRoute>;
