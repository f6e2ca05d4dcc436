// Where a body ends, by the fields of its head. What two programs may read differently is refused, never repaired.
import { type Fields, kind } from './fields.ts';

/** Bytes; 'chunked'; 'none'; 'close': it ends with the connection. */
export type Framing = number | 'chunked' | 'none' | 'close';

/** RFC 9112 section 6.3. undefined: neither field is there. */
export function readFraming(fields: Fields, version: '1.0' | '1.1'): Framing | { reason: string } | undefined {
  if ((fields.has & (kind.contentLength | kind.transferEncoding)) === 0) return undefined;
  for (let at = 0; at < fields.count; at += 1) {
    if (fields.kindAt(at) & (kind.contentLength | kind.transferEncoding) && !fields.isExact(at)) return blanks;
  }
  const lengths = fields.ofKind(kind.contentLength);
  const codings = fields.ofKind(kind.transferEncoding);
  if (lengths.length > 0 && codings.length > 0) return { reason: 'There is a Content-Length and a Transfer-Encoding.' };
  if (codings.length > 0) {
    const chunked = codings.length === 1 && codings[0]?.toLowerCase() === 'chunked' && version === '1.1';
    return chunked ? 'chunked' : { reason: 'The Transfer-Encoding is not supported.' };
  }
  if (lengths.length > 1 || !/^\d{1,15}$/.test(lengths[0] ?? '')) return { reason: 'The Content-Length is not valid.' };
  return Number(lengths[0]);
}

const blanks = { reason: 'There are blanks around what says how long the body is.' };
