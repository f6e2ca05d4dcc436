// Times as people type them: so long ago, or a date.
import { parseDuration } from '../lib/durations.ts';
import { Usage } from './command.ts';

/** `10m` (before now) or an ISO date and time, UTC unless it names a zone -> milliseconds since the epoch; 0 when nothing was said. */
export function timeFrom(text: string | undefined, flag: string, now = Date.now()): number {
  if (text === undefined) return 0;
  const ago = parseDuration(text);
  if (ago !== undefined) return now - ago;
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T');
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(hasZone ? text : `${text}Z`) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new Usage(`${flag} ${JSON.stringify(text)} is not a time; write 10m (ago) or 2026-01-31T12:00:00Z`);
}
