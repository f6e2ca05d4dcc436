// Regular expressions whose time grows only with the length of what they are held against, whoever wrote either (the engine is
// RE2's: no look-around, no back-references).
import { RE2JS } from 're2js';

export type LinearPattern = RE2JS;

/** Counted repetitions, written out. At this size and over 4 KiB the slowest take some 50 ms. */
const mostSteps = 500;

/** What is wrong with it; undefined: nothing. */
export function patternMistake(text: string): string | undefined {
  try {
    return RE2JS.compile(text).programSize() > mostSteps ? 'is too large when its repetitions are written out' : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** @throws Error when it has a mistake */
export function linearPattern(text: string): LinearPattern {
  return RE2JS.compile(text);
}
