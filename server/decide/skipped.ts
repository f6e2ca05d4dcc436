// What becomes of a deployment's deadlines when time was skipped: each of them keeps what was left of it.
import type { Ms, Progress } from './types.ts';

const times = new Set(['since', 'moved', 'until', 'warmUntil']);

export function shifted(progress: Progress, ms: Ms): Progress {
  const entries = Object.entries(progress).map(([key, value]) => [key, times.has(key) ? value + ms : value]);
  return Object.fromEntries(entries) as Progress;
}
