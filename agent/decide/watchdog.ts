// Whether something uses too much: thresholds over consecutive samples, so that neither a peak nor a dip tells anything.

/** What is watched goes on above one line and off below a lower one. */
export interface Gauge {
  on: boolean;
  /** Samples in a row that speak against `on`. */
  against: number;
}

export interface Bounds {
  /** null: none. */
  warn: number | null;
  restart: number | null;
}

/** What a process of a manifest asks to be watched. */
export interface Watch {
  memoryBytes: Bounds;
  /** Processors. */
  cpu: Bounds;
  files: Bounds;
  /** Missing: nothing is asked. */
  diskBytes?: Bounds;
}

export type Watched = keyof Watch;

export interface Sample {
  value: number;
  warn: Gauge;
  restart: Gauge;
}

export const calm: Gauge = { on: false, against: 0 };

const inARow = 3;
const backBelow = 0.95;

export function gauge(before: Gauge, value: number, line: number | null): Gauge {
  if (line === null) return calm;
  const speaksAgainst = before.on ? value < line * backBelow : value >= line;
  if (!speaksAgainst) return { ...before, against: 0 };
  return before.against + 1 < inARow ? { ...before, against: before.against + 1 } : { on: !before.on, against: 0 };
}

export function sample(before: Sample | undefined, value: number, { warn, restart }: Bounds): Sample {
  return {
    value,
    warn: gauge(before?.warn ?? calm, value, warn),
    restart: gauge(before?.restart ?? calm, value, restart),
  };
}

/** What an older agent wrote down knows of no watch. */
export function isWatched(watch: Watch | undefined): boolean {
  return Object.values(watch ?? {}).some(({ warn, restart }) => warn !== null || restart !== null);
}

const measures = {
  memoryBytes: { say: sayBytes, of: 'of memory' },
  diskBytes: { say: sayBytes, of: 'of disk' },
  cpu: { say: (value: number) => value.toFixed(2), of: 'processors' },
  files: { say: (value: number) => value.toFixed(0), of: 'open files' },
} satisfies Record<Watched, { say(value: number): string; of: string }>;

/** `uses 412 MiB of memory, warning from 400 MiB` */
export function sayUse(what: Watched, value: number, line: number, verb: 'warning' | 'restart'): string {
  return `uses ${amount(what, value)}, ${verb} from ${amount(what, line)}`;
}

/** `uses 412 MiB of memory, of which 200 MiB are its share` */
export function sayBeyondShare(what: Watched, value: number, share: number): string {
  return `uses ${amount(what, value)}, of which ${measures[what].say(share)} are its share`;
}

function amount(what: Watched, value: number): string {
  return `${measures[what].say(value)} ${measures[what].of}`;
}

function sayBytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
