// Tar archives written byte by byte, right or wrong.
import { gzipSync } from 'node:zlib';

interface Raw {
  name?: string | Buffer;
  prefix?: string;
  type?: string;
  mode?: string | number;
  uid?: number;
  size?: number | Buffer;
  target?: string | Buffer;
  data?: string | Buffer;
  magic?: string;
  checksum?: number;
}

/** One entry: header, data, padding. Whatever is given stands there, right or wrong. */
export function entry(raw: Raw): Buffer {
  const data = Buffer.from(raw.data ?? '');
  const header = Buffer.alloc(512);
  Buffer.from(raw.name ?? 'x').copy(header, 0, 0, 100);
  header.write(
    typeof raw.mode === 'string' ? raw.mode : `${(raw.mode ?? 0o644).toString(8).padStart(7, '0')}\0`,
    100,
    8,
    'latin1',
  );
  header.write(`${(raw.uid ?? 0).toString(8).padStart(7, '0')}\0`, 108);
  header.write('0000000\0', 116);
  const size = raw.size ?? data.length;
  if (typeof size === 'number') header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  else size.copy(header, 124);
  header.write('00000000000\0', 136);
  header.write(raw.type ?? '0', 156, 'latin1');
  Buffer.from(raw.target ?? '').copy(header, 157, 0, 100);
  header.write(raw.magic ?? 'ustar\x0000', 257, 'latin1');
  header.write(raw.prefix ?? '', 345);
  header.fill(' ', 148, 156);
  const sum = raw.checksum ?? header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
}

export const file = (name: string | Buffer, data: string | Buffer = 'x', more: Raw = {}) => entry({ name, data, ...more });
export const folder = (name: string, more: Raw = {}) => entry({ name, type: '5', mode: 0o755, ...more });
export const link = (name: string, target: string | Buffer, more: Raw = {}) => entry({ name, type: '2', target, ...more });
export const manifestText = 'app: hello\nprocesses:\n  web: { command: [./start] }\n';
export const manifest = file('castellan.yaml', manifestText);
export const end = Buffer.alloc(1024);

export function pax(records: Record<string, string | Buffer>, type = 'x'): Buffer {
  const data = Buffer.concat(Object.entries(records).map(([key, value]) => record(key, Buffer.from(value))));
  return entry({ name: 'PaxHeader', type, data });
}

function record(key: string, value: Buffer): Buffer {
  const rest = key.length + value.length + 3;
  const length = rest + String(rest + String(rest).length).length;
  return Buffer.concat([Buffer.from(`${length} ${key}=`), value, Buffer.from('\n')]);
}

export const gnuLong = (type: 'L' | 'K', name: string) =>
  entry({ name: '././@LongLink', type, data: `${name}\0`, magic: 'ustar  \0' });
export const tar = (...parts: Buffer[]) => Buffer.concat([manifest, ...parts, end]);
export const blob = (...parts: Buffer[]) => gzipSync(tar(...parts));
