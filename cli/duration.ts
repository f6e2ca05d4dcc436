// A flag that is a duration.
import { parseDuration } from '../lib/durations.ts';
import { Usage } from './command.ts';

/** 0: not given. @throws Usage that names the flag */
export function durationFrom(text: string | undefined, flag: string): number {
  if (text === undefined) return 0;
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new Usage(`${flag} ${JSON.stringify(text)} is not a duration; write for example 15m or 30d`);
}
