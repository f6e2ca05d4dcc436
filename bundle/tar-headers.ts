// Writes the headers of canonical tars: ustar, with a PAX header only for a path or target that does not fit.

const block = 512;

export interface Header {
  /** `a/b`; folders too, without the last slash. */
  path: string;
  kind: 'file' | 'folder' | 'link';
  size: number;
  executable: boolean;
  target: string;
}

/** One header, or an extended one and then it. Equal headers give equal bytes: no time, no owner. */
export function tarHeader(header: Header): Buffer {
  const path = Buffer.from(header.kind === 'folder' ? `${header.path}/` : header.path);
  const target = Buffer.from(header.target);
  const split = splitPath(path);
  const records = [...(split ? [] : [paxRecord('path', path)]), ...(target.length > 100 ? [paxRecord('linkpath', target)] : [])];
  const own = rawHeader(split ?? { prefix: Buffer.alloc(0), name: path.subarray(0, 100) }, header, target.subarray(0, 100));
  return records.length === 0 ? own : Buffer.concat([extended(Buffer.concat(records)), own]);
}

/** Zeros up to the next block. */
export function padding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

export const tarEnd = Buffer.alloc(2 * block);

type Split = { prefix: Buffer; name: Buffer };

/** At a slash, so that the first part has at most 155 bytes and the second at most 100. */
function splitPath(path: Buffer): Split | undefined {
  if (path.length <= 100) return { prefix: Buffer.alloc(0), name: path };
  const slash = path.indexOf('/', Math.max(1, path.length - 101));
  if (slash < 0 || slash > 155 || slash === path.length - 1) return undefined;
  return { prefix: path.subarray(0, slash), name: path.subarray(slash + 1) };
}

const types = { file: '0', folder: '5', link: '2', extended: 'x' } as const;

function rawHeader(
  split: Split,
  { kind, size, executable }: Omit<Header, 'kind'> & { kind: keyof typeof types },
  target: Buffer,
): Buffer {
  const header = Buffer.alloc(block);
  split.name.copy(header, 0);
  octal(header, 100, 8, kind === 'folder' || executable ? 0o755 : 0o644);
  octal(header, 108, 8, 0);
  octal(header, 116, 8, 0);
  octal(header, 124, 12, size);
  octal(header, 136, 12, 0);
  header.write(types[kind], 156, 'latin1');
  target.copy(header, 157);
  header.write('ustar\x0000', 257, 'latin1');
  octal(header, 329, 8, 0);
  octal(header, 337, 8, 0);
  split.prefix.copy(header, 345);
  header.fill(' ', 148, 156);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function octal(header: Buffer, offset: number, length: number, value: number): void {
  const digits = value.toString(8).padStart(length - 1, '0');
  if (digits.length >= length) throw new RangeError(`${value} does not fit into a tar header`);
  header.write(digits, offset, 'latin1');
}

function extended(records: Buffer): Buffer {
  const header = { path: '', kind: 'extended', size: records.length, executable: false, target: '' } as const;
  const own = rawHeader({ prefix: Buffer.alloc(0), name: Buffer.from('PaxHeader') }, header, Buffer.alloc(0));
  return Buffer.concat([own, records, padding(records.length)]);
}

/** The length at its beginning counts itself. */
function paxRecord(key: string, value: Buffer): Buffer {
  const rest = key.length + value.length + 3;
  let length = rest + 1;
  while (length !== rest + String(length).length) length = rest + String(length).length;
  return Buffer.concat([Buffer.from(`${length} ${key}=`), value, Buffer.from('\n')]);
}
