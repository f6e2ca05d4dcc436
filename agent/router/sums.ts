// The figures of several processes as those of one router.
import type { Figure } from './figures.ts';

const names = ['app', 'environment', 'process', 'release', 'port', 'host', 'path'] as const;

/** Numbers are added up, place by place. */
export function addFigures(lists: Figure[][]): Figure[] {
  const sums = new Map<string, Figure>();
  for (const figure of lists.flat()) {
    const key = names.map((name) => figure[name]).join(' ');
    const known = sums.get(key);
    sums.set(key, known ? added(known, figure) : figure);
  }
  return [...sums.values()];
}

/** Of a process that is gone: what it had in flight was not answered. */
export function brokenOff(figures: Figure[]): Figure[] {
  return figures.map((figure) => ({ ...figure, failures: figure.failures + figure.inFlight, inFlight: 0 }));
}

function added(one: Figure, other: Figure): Figure {
  const sum: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    if (!(names as readonly string[]).includes(name)) sum[name] = sumOf(sum[name], value);
  }
  return sum as unknown as Figure;
}

function sumOf(one: unknown, other: unknown): unknown {
  if (typeof other === 'number') return (typeof one === 'number' ? one : 0) + other;
  if (!Array.isArray(other)) return one ?? other;
  const before = Array.isArray(one) ? one : [];
  return Array.from({ length: Math.max(before.length, other.length) }, (_, at) => (before[at] ?? 0) + (other[at] ?? 0));
}
