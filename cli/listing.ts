// How much of a list is shown, and how the rest is told of.
import { type Call, Usage } from './command.ts';

/** `--limit`, or 20. @throws Usage */
export function rowsWanted({ limit = '20' }: Call['options']): number {
  if (typeof limit === 'string' && /^[1-9]\d{0,3}$/.test(limit)) return Number(limit);
  throw new Usage(`--limit ${JSON.stringify(limit)} is not a count up to 9999`);
}

/** On stderr, since it is not of the data. The server has a bound of its own. */
export function sayMore(screen: Call['screen'], limit: number, { shown, more }: { shown: number; more: number }): void {
  if (more > 0) screen.note(`and ${more} more${shown === limit ? `: --limit ${shown + more}` : ''}`);
}
