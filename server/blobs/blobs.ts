// What the server asks of a blob store. One file beside this one for each kind.

export interface Blobs {
  /** Bytes that an earlier upload of this blob left behind; the whole length when it is complete; 0 when there are none. */
  received(sha256: string): Promise<number>;
  /**
   * Takes more bytes of a blob, from an offset that must be what `received` says. One writer a blob at a time.
   * @throws Failure unavailable when another upload of the same blob is under way, conflict on a wrong offset,
   * resource-exhausted when the disk is full.
   */
  upload(sha256: string, offset: number): Promise<Upload>;
  /** Path of a complete blob, to be read only. @throws Failure not-found */
  path(sha256: string): string;
  /** Its bytes from the offset on, in pieces of at most 256 KiB. @throws Failure not-found */
  read(sha256: string, offset: number): AsyncIterable<Buffer>;
  /** Length in bytes of a complete blob; undefined when there is none. */
  size(sha256: string): number | undefined;
  /** It is gone; nothing happens when there is none. What is being read of it may end early. */
  remove(sha256: string): Promise<void>;
}

export interface Upload {
  append(data: Uint8Array): Promise<void>;
  /** Checks length and sha256 of everything received, durably. Returns the path to inspect. @throws Failure bad-input */
  verify(length: number): Promise<string>;
  /** From now on it is a complete blob. Only after verify. */
  keep(): Promise<void>;
  /** Throws away what was received: what it holds is of no use. */
  discard(): Promise<void>;
  /** Lets go of it; what was received stays for another attempt. */
  close(): Promise<void>;
}
