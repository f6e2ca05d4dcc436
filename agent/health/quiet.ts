// For how long nothing was heard, when what was heard carries the time of day, which somebody may set meanwhile.

export interface Quiet {
  /** `at`: the time of day of the last one of this name, as it was when that came. Milliseconds since then. */
  since(name: string, at: number): number;
  forget(name: string): void;
}

interface Heard {
  at: number;
  /** The same moment, and the last look, on a clock that nobody can set. */
  heard: number;
  looked: number;
}

/** What is new has come since the last look, whatever the time of day says; only the first look must go by that. */
export function openQuiet(wall: () => number = Date.now, steady: () => number = () => performance.now()): Quiet {
  const known = new Map<string, Heard>();

  const since = (name: string, at: number) => {
    const now = steady();
    const before = known.get(name);
    const longest = before ? now - before.looked : Number.POSITIVE_INFINITY;
    const heard = before?.at === at ? before.heard : now - Math.min(Math.max(0, wall() - at), longest);
    known.set(name, { at, heard, looked: now });
    return now - heard;
  };

  return { since, forget: (name) => void known.delete(name) };
}
