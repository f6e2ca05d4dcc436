// Answers packed on their way to clients that take them so. Only what is worth it, and nothing that says otherwise.
import type { Duplex } from 'node:stream';
import { constants, createGzip, createZstdCompress } from 'node:zlib';
import type { RouteRules } from '../../decide/types.ts';
import { codingsFor } from '../accept.ts';
import type { AnswerHead } from '../exchange.ts';
import { dropped, headerOf, withVary } from '../fields.ts';
import { flushedInPauses } from './flushed-in-pauses.ts';
import type { Guard } from './guards.ts';

type Coding = NonNullable<RouteRules['compress']>[number];

export const compress: Guard = (_, exchange, route) => {
  const codings = route.rules?.compress;
  if (!codings?.length) return true;
  const accepted = exchange.asked.header('accept-encoding');
  exchange.through = (head) => {
    if (!isWorthIt(head)) return undefined;
    withVary(head, 'Accept-Encoding');
    const [coding] = codingsFor(accepted, codings);
    return coding && packers[coding](packedHead(head, coding));
  };
  return true;
};

/** Whether another coding could be chosen for this answer at all. */
export function isWorthIt({ status, headers }: AnswerHead): boolean {
  if (status < 200 || status === 204 || status === 206 || status === 304) return false;
  const length = headerOf(headers, 'content-length');
  if (length !== undefined && Number(length) < minBytes) return false;
  if (!compressible.test(headerOf(headers, 'content-type') ?? '')) return false;
  if (/\bno-transform\b/i.test(headerOf(headers, 'cache-control') ?? '')) return false;
  return !untouched.some((name) => headerOf(headers, name) !== undefined);
}

export const minBytes = 1024;
/** Event streams are left alone: each event is to arrive at once, and most clients of them take no coding. */
const compressible =
  /^(?:text\/(?!event-stream)|image\/(?:svg\+xml|bmp|(?:x-|vnd\.microsoft\.)icon)|font\/(?:ttf|otf)|application\/(?:(?:[\w.-]+\+)?(?:json|xml)|javascript|x-javascript|wasm|x-ndjson|graphql|vnd\.ms-fontobject|rtf|x-sh)\b)/i;
/** Coded already, a part of something, or with a digest of the bytes as they are. */
const untouched = ['content-encoding', 'content-range', 'content-md5', 'content-digest', 'digest', 'repr-digest'];

/** The head of what is packed; returns how long it was before, if that is known. */
function packedHead(head: AnswerHead, coding: Coding): number | undefined {
  const length = headerOf(head.headers, 'content-length');
  const tag = headerOf(head.headers, 'etag');
  head.headers = dropped(head.headers, 'content-length', 'accept-ranges', 'etag');
  if (tag !== undefined) head.headers.push('ETag', tag.startsWith('W/') ? tag : `W/${tag}`);
  head.headers.push('Content-Encoding', coding);
  return length === undefined ? undefined : Number(length);
}

const packers: Record<Coding, (length: number | undefined) => Duplex> = {
  gzip: () => flushedInPauses(createGzip({ level: 5 }), constants.Z_SYNC_FLUSH),
  // A window of half a megabyte: thousands of answers may be under way at once.
  zstd: (length) =>
    flushedInPauses(
      createZstdCompress({
        params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_windowLog]: 19 },
        ...(length === undefined ? {} : { pledgedSrcSize: length }),
      }),
      constants.ZSTD_e_flush,
    ),
};
