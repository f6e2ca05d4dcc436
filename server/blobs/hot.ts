// The blobs that were read last, in memory, up to a number of bytes.
import { readFile, stat } from 'node:fs/promises';

export function hotBlobs(maxBytes: number) {
  const held = new Map<string, Promise<Buffer>>();
  const sizes = new Map<string, number>();

  const makeRoom = (bytes: number) => {
    let used = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [path, size] of sizes) {
      if (used + bytes <= maxBytes) return;
      held.delete(path);
      sizes.delete(path);
      used -= size;
    }
  };

  return {
    /** Its content; undefined when it is too large to be held. Content never changes under a path. */
    async get(path: string): Promise<Buffer | undefined> {
      const found = held.get(path);
      if (found) return found;
      const { size } = await stat(path);
      if (size > maxBytes / 2) return undefined;
      makeRoom(size);
      const reading = readFile(path);
      reading.catch(() => held.delete(path));
      held.set(path, reading);
      sizes.set(path, size);
      return reading;
    },
  };
}
