// Text from outside, made safe to print: what could move the cursor, hide or reorder text is shown instead of done.

// C0 but tab, DEL and C1; marks and overrides of direction; line and paragraph separators; zero-width characters; tags.
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu;

/** `ESC[31m` -> `\x1b[31m`, written out. */
export function plain(text: string): string {
  return text.replace(unsafe, (found) => {
    const code = found.codePointAt(0) as number;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

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
