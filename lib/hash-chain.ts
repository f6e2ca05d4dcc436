// A chain of entries: each one's hash covers the one before it, so that none can be changed or left out unseen.
import { createHash } from 'node:crypto';

export interface Link {
  number: number;
  at: number;
  /** JSON, as it was hashed. */
  entry: string;
  /** sha256, lower-case hex. */
  hash: string;
}

/** Before the first entry. */
export const beginning = '0'.repeat(64);

export function linkHash(previous: string, { number, at, entry }: Omit<Link, 'hash'>): string {
  return createHash('sha256').update(`${previous}\n${number}\n${at}\n${entry}`).digest('hex');
}

/** What is wrong with this piece of the chain, which follows the entry with number `after` and hash `previous`. */
export function brokenAt(links: Link[], after: number, previous: string): string | undefined {
  let [number, hash] = [after, previous];
  for (const link of links) {
    if (link.number !== number + 1) return `entry ${number + 1} is missing`;
    if (link.hash !== linkHash(hash, link))
      return `entry ${link.number} is not what was written, or not what comes after ${number}`;
    [number, hash] = [link.number, link.hash];
  }
  return undefined;
}
