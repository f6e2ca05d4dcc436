// Files and folders of the bundle that a manifest names for its routes: whether they are there is known once it is packed.
import { posix } from 'node:path';
import type { Entry } from './archive.ts';
import { quoted } from './refused.ts';
import type { Manifest } from './shape.ts';

/** A sentence for each that is not there. `found`: every file, folder and link, by its path. */
export function missingFiles({ processes }: Manifest, found: Entry[]): string[] {
  const kinds = new Map<string, string>([['.', 'folder'], ...found.map(({ path, kind }) => [path, kind] as const)]);
  for (const { path } of found) for (const above of foldersOf(path)) kinds.set(above, 'folder');
  return Object.entries(processes).flatMap(([name, { routes }]) =>
    routes.flatMap((route, at) =>
      named(route).flatMap(({ key, path, kind }) => {
        const plain = posix.normalize(path).replace(/\/$/, '');
        const there = kinds.get(plain);
        // Where a link goes is known when it is unpacked, and it stays within the bundle.
        if (there === kind || [plain, ...foldersOf(plain)].some((part) => kinds.get(part) === 'link')) return [];
        const where = `castellan.yaml: processes.${name}.routes.${at}.${key}`;
        return [`${where}: ${quoted(path)} is ${there ? `a ${there}, not a ${kind}` : 'not in the bundle'}`];
      }),
    ),
  );
}

type Route = Manifest['processes'][string]['routes'][number];

function named({ serves, pages }: Route): { key: string; path: string; kind: 'file' | 'folder' }[] {
  const file = (key: string, path: string | undefined) => (path === undefined ? [] : [{ key, path, kind: 'file' as const }]);
  const ofServes =
    serves?.kind === 'static'
      ? [
          { key: 'static.root', path: serves.root, kind: 'folder' as const },
          ...file('static.fallback', serves.fallback && posix.join(serves.root, serves.fallback)),
        ]
      : serves?.kind === 'upstream'
        ? file('upstream.ca', serves.ca)
        : [];
  return [...ofServes, ...Object.entries(pages).flatMap(([status, path]) => file(`pages.${status}`, path))];
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}
