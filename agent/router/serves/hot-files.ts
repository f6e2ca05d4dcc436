// Small files that many ask for stay in memory for a second: what is sent is at most so old, and no disk is asked each time.
import { lru } from '../../../lib/lru.ts';
import type { RouteTarget } from '../../decide/types.ts';
import { bodyOf } from './file-body.ts';
import type { Found } from './representations.ts';
import type { StaticFiles } from './static.ts';

const hotMs = 1000;
const maxBytes = 64 * 1024;
const maxKeyLength = 1024;
const hot = lru<string, { found: Found; until: number }>(500);

/** All that an answer depends on besides the file. */
export function hotKey({ folder }: RouteTarget, serves: StaticFiles, path: string, accepted: string | undefined): string {
  const { root, index, precompressed, cache } = serves;
  return [folder, root, index, precompressed, cache, path, accepted].join('\0');
}

export function hotFile(key: string): Found | undefined {
  const known = hot.get(key);
  return known && performance.now() < known.until ? known.found : undefined;
}

/** The same with its content in memory, if it is small; closes the file then. @throws as `bodyOf` */
export async function heated(key: string, found: Found): Promise<Found> {
  const { content, size } = found;
  if (Buffer.isBuffer(content) || size > maxBytes || size === 0 || key.length > maxKeyLength) return found;
  const bytes = await bodyOf(content, 0, size - 1);
  if (!Buffer.isBuffer(bytes)) return found;
  const inMemory = { ...found, content: bytes };
  hot.set(key, { found: inMemory, until: performance.now() + hotMs });
  return inMemory;
}
