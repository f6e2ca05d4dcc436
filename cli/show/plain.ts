// What screens write, made safe to print: lines with ctl's own colours, and JSON.
import { plain, unsafe } from '../../lib/plain.ts';

export { plain };

/** A line that is about to be written: plain, but for the colours of ctl's own screens. */
export function plainButPainted(line: string): string {
  return line
    .split(painted)
    .map((part, at) => (at % 2 === 1 ? part : plain(part)))
    .join('');
}

// Exactly what Paint makes; others' text can at worst be coloured, and that only where a screen forgot to neutralise it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that paint text
const painted = /(\u001b\[(?:[12]|22|3[1-69])m)/;

/** JSON whose strings are safe to print as well; it reads back as the same value. */
export function plainJson(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) => (isBytes(inner) ? Buffer.from(inner.data).toString() : inner));
  return text.replace(unsafe, (found) =>
    [...found]
      .flatMap((one) => one.split(''))
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function isBytes(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer' && 'data' in value;
}
