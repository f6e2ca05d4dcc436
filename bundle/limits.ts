// How large a bundle may be. The same on the laptop that packs, on the server that takes it and on the host that unpacks.

export interface Limits {
  maxPackedBytes: number;
  /** Of the whole tar: contents, headers and padding. */
  maxUnpackedBytes: number;
  maxEntries: number;
  /** All paths together. */
  maxNameBytes: number;
  /** Inspecting or unpacking may take this long in all. */
  deadlineMs: number;
}

export const defaultLimits: Limits = {
  maxPackedBytes: 2 * 2 ** 30,
  maxUnpackedBytes: 8 * 2 ** 30,
  maxEntries: 200_000,
  maxNameBytes: 32 * 2 ** 20,
  deadlineMs: 15 * 60_000,
};

export const maxSegmentBytes = 255;
export const maxPathBytes = 1024;
export const maxDepth = 64;
export const maxExtendedBytes = 64 * 1024;
export const maxManifestBytes = 256 * 1024;
/** Zeros after the end of the archive; tar programs pad to a record of 10 KiB, with large blocking factors to 1 MiB. */
export const maxPaddingBytes = 2 ** 20;
/** Above this size, more than 200 bytes out of one byte in is a bomb. Deflate cannot do better than 1,032. */
export const ratioFromBytes = 64 * 2 ** 20;
export const maxRatio = 200;
