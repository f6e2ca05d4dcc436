// From a path to an opened file that is surely within its folder: what a symbolic link leads to outside is not there.
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, readlink, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { lru } from '../../../lib/lru.ts';

export interface Opened {
  handle: FileHandle;
  kind: 'file' | 'folder';
  size: number;
  modifiedMs: number;
  /** Other bytes under the same name have another one, as far as the file system knows. */
  identity: string;
}

/**
 * The names on the way from a folder to a file, from the path of a request: decoded, nothing hidden but `.well-known`.
 * undefined: there is no such file, whatever is on disk. Folders end with an empty name.
 */
export function namesIn(path: string): string[] | undefined {
  const names: string[] = [];
  for (const part of path
    .replace(/\/{2,}/g, '/')
    .split('/')
    .slice(1)) {
    const name = decoded(part);
    if (name === undefined || /[/\\\0]/.test(name) || (name.startsWith('.') && name !== '.well-known')) return undefined;
    names.push(name);
  }
  return names;
}

/** A folder as it really is (or was a moment ago), if it lies within the other; undefined when there is none. */
export async function folderWithin(folder: string, within: string): Promise<string | undefined> {
  const key = `${folder}\0${within}`;
  const known = folders.get(key);
  if (known && performance.now() < known.until) return known.real;
  const real = await realFolder(folder, within);
  if (real !== undefined) folders.set(key, { real, until: performance.now() + folderMs });
  return real;
}

/** What is opened is looked at itself, so this may be a little old. */
const folderMs = 1000;
const folders = lru<string, { real: string; until: number }>(1000);

async function realFolder(folder: string, within: string): Promise<string | undefined> {
  try {
    const outer = await realpath(folder);
    const inner = await realpath(join(outer, within));
    return isWithin(inner, outer) ? inner : undefined;
  } catch (error) {
    return notThere(error);
  }
}

/** `root` as it really is. @throws the system's error when there is something that cannot be opened */
export async function openWithin(root: string, name: string): Promise<Opened | undefined> {
  // Without waiting: a pipe would keep the open for ever.
  const handle = await open(join(root, name), constants.O_RDONLY | constants.O_NONBLOCK).catch(notThere);
  if (!handle) return undefined;
  try {
    const opened = await look(handle, root, name);
    if (!opened) await handle.close();
    return opened;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The whole of a small file; undefined when there is none, or when it is larger. @throws the system's error */
export async function readWithin(folder: string, name: string, maxBytes: number): Promise<Buffer | undefined> {
  const root = await folderWithin(folder, '.');
  const opened = root === undefined ? undefined : await openWithin(root, name);
  if (!opened) return undefined;
  try {
    return opened.kind === 'file' && opened.size <= maxBytes ? await opened.handle.readFile() : undefined;
  } finally {
    await opened.handle.close();
  }
}

async function look(handle: FileHandle, root: string, name: string): Promise<Opened | undefined> {
  const stat = await handle.stat({ bigint: true });
  const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : undefined;
  if (!kind || !isWithin(await realName(handle, root, name), root)) return undefined;
  const { dev, ino, size, mtimeNs, ctimeNs } = stat;
  return {
    handle,
    kind,
    size: Number(size),
    modifiedMs: Number(stat.mtimeMs),
    identity: [dev, ino, size, mtimeNs, ctimeNs].join(),
  };
}

// Of what is open, not of the name, which may mean something else by now.
async function realName(handle: FileHandle, root: string, name: string): Promise<string> {
  return process.platform === 'linux' ? readlink(`/proc/self/fd/${handle.fd}`) : realpath(join(root, name));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

const absent = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES', 'EPERM', 'ENXIO', 'ENODEV', 'EINVAL']);

function notThere(error: unknown): undefined {
  if (!absent.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
}
