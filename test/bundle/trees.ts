// Random folders to pack, and what a folder looks like to whoever gets it.
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';

export interface Item {
  path: string;
  kind: 'file' | 'folder' | 'link';
  content: string;
  executable: boolean;
}

const name = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'src',
    'Köln',
    '日本',
    'with space',
    '-dash',
    '.hidden',
    'n'.repeat(120),
    'x'.repeat(255),
    "quote'",
    '*',
    '\u{1f600}',
  ),
  fc.stringMatching(/^[a-z][a-z0-9._-]{0,12}$/),
);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const content = fc.oneof(
  fc.string(),
  fc.constantFrom('', 'x'.repeat(511), 'x'.repeat(512), 'x'.repeat(513), 'y'.repeat(300_000)),
);

/** Items of which no two are in each other's way, in random order. */
export const trees = fc
  .array(fc.record({ path, kind: fc.constantFrom('file', 'file', 'folder', 'link'), content, executable: fc.boolean() }), {
    maxLength: 12,
  })
  .map((items) => withoutClashes(items as Item[]));

function withoutClashes(items: Item[]): Item[] {
  const taken = new Map<string, string>([['castellan.yaml', 'file']]);
  return items.filter((item) => {
    const parts = item.path.split('/');
    const parents = parts.slice(1).map((_, index) => fold(parts.slice(0, index + 1).join('/')));
    const spelled = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
    if (
      taken.has(fold(item.path)) ||
      parents.some((parent, index) => taken.has(parent) && taken.get(parent) !== `folder ${spelled[index]}`)
    )
      return false;
    if (Buffer.byteLength(item.path) > 700) return false;
    for (const [index, parent] of parents.entries()) taken.set(parent, `folder ${spelled[index]}`);
    taken.set(fold(item.path), item.kind === 'folder' ? `folder ${item.path}` : item.kind);
    return true;
  });
}

const fold = (text: string) => text.normalize('NFC').toUpperCase().toLowerCase();

export function build(folder: string, items: Item[], manifest: string): void {
  mkdirSync(folder, { recursive: true });
  for (const item of items) {
    const at = join(folder, item.path);
    mkdirSync(dirname(at), { recursive: true });
    if (item.kind === 'folder') mkdirSync(at, { recursive: true });
    else if (item.kind === 'link') symlinkSync('castellan.yaml', at);
    else writeFileSync(at, item.content);
    if (item.kind === 'file') chmodSync(at, item.executable ? 0o700 : 0o600);
  }
  writeFileSync(join(folder, 'castellan.yaml'), manifest);
}

/** Path -> kind, mode, content or target; sorted. */
export function snapshot(folder: string, at = ''): Record<string, string> {
  const entries = readdirSync(join(folder, at)).flatMap((name): [string, string][] => {
    const path = at === '' ? name : `${at}/${name}`;
    const stat = lstatSync(join(folder, path));
    if (stat.isSymbolicLink()) return [[path, `link ${readlinkSync(join(folder, path))}`]];
    if (stat.isDirectory()) return [[path, 'folder'], ...Object.entries(snapshot(folder, path))];
    return [[path, `file ${(stat.mode & 0o111) !== 0} ${readFileSync(join(folder, path), 'base64')}`]];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
