// ETags: the same content has the same one on every host and in every release. Hashed once for as long as the file stays as it is.
import { createHash } from 'node:crypto';
import { lru } from '../../../lib/lru.ts';
import type { Opened } from './lookup.ts';

/** Beyond that hashing would keep the first request waiting. */
export const maxHashedBytes = 16 * 1024 * 1024;
const pieceBytes = 256 * 1024;
const tags = lru<string, Promise<string>>(10_000);

/** `elsewhere`: what tells a file from others where its content is not looked at; the same on every host. */
export async function tagOf(file: Opened, elsewhere: string): Promise<string> {
  if (file.size > maxHashedBytes) return quoted(createHash('sha256').update(`${elsewhere}\0${file.size}`));
  const known = tags.get(file.identity);
  if (known) return known;
  const hashed = hashOf(file);
  tags.set(file.identity, hashed);
  hashed.catch(() => tags.delete(file.identity));
  return hashed;
}

async function hashOf({ handle, size }: Opened): Promise<string> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(Math.max(1, Math.min(size, pieceBytes)));
  for (let at = 0; at < size; ) {
    const { bytesRead } = await handle.read(piece, 0, Math.min(piece.length, size - at), at);
    if (bytesRead === 0) break;
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
  return quoted(hash);
}

function quoted(hash: ReturnType<typeof createHash>): string {
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}
