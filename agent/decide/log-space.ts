// Whose output is given up first, when more of it waits for the server than may be kept, or than the disk has room for.

/** One stream of one run of a replica. */
export interface Waiting {
  run: { replica: string; run: number };
  /** Bytes that only this host has. */
  unshipped: number;
}

/** The replica that has the most, so that a flood does not cost the others their lines; of it the oldest run, the larger stream. */
export function whoPays<Stream extends Waiting>(streams: Stream[]): Stream | undefined {
  const some = streams.filter(({ unshipped }) => unshipped > 0);
  const most = largest(byReplica(some), unshippedOf) ?? [];
  const oldest = Math.min(...most.map(({ run }) => run.run));
  return largest(
    most.filter(({ run }) => run.run === oldest),
    ({ unshipped }) => unshipped,
  );
}

/** All runs of each. */
export function byReplica<Stream extends Waiting>(streams: Stream[]): Stream[][] {
  return [...Map.groupBy(streams, ({ run }) => run.replica).values()];
}

export function unshippedOf(streams: Waiting[]): number {
  return streams.reduce((sum, { unshipped }) => sum + unshipped, 0);
}

/** How many bytes are to be given up; the reserve is at most a tenth of the disk. */
export function shortOf(disk: { freeBytes: number; bytes: number }, reserveBytes: number): number {
  return Math.max(0, Math.min(reserveBytes, disk.bytes / 10) - disk.freeBytes);
}

function largest<One>(all: One[], size: (one: One) => number): One | undefined {
  return all.reduce<One | undefined>((a, b) => (a !== undefined && size(a) >= size(b) ? a : b), undefined);
}
