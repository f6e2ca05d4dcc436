// From which bundles of this host a patch may be sent to it: those that it could apply one to.

export interface Wanted {
  digest: string;
  unpackedBytes: number;
  files: number;
}

export interface Circumstances {
  /** Digests of what is unpacked here. */
  ready: string[];
  /** Changed since it came, so that nothing can be patched from it. */
  unfit: ReadonlySet<string>;
  /** Of this bundle, so many patches were begun to be applied and not ended: each time, the agent ended instead. */
  tries: number;
  freeMemoryBytes: number;
}

/** The server looks at so many. */
const maxBases = 256;
/** An agent may be stopped while it works; one that falls twice falls because of it. */
const maxTries = 2;
const maxTarBytes = 512 * 2 ** 20;
const tarBytesPerFile = 1024;
/** Two copies of the old tar and one of the new, for a base of about the same size, and the program itself. */
const tarsInMemory = 3;
const programBytes = 128 * 2 ** 20;
/** Of the memory that is free; the rest is for what runs here. */
const share = 0.5;

export function basesFor(wanted: Wanted, { ready, unfit, tries, freeMemoryBytes }: Circumstances): string[] {
  const tarBytes = wanted.unpackedBytes + wanted.files * tarBytesPerFile;
  if (tries >= maxTries || tarBytes > maxTarBytes) return [];
  if (tarBytes * tarsInMemory + programBytes > freeMemoryBytes * share) return [];
  return ready.filter((digest) => digest !== wanted.digest && !unfit.has(digest)).slice(0, maxBases);
}
