// A release's folder with files in it, for tests of what is served from one.
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RouteTarget, Serves } from '../../../../agent/decide/types.ts';

export interface ReleaseFolder {
  path: string;
  write(name: string, content: string | Buffer): string;
  target(release?: number): RouteTarget;
  remove(): void;
}

export function releaseFolder(): ReleaseFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'castellan-static-')));
  return {
    path,
    write: (name, content) => {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    target: (release = 1) => ({ replica: `web.${release}`, release, address: '127.0.0.1', port: 0, folder: path }),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export type StaticFiles = Extract<Serves, { kind: 'static' }>;

export const files = (given: Partial<StaticFiles> = {}): StaticFiles => ({
  kind: 'static',
  root: 'public',
  index: 'index.html',
  listing: false,
  precompressed: true,
  ...given,
});

/** How often this process has it open. */
export function openFiles(path: string): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      return false;
    }
  }).length;
}
