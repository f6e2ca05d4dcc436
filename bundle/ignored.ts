// Which files of a folder stay out of its bundle. A .castellanignore at the root alone decides, if there is one (as
// .dockerignore and .npmignore do); otherwise the .gitignore files do, at every level. .git never goes in, castellan.yaml always.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';

export const ignoreName = '.castellanignore';

/** Answers for one entry, given as `a/b` from the root. Ask for folders first, and do not look into ignored ones. */
export type Ignored = (path: string, isFolder: boolean) => boolean;

export function ignoredIn(folder: string): Ignored {
  const own = rulesIn(join(folder, ignoreName));
  const decide = own ? (path: string) => own.test(path).ignored : byGit(folder);
  return (path, isFolder) => {
    if (path === 'castellan.yaml') return false;
    if (path === '.git' || path.endsWith('/.git')) return true;
    return decide(isFolder ? `${path}/` : path);
  };
}

/** The file nearest to the entry that says something about it decides. */
function byGit(folder: string): (path: string) => boolean {
  const known = new Map<string, Ignore | undefined>();
  const rules = (at: string) => {
    if (!known.has(at)) known.set(at, rulesIn(join(folder, at, '.gitignore')));
    return known.get(at);
  };
  return (path) => {
    for (const at of foldersAbove(path)) {
      const verdict = rules(at)?.test(at === '' ? path : path.slice(at.length + 1));
      if (verdict?.ignored || verdict?.unignored) return verdict.ignored;
    }
    return false;
  };
}

/** Of `a/b/c`: `a/b`, `a`, and the root as ``. */
function foldersAbove(path: string): string[] {
  const segments = path.replace(/\/$/, '').split('/').slice(0, -1);
  return [...segments.map((_, index) => segments.slice(0, segments.length - index).join('/')), ''];
}

function rulesIn(file: string): Ignore | undefined {
  try {
    return ignore({ ignorecase: false }).add(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}
