// The audit's chain: each entry's hash covers the one before it, so that none can be changed or left out unseen.

export interface Link {
  number: number;
  at: number;
  /** JSON, as it was hashed. */
  entry: string;
  /** sha256, lower-case hex. */
  hash: string;
}

export type Sha256 = (text: string) => string;

/** Before the first entry. */
export const beginning = '0'.repeat(64);

export function linkHash(sha256: Sha256, previous: string, { number, at, entry }: Omit<Link, 'hash'>): string {
  return sha256(`${previous}\n${number}\n${at}\n${entry}`);
}

/** What is wrong with this piece of the chain, which follows the entry with number `after` and hash `previous`. */
export function brokenAt(sha256: Sha256, links: Link[], after: number, previous: string): string | undefined {
  let [number, hash] = [after, previous];
  for (const link of links) {
    if (link.number !== number + 1) return `entry ${number + 1} is missing`;
    if (link.hash !== linkHash(sha256, hash, link))
      return `entry ${link.number} is not what was written, or not what comes after ${number}`;
    [number, hash] = [link.number, link.hash];
  }
  return undefined;
}
