// The header fields of a message, read strictly and kept as they came: RFC 9112 section 5, and nothing that it calls lenient.

/** What a field is to the router; each a bit, so that several can be named at once. */
export const kind = {
  other: 0,
  host: 1,
  contentLength: 2,
  transferEncoding: 4,
  connection: 8,
  upgrade: 16,
  expect: 32,
  trailer: 64,
  /** For one hop, and of no meaning here. */
  hop: 128,
  /** Says who the client is, which a client may not. `Proxy` would become HTTP_PROXY in CGI programs. */
  claim: 256,
  requestId: 512,
} as const;

/** What never goes on as it came: the next hop is told in words of our own. */
export const ofConnection = kind.contentLength | kind.transferEncoding | kind.connection | kind.upgrade | kind.hop;

const kinds = new Map<string, number>();
for (const [names, bit] of [
  ['Host', kind.host],
  ['Content-Length', kind.contentLength],
  ['Transfer-Encoding', kind.transferEncoding],
  ['Connection', kind.connection],
  ['Upgrade', kind.upgrade],
  ['Expect', kind.expect],
  ['Trailer', kind.trailer],
  ['Keep-Alive Proxy-Connection TE', kind.hop],
  [
    'Forwarded X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host X-Forwarded-Port X-Forwarded-Server X-Real-IP Proxy',
    kind.claim,
  ],
  ['X-Request-ID X-Request-Id', kind.requestId],
  // Only so that the most frequent ones are found at the first look.
  [
    'User-Agent Accept Accept-Encoding Accept-Language Cookie Referer Content-Type Date Server ETag Cache-Control Vary',
    kind.other,
  ],
  ['Last-Modified Accept-Ranges Set-Cookie Location Expires Content-Encoding Origin Authorization If-None-Match', kind.other],
] as const) {
  for (const name of names.split(' ')) kinds.set(name, bit).set(name.toLowerCase(), bit);
}

export function kindOf(name: string): number {
  return kinds.get(name) ?? kinds.get(name.toLowerCase()) ?? (name.includes('_') ? kindOfUnderscored(name) : kind.other);
}

// CGI programs see `X_Forwarded_For` and `X-Forwarded-For` as the same: neither is left to a client.
function kindOfUnderscored(name: string): number {
  return kinds.get(name.toLowerCase().replaceAll('_', '-')) ? kind.claim : kind.other;
}

const perField = 6;
const [tab, lf, cr, space, colon] = [9, 10, 13, 32, 58];

/** The fields of one head, as places in its text. */
export class Fields {
  /** Of the head: one character a byte. */
  readonly text: string;
  /** Where the first field begins. */
  readonly from: number;
  /** Of each field: its kind, where it begins, ends its name, begins and ends its value, begins the next. */
  readonly places: number[] = [];
  /** All kinds that are there. */
  has = 0;

  constructor(text: string, from: number) {
    this.text = text;
    this.from = from;
  }

  get count(): number {
    return this.places.length / perField;
  }

  add(bits: number, start: number, nameEnd: number, valueFrom: number, valueTo: number, next: number): void {
    this.has |= bits;
    this.places.push(bits, start, nameEnd, valueFrom, valueTo, next);
  }

  kindAt(at: number): number {
    return this.places[at * perField] as number;
  }

  name(at: number): string {
    return this.text.slice(this.places[at * perField + 1], this.places[at * perField + 2]);
  }

  value(at: number): string {
    return this.text.slice(this.places[at * perField + 3], this.places[at * perField + 4]);
  }

  /** No blanks around its value but one space before it: what frames a body leaves nobody a choice. */
  isExact(at: number): boolean {
    const { places, text } = this;
    const valueFrom = places[at * perField + 3] as number;
    const blanks = valueFrom - (places[at * perField + 2] as number) - 1;
    const isSpaced = blanks === 1 && text.charCodeAt(valueFrom - 1) === space;
    const next = places[at * perField + 5] as number;
    return (isSpaced || blanks === 0) && next === (places[at * perField + 4] as number) + 2;
  }

  /** Values of all fields of this kind, in order. */
  ofKind(bits: number): string[] {
    const values: string[] = [];
    if ((this.has & bits) === 0) return values;
    for (let at = 0; at < this.count; at += 1) if (this.kindAt(at) & bits) values.push(this.value(at));
    return values;
  }

  /** By its name in lower case; several with commas between. */
  get(name: string): string | undefined {
    let found: string | undefined;
    for (let at = 0; at < this.count; at += 1) {
      if ((this.places[at * perField + 2] as number) - (this.places[at * perField + 1] as number) !== name.length) continue;
      if (this.name(at).toLowerCase() !== name) continue;
      found = found === undefined ? this.value(at) : `${found}${name === 'cookie' ? '; ' : ', '}${this.value(at)}`;
    }
    return found;
  }

  /** The lines as they came, without the kinds and names given (in lower case). */
  lines(without: number, named: readonly string[]): string {
    const { text, places } = this;
    if ((this.has & without) === 0 && named.length === 0) return text.slice(this.from);
    let kept = '';
    let from = this.from;
    for (let at = 0; at < this.count; at += 1) {
      if (!this.isWithout(at, without, named)) continue;
      kept += text.slice(from, places[at * perField + 1]);
      from = places[at * perField + 5] as number;
    }
    return kept + text.slice(from);
  }

  /** The same as name, value, name, value, ... */
  pairs(without: number, named: readonly string[]): string[] {
    const pairs: string[] = [];
    for (let at = 0; at < this.count; at += 1) if (!this.isWithout(at, without, named)) pairs.push(this.name(at), this.value(at));
    return pairs;
  }

  private isWithout(at: number, without: number, named: readonly string[]): boolean {
    return (this.kindAt(at) & without) !== 0 || (named.length > 0 && named.includes(this.name(at).toLowerCase()));
  }
}

/** A field's name: RFC 9110 section 5.6.2. */
export const isTokenByte = byteTable((byte) => /[!#$%&'*+.^_`|~0-9A-Za-z-]/.test(String.fromCharCode(byte)));
/** In a value: visible, space, tab, or beyond ASCII. Never CR, LF or NUL. */
export const isValueByte = byteTable((byte) => byte === 9 || (byte >= 0x20 && byte !== 0x7f));

/** Reads the line that begins there into `fields`; where the next begins, or -1 when it is no field. */
export function readField(fields: Fields, start: number): number {
  const { text } = fields;
  let nameEnd = start;
  while (isTokenByte[text.charCodeAt(nameEnd)]) nameEnd += 1;
  if (nameEnd === start || text.charCodeAt(nameEnd) !== colon) return -1;
  let valueFrom = nameEnd + 1;
  while (isBlank(text.charCodeAt(valueFrom))) valueFrom += 1;
  let end = valueFrom;
  while (isValueByte[text.charCodeAt(end)]) end += 1;
  if (text.charCodeAt(end) !== cr || text.charCodeAt(end + 1) !== lf) return -1;
  let valueTo = end;
  while (valueTo > valueFrom && isBlank(text.charCodeAt(valueTo - 1))) valueTo -= 1;
  fields.add(kindOf(text.slice(start, nameEnd)), start, nameEnd, valueFrom, valueTo, end + 2);
  return end + 2;
}

function isBlank(code: number): boolean {
  return code === space || code === tab;
}

/** Names in Connection: fields for this hop alone. It cannot take away what others rely on. */
export function namedByConnection(fields: Fields): string[] {
  const values = fields.ofKind(kind.connection);
  if (values.length === 1 && values[0] === 'keep-alive') return keptAlive;
  const names = values.flatMap((value) => value.split(','));
  return names.map((name) => name.trim().toLowerCase());
}

const none: string[] = [];
const keptAlive = ['keep-alive'];
const neverByConnection = new Set(['host', 'content-length', 'trailer', 'expect', 'x-request-id', 'cookie', 'authorization']);
// Options, and not names of fields; none of them goes on anyway.
const options = new Set(['', 'close', 'keep-alive', 'upgrade']);

/** Of those the ones that are to be left out. */
export function leftOut(named: string[]): string[] {
  return named === keptAlive ? none : named.filter((name) => !options.has(name) && !neverByConnection.has(name));
}

function byteTable(holds: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (holds(byte) ? 1 : 0));
}
