// What a request wants of a file that is there: RFC 9110 sections 13 and 14.

export interface Representation {
  size: number;
  /** Strong, with its quotes. */
  tag: string;
  modifiedMs: number;
}

export type Wanted =
  | { want: 'whole' }
  | { want: 'part'; start: number; end: number }
  | { want: 'not-modified' }
  | { want: 'failed' }
  | { want: 'no-such-part' };

type HeaderOf = (name: string) => string | undefined;

/** In the order of RFC 9110 section 13.2.2. */
export function wantedOf(method: string, header: HeaderOf, file: Representation): Wanted {
  if (!isAsExpected(header, file)) return { want: 'failed' };
  if (isKnown(header, file)) return { want: 'not-modified' };
  const range = header('range');
  return method === 'GET' && range !== undefined && isSame(header('if-range'), file)
    ? partOf(range, file.size)
    : { want: 'whole' };
}

/** As it stands in Last-Modified. */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}

function isAsExpected(header: HeaderOf, { tag, modifiedMs }: Representation): boolean {
  const tags = header('if-match');
  if (tags !== undefined) return tags.trim() === '*' || tagsIn(tags).includes(tag);
  const since = Date.parse(header('if-unmodified-since') ?? '');
  return Number.isNaN(since) || seconds(modifiedMs) <= seconds(since);
}

// A date is compared for being the same, not for being later: a release that is gone back to has older files.
function isKnown(header: HeaderOf, { tag, modifiedMs }: Representation): boolean {
  const tags = header('if-none-match');
  if (tags !== undefined) return tags.trim() === '*' || tagsIn(tags).some((one) => one.replace(/^W\//, '') === tag);
  return header('if-modified-since') === httpDate(modifiedMs);
}

function isSame(ifRange: string | undefined, { tag, modifiedMs }: Representation): boolean {
  return ifRange === undefined || ifRange.trim() === tag || ifRange.trim() === httpDate(modifiedMs);
}

// One part. Several at once may be ignored (RFC 9110 section 14.2), as may what makes no sense: then it is the whole.
function partOf(range: string, size: number): Wanted {
  const found = /^bytes=[ \t]*(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))[ \t]*$/i.exec(range);
  if (!found) return { want: 'whole' };
  const [, from, to, last] = found;
  if (last !== undefined) {
    const start = Math.max(0, size - Number(last));
    return start < size ? { want: 'part', start, end: size - 1 } : { want: 'no-such-part' };
  }
  const [start, end] = [Number(from), to === undefined ? size - 1 : Math.min(Number(to), size - 1)];
  if (to !== undefined && Number(to) < start) return { want: 'whole' };
  return start < size ? { want: 'part', start, end } : { want: 'no-such-part' };
}

function tagsIn(header: string): string[] {
  return header.match(/(?:W\/)?"[^"]*"/g) ?? [];
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
