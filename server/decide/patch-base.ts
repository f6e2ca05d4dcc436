// Which of the bundles that a host holds a patch is made from.
import type { Ms } from './types.ts';

export interface Bundle {
  digest: string;
  /** Of its stored blob. */
  blobBytes: number;
  /** Of all files together. */
  unpackedBytes: number;
  files: number;
  pushedAt: Ms;
}

/** Making and applying a patch holds both tars in memory, more or less. */
export const maxTarBytes = 512 * 2 ** 20;
/** Less is sent faster than it is thought about. */
const minBlobBytes = 16 * 1024;
const tarBytesPerFile = 1024;

/**
 * The one pushed nearest to the target: its content is nearest too, and all hosts with the same bundles get the same patch.
 * @param worthless digests that no patch is wanted from
 */
export function baseFor(target: Bundle, held: Bundle[], worthless: ReadonlySet<string>): string | undefined {
  if (target.blobBytes < minBlobBytes || tarBytesOf(target) > maxTarBytes) return undefined;
  const usable = held.filter(
    (bundle) => bundle.digest !== target.digest && tarBytesOf(bundle) <= maxTarBytes && !worthless.has(bundle.digest),
  );
  const distance = ({ pushedAt }: Bundle) => Math.abs(pushedAt - target.pushedAt);
  usable.sort((one, other) => distance(one) - distance(other) || (one.digest < other.digest ? -1 : 1));
  return usable[0]?.digest;
}

/** A patch that saves less than half of the bytes is not worth the work of applying it. */
export function isWorth(patchBytes: number, blobBytes: number): boolean {
  return patchBytes <= blobBytes / 2;
}

/** About what the tar has: a header and padding for each file. */
export function tarBytesOf({ unpackedBytes, files }: Pick<Bundle, 'unpackedBytes' | 'files'>): number {
  return unpackedBytes + files * tarBytesPerFile + 10_240;
}
