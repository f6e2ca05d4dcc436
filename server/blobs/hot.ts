// The blobs that were read last, in memory, up to a number of bytes: a hundred hosts that ask at once cost one reading.
import { readFile, stat } from 'node:fs/promises';

interface Held {
  content: Promise<Buffer | undefined>;
  /** 0 until it is known. */
  bytes: number;
}

export function hotBlobs(maxBytes: number, read: (path: string) => Promise<Buffer> = readFile) {
  /** The one that was asked for last stands last. */
  const held = new Map<string, Held>();

  /** Undefined when it is too large to be held. */
  async function load(path: string, entry: Held): Promise<Buffer | undefined> {
    const { size } = await stat(path);
    if (size > maxBytes / 2) return undefined;
    entry.bytes = size;
    makeRoom(path);
    return read(path);
  }

  function makeRoom(newest: string): void {
    let used = 0;
    for (const { bytes } of held.values()) used += bytes;
    for (const [path, { bytes }] of held) {
      if (used <= maxBytes) return;
      if (path === newest) continue;
      held.delete(path);
      used -= bytes;
    }
  }

  return {
    /** Its content; undefined when it is too large to be held. Content never changes under a path. */
    get(path: string): Promise<Buffer | undefined> {
      const found = held.get(path);
      held.delete(path);
      const entry = found ?? { content: Promise.resolve(undefined), bytes: 0 };
      held.set(path, entry);
      if (found) return found.content;
      entry.content = load(path, entry);
      entry.content.catch(() => held.get(path) === entry && held.delete(path));
      return entry.content;
    },
    forget(path: string): void {
      held.delete(path);
    },
  };
}
