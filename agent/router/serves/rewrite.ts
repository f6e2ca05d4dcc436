// Headers rewritten by regular expressions. They come from a manifest, what they are held against from anybody: so they run in
// an engine whose time grows only with the length of both, and both lengths are bounded.
import type { LinearPattern } from '../../../lib/linear-pattern.ts';
import { linearPattern } from '../../../lib/linear-pattern.ts';
import type { Rewrite } from '../../decide/types.ts';

/** Values beyond stay as they are, and so does a value that would become longer. */
export const maxValueBytes = 4096;

/** name, value, name, value, ... with each rewrite applied to each header of its name, in their order. undefined: there are none. */
export function rewriting(rewrites: readonly Rewrite[]): ((headers: string[]) => string[]) | undefined {
  const compiled = rewrites.map(({ header, from, to }) => ({ name: header.toLowerCase(), pattern: linearPattern(from), to }));
  if (compiled.length === 0) return undefined;
  return (headers) => {
    const after = [...headers];
    for (let at = 0; at + 1 < after.length; at += 2) {
      const name = after[at]?.toLowerCase();
      for (const one of compiled) if (one.name === name) after[at + 1] = rewritten(after[at + 1] as string, one.pattern, one.to);
    }
    return after;
  };
}

function rewritten(value: string, pattern: LinearPattern, to: string): string {
  if (value.length > maxValueBytes) return value;
  const after = pattern.matcher(value).replaceAll(to);
  return after.length > maxValueBytes ? value : after;
}
