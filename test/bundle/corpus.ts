// Archives that no honest program makes, written byte by byte, each with the rule that it breaks.
import { gzipSync } from 'node:zlib';
import type { Rule } from '../../bundle/refused.ts';
import { blob, end, entry, file, folder, gnuLong, link, manifest, manifestText, pax, tar } from './tar-entries.ts';

export interface Bad {
  /** The case and what is in it. */
  name: string;
  blob: Buffer;
  rule: Rule;
  /** What its reason must say. */
  says: RegExp;
}

const good = () => tar(file('a', 'hello'));
const flipped = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x10;
  return copy;
};
const deep = (levels: number) => Array.from({ length: levels }, () => 'd').join('/');
const long = (length: number) => 'n'.repeat(length);
const longPath = Array.from({ length: 12 }, () => long(100)).join('/');
const signed = (bytes: number[]) => Buffer.from([...bytes, ...Array.from({ length: 12 }, () => 0)]).subarray(0, 12);

export const corpus: Bad[] = [
  // Names that lead elsewhere.
  { name: 'B01 ../x', blob: blob(file('../x')), rule: 'path', says: /"\.\.\/x" has the part "\.\."/ },
  { name: 'B01 a/../../x', blob: blob(file('a/../../x')), rule: 'path', says: /"\.\."/ },
  { name: 'B01 a/.. that stays inside', blob: blob(file('a/../b')), rule: 'path', says: /"\.\."/ },
  { name: 'B01 .. as a folder', blob: blob(folder('..')), rule: 'path', says: /"\.\."/ },
  { name: 'B01 ../x in the prefix', blob: blob(file('x', 'x', { prefix: '..' })), rule: 'path', says: /"\.\.\/x"/ },
  { name: 'B01 ../x in a PAX path', blob: blob(pax({ path: '../x' }), file('y')), rule: 'path', says: /"\.\.\/x"/ },
  { name: 'B01 ../x in a GNU long name', blob: blob(gnuLong('L', '../x'), file('y')), rule: 'path', says: /"\.\.\/x"/ },
  { name: 'B01 a/./b', blob: blob(file('a/./b')), rule: 'path', says: /the part "\."/ },
  { name: 'B01 a//b', blob: blob(file('a//b')), rule: 'path', says: /empty part/ },
  { name: 'B02 /etc/x', blob: blob(file('/etc/x')), rule: 'path', says: /absolute/ },
  { name: 'B02 .//etc/x is not absolute, but /.//x is', blob: blob(file('/.//x')), rule: 'path', says: /absolute/ },
  { name: 'B02 an empty name', blob: blob(file('')), rule: 'path', says: /empty/ },
  { name: 'B02 a file named ./', blob: blob(file('./')), rule: 'path', says: /ends with a slash/ },
  { name: 'B10 C:/x', blob: blob(file('C:/x')), rule: 'path', says: /drive letter/ },
  { name: 'B10 ./c:x', blob: blob(file('./c:x')), rule: 'path', says: /drive letter/ },
  { name: 'B10 a backslash', blob: blob(file('a\\..\\b')), rule: 'name', says: /backslash/ },
  { name: 'B10 a newline', blob: blob(file('a\nb')), rule: 'name', says: /"a\\nb" has a control character/ },
  { name: 'B10 an escape sequence', blob: blob(file('a\u001b[31mb')), rule: 'name', says: /\\u001b/ },
  { name: 'B10 C1 control', blob: blob(file('a\u009bb')), rule: 'name', says: /\\u009b/ },
  { name: 'B10 NUL in a PAX path', blob: blob(pax({ path: 'a\0b' }), file('y')), rule: 'name', says: /control character/ },
  { name: 'B10 NUL in a GNU long name', blob: blob(gnuLong('L', 'a\0b'), file('y')), rule: 'name', says: /control character/ },
  { name: 'B10 not UTF-8', blob: blob(file(Buffer.from([0x61, 0xff]))), rule: 'name', says: /not UTF-8/ },
  {
    name: 'B10 not UTF-8 in a PAX path',
    blob: blob(pax({ path: Buffer.from([0xc3, 0x28]) }), file('y')),
    rule: 'name',
    says: /not UTF-8/,
  },
  { name: 'B10 an overlong slash', blob: blob(file(Buffer.from([0x61, 0xc0, 0xaf, 0x62]))), rule: 'name', says: /not UTF-8/ },
  // Links.
  { name: 'B03 a link to /etc', blob: blob(link('l', '/etc')), rule: 'link', says: /absolute/ },
  {
    name: 'B03 a link to /etc and a file through it',
    blob: blob(link('l', '/etc'), file('l/x')),
    rule: 'link',
    says: /absolute/,
  },
  { name: 'B04 a link to ..', blob: blob(link('l', '..')), rule: 'link', says: /leads out/ },
  {
    name: 'B04 a link to ../x from a folder that is too shallow',
    blob: blob(link('a/l', '../../x')),
    rule: 'link',
    says: /leads out/,
  },
  { name: 'B04 out and in again', blob: blob(link('l', '../castellan.yaml')), rule: 'link', says: /leads out/ },
  { name: 'B04 PAX target out', blob: blob(pax({ linkpath: '../../x' }), link('l', 'a')), rule: 'link', says: /leads out/ },
  { name: 'B04 GNU target out', blob: blob(gnuLong('K', '../../x'), link('l', 'a')), rule: 'link', says: /leads out/ },
  { name: 'B04 an empty target', blob: blob(link('l', '')), rule: 'link', says: /nowhere/ },
  { name: 'B04 a target with a backslash', blob: blob(link('l', 'a\\b')), rule: 'name', says: /backslash/ },
  { name: 'B04 a target with a control character', blob: blob(link('l', 'a\u0007')), rule: 'name', says: /control/ },
  {
    name: 'B05 out through another link',
    blob: blob(link('a/b/up', '../..'), link('l', 'a/b/up/../x')),
    rule: 'link',
    says: /"l" leads out/,
  },
  {
    name: 'B05 a link through a later link',
    blob: blob(link('l', 'm/../../x'), link('a/m', '.'), link('m', 'a')),
    rule: 'link',
    says: /leads out/,
  },
  { name: 'B05 a circle', blob: blob(link('a', 'b'), link('b', 'a')), rule: 'link', says: /circle/ },
  { name: 'B05 a link to itself', blob: blob(link('a', 'a/x')), rule: 'link', says: /circle/ },
  {
    name: 'B05 a file through a link that stays inside',
    blob: blob(folder('d'), link('l', 'd'), file('l/x')),
    rule: 'under-a-file',
    says: /"l", which is a link/,
  },
  {
    name: 'B05 a hard link out',
    blob: blob(entry({ name: 'h', type: '1', target: '/etc/passwd' })),
    rule: 'hard-link',
    says: /hard link/,
  },
  {
    name: 'B05 a hard link inside',
    blob: blob(file('a'), entry({ name: 'h', type: '1', target: 'a' })),
    rule: 'hard-link',
    says: /hard link/,
  },
  { name: 'B05 a link with data', blob: blob(link('l', 'a', { data: 'x' })), rule: 'size', says: /has a size/ },
  // Two for one name.
  {
    name: 'B06 a folder replaced by a link',
    blob: blob(folder('d'), link('d', 'castellan.yaml')),
    rule: 'twin',
    says: /there already/,
  },
  { name: 'B06 a link replaced by a folder', blob: blob(link('d', 'e'), folder('d')), rule: 'twin', says: /there already/ },
  { name: 'B06 a file twice', blob: blob(file('a'), file('a')), rule: 'twin', says: /"a" is there already/ },
  { name: 'B06 a folder twice', blob: blob(folder('a'), folder('a')), rule: 'twin', says: /"a" is there already/ },
  { name: 'B06 a file twice by ./', blob: blob(file('a'), file('./a')), rule: 'twin', says: /there already/ },
  { name: 'B06 the manifest twice', blob: blob(file('castellan.yaml', manifestText)), rule: 'twin', says: /there already/ },
  { name: 'B06 upper and lower case', blob: blob(file('Readme'), file('README')), rule: 'twin', says: /as "Readme"/ },
  { name: 'B06 upper and lower case of folders', blob: blob(file('Lib/a'), file('lib/b')), rule: 'twin', says: /as "Lib"/ },
  { name: 'B06 composed and decomposed', blob: blob(file('caf\u00e9'), file('cafe\u0301')), rule: 'twin', says: /there already/ },
  { name: 'B06 sharp s', blob: blob(file('stra\u00dfe'), file('STRASSE')), rule: 'twin', says: /there already/ },
  { name: 'B06 a file under a file', blob: blob(file('a'), file('a/b')), rule: 'under-a-file', says: /"a", which is a file/ },
  { name: 'B06 a file where a folder was implied', blob: blob(file('a/b'), file('a')), rule: 'twin', says: /there already/ },
  // Kinds.
  ...[
    ['3', 'a character device'],
    ['4', 'a block device'],
    ['6', 'a named pipe'],
    ['7', 'a contiguous file'],
    ['S', 'a sparse file'],
    ['D', 'unknown type'],
    ['M', 'unknown type'],
    ['V', 'unknown type'],
    ['Z', 'unknown type'],
    ['\u001b', 'unknown type'],
  ].map(
    ([type, says]): Bad => ({
      name: `B07 type ${JSON.stringify(type)}`,
      blob: blob(entry({ name: 'n', type })),
      rule: 'type',
      says: new RegExp(says ?? ''),
    }),
  ),
  { name: 'B07 PAX sparse', blob: blob(pax({ 'GNU.sparse.major': '1' }), file('y')), rule: 'type', says: /sparse/ },
  { name: 'B07 an old folder', blob: blob(entry({ name: 'd/', type: '\0' })), rule: 'path', says: /ends with a slash/ },
  { name: 'B07 a folder with data', blob: blob(folder('d', { data: 'x' })), rule: 'size', says: /has a size/ },
  // Lengths.
  { name: 'B11 a name of 256 bytes', blob: blob(pax({ path: long(256) }), file('y')), rule: 'too-long', says: /255 bytes/ },
  {
    name: 'B11 a name of 256 bytes in few characters',
    blob: blob(pax({ path: '\u{1f600}'.repeat(64) }), file('y')),
    rule: 'too-long',
    says: /255 bytes/,
  },
  {
    name: 'B11 a path of more than 1,024 bytes',
    blob: blob(pax({ path: longPath }), file('y')),
    rule: 'too-long',
    says: /1024 bytes/,
  },
  { name: 'B11 65 levels', blob: blob(pax({ path: deep(65) }), file('y')), rule: 'too-long', says: /64 levels/ },
  {
    name: 'B11 a target of more than 1,024 bytes',
    blob: blob(pax({ linkpath: longPath }), link('l', 'a')),
    rule: 'too-long',
    says: /1024 bytes/,
  },
  // Extended headers.
  { name: 'B13 two sizes', blob: blob(pax({ size: '3' }), file('a', 'hello')), rule: 'size', says: /two sizes: 5 and 3/ },
  { name: 'B13 size -5', blob: blob(pax({ size: '-5' }), file('a', 'hello')), rule: 'size', says: /"-5"/ },
  {
    name: 'B13 a negative size in base 256',
    blob: blob(file('a', 'x', { size: signed([0xff, 0xff]) })),
    rule: 'size',
    says: /not a size/,
  },
  {
    name: 'B13 a garbled size',
    blob: blob(file('a', 'x', { size: Buffer.from('00000zz0001\0') })),
    rule: 'size',
    says: /not a size/,
  },
  {
    name: 'B13 two PAX headers with a path',
    blob: blob(pax({ path: 'a' }), pax({ path: 'b' }), file('y')),
    rule: 'extended-header',
    says: /two extended/,
  },
  {
    name: 'B13 PAX and GNU name',
    blob: blob(gnuLong('L', 'a'), pax({ path: 'b' }), file('y')),
    rule: 'extended-header',
    says: /two extended/,
  },
  { name: 'B13 a global path', blob: blob(pax({ path: 'a' }, 'g'), file('y')), rule: 'extended-header', says: /global/ },
  {
    name: 'B13 a record shorter than it says',
    blob: blob(entry({ type: 'x', data: '99 path=a\n' }), file('y')),
    rule: 'extended-header',
    says: /garbled/,
  },
  {
    name: 'B13 a record longer than it says',
    blob: blob(entry({ type: 'x', data: '9 path=abc\n' }), file('y')),
    rule: 'extended-header',
    says: /garbled/,
  },
  {
    name: 'B13 a record without end',
    blob: blob(entry({ type: 'x', data: '9 path=abc' }), file('y')),
    rule: 'extended-header',
    says: /garbled/,
  },
  { name: 'B13 an empty extended header', blob: blob(entry({ type: 'x' }), file('y')), rule: 'extended-header', says: /empty/ },
  {
    name: 'B13 an extended header of nothing',
    blob: blob(pax({ path: 'a' })),
    rule: 'extended-header',
    says: /belongs to no entry/,
  },
  { name: 'B13 a target for a file', blob: blob(pax({ linkpath: 'a' }), file('y')), rule: 'extended-header', says: /is no link/ },
  {
    name: 'B25 an extended header of 1 MiB',
    blob: blob(pax({ comment: long(2 ** 20) }), file('y')),
    rule: 'extended-header',
    says: /at most 65536/,
  },
  // Cut, damaged, prolonged.
  {
    name: 'B15 gzip cut in the middle',
    blob: blob(file('a', long(5000))).subarray(0, -40),
    rule: 'gzip',
    says: /cut off|damaged/,
  },
  { name: 'B15 gzip cut in the trailer', blob: blob(file('a')).subarray(0, -3), rule: 'gzip', says: /cut off|damaged|checksum/ },
  { name: 'B15 gzip cut in the header', blob: blob(file('a')).subarray(0, 9), rule: 'gzip', says: /not a gzip|cut off/ },
  {
    name: 'B16 tar cut at a header boundary',
    blob: gzipSync(Buffer.concat([manifest, file('a')])),
    rule: 'end',
    says: /cut off/,
  },
  { name: 'B16 tar cut in a file', blob: gzipSync(good().subarray(0, 1600)), rule: 'end', says: /cut off/ },
  { name: 'B16 one block of zeros', blob: gzipSync(Buffer.concat([manifest, Buffer.alloc(512)])), rule: 'end', says: /cut off/ },
  {
    name: 'B16 half a block more',
    blob: gzipSync(Buffer.concat([good(), Buffer.alloc(100)])),
    rule: 'end',
    says: /block of 512/,
  },
  {
    name: 'B16 an entry after one block of zeros',
    blob: gzipSync(Buffer.concat([manifest, Buffer.alloc(512), file('a'), end])),
    rule: 'end',
    says: /middle/,
  },
  {
    name: 'B16 an entry after the end',
    blob: gzipSync(Buffer.concat([good(), file('b'), end])),
    rule: 'end',
    says: /follows the end/,
  },
  {
    name: 'B16 2 MiB of zeros after the end',
    blob: gzipSync(Buffer.concat([good(), Buffer.alloc(2 ** 21)])),
    rule: 'end',
    says: /padding/,
  },
  {
    name: 'B17 a flipped bit in the compressed data',
    blob: flipped(blob(file('a', 'hello world')), 30),
    rule: 'gzip',
    says: /./,
  },
  {
    name: 'B17 a flipped bit in gzip’s checksum',
    blob: flipped(blob(file('a')), blob(file('a')).length - 6),
    rule: 'gzip',
    says: /checksum/,
  },
  {
    name: 'B17 a flipped bit in gzip’s length',
    blob: flipped(blob(file('a')), blob(file('a')).length - 3),
    rule: 'gzip',
    says: /length/,
  },
  { name: 'B18 a wrong header checksum', blob: blob(entry({ name: 'a', checksum: 1 })), rule: 'checksum', says: /"a" is wrong/ },
  { name: 'B18 no magic', blob: blob(entry({ name: 'a', magic: '' })), rule: 'format', says: /no ustar/ },
  { name: 'B18 a mode that is none', blob: blob(entry({ name: 'a', mode: 'rwxrwxrw' })), rule: 'format', says: /mode/ },
  {
    name: 'B19 garbage after gzip',
    blob: Buffer.concat([blob(file('a')), Buffer.from('garbage')]),
    rule: 'gzip',
    says: /follows|damaged/,
  },
  { name: 'B19 zeros after gzip', blob: Buffer.concat([blob(file('a')), Buffer.alloc(64)]), rule: 'gzip', says: /follows/ },
  { name: 'B19 a second gzip member', blob: Buffer.concat([blob(file('a')), blob(file('b'))]), rule: 'gzip', says: /follows/ },
  {
    name: 'B19 one tar in two members',
    blob: Buffer.concat([gzipSync(good().subarray(0, 1024)), gzipSync(good().subarray(1024))]),
    rule: 'gzip',
    says: /follows/,
  },
  { name: 'B20 a plain tar', blob: good(), rule: 'gzip', says: /not a gzip/ },
  { name: 'B20 an empty file', blob: Buffer.alloc(0), rule: 'gzip', says: /empty/ },
  { name: 'B20 a zip', blob: Buffer.from('PK\u0003\u0004 and more of it'), rule: 'gzip', says: /not a gzip/ },
  { name: 'B20 gzip of nothing', blob: gzipSync(''), rule: 'end', says: /cut off/ },
  { name: 'B20 gzip of text', blob: gzipSync('x'.repeat(2000)), rule: 'checksum', says: /checksum/ },
  { name: 'B20 gzip with unknown flags', blob: flipped(blob(file('a')), 3).fill(0xe0, 3, 4), rule: 'gzip', says: /flags/ },
  // Manifests.
  { name: 'B20 no manifest', blob: gzipSync(Buffer.concat([file('a'), end])), rule: 'manifest', says: /not there/ },
  {
    name: 'B20 a manifest further down',
    blob: gzipSync(Buffer.concat([file('app/castellan.yaml', manifestText), end])),
    rule: 'manifest',
    says: /not there/,
  },
  {
    name: 'B20 a manifest that is a link',
    blob: gzipSync(Buffer.concat([link('castellan.yaml', 'a'), file('a'), end])),
    rule: 'manifest',
    says: /not there/,
  },
  {
    name: 'B20 a manifest of 1 MiB',
    blob: gzipSync(Buffer.concat([file('castellan.yaml', long(2 ** 20)), end])),
    rule: 'manifest',
    says: /256 KiB/,
  },
  // Bombs.
  { name: 'B21 256 MiB of zeros', blob: blob(file('a', Buffer.alloc(2 ** 28))), rule: 'too-large', says: /200 times/ },
  {
    name: 'B24 an entry of 10 GB',
    blob: blob(entry({ name: 'a', size: signed([0x80, 0, 0, 0, 0, 0, 0, 0x02, 0x54, 0x0b, 0xe4, 0]) })),
    rule: 'too-large',
    says: /"a".*more than/,
  },
  {
    name: 'B24 an entry of 7 GB that is not there',
    blob: blob(entry({ name: 'a', size: 7 * 2 ** 30 })),
    rule: 'end',
    says: /cut off/,
  },
];
