// Human forms of durations and sizes: `30s`, `1m30s`, `512M`.

const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const unitBytes = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 } as const;

/** `90s`, `1m30s`, `250ms`, `2h` -> milliseconds; undefined when it is none of these. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return text === '0' ? 0 : undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * unitMs[unit as keyof typeof unitMs];
  }
  return Math.round(total);
}

/** Milliseconds -> `250ms`, `4.2s`, `1m30s`, `2h5m`, for people. */
export function formatDuration(ms: number): string {
  // Rounded before it is told in two units, or there would be 60 of the smaller one.
  const [seconds, minutes, hours] = [Math.round(ms / unitMs.s), Math.round(ms / unitMs.m), Math.round(ms / unitMs.h)];
  if (Math.round(ms) < 1000) return `${Math.round(ms)}ms`;
  if (seconds < 60) return `${trim(ms / unitMs.s)}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${rest(seconds % 60, 's')}`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)}h${rest(minutes % 60, 'm')}`;
  return `${Math.floor(hours / 24)}d${rest(hours % 24, 'h')}`;
}

/** `512M`, `2G`, `1024` -> bytes (powers of 1024); undefined when it is none of these. */
export function parseSize(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)([KMGT]?)(?:i?B)?$/.exec(text);
  if (!found) return undefined;
  return Math.round(Number(found[1]) * unitBytes[found[2] as keyof typeof unitBytes]);
}

/** Bytes -> `0 B`, `512 KiB`, `1.4 GiB`, for people. */
export function formatSize(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : trim(value)} ${units[unit]}`;
}

function trim(value: number): string {
  return value < 10 ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value));
}

function rest(value: number, unit: string): string {
  return value === 0 ? '' : `${value}${unit}`;
}
