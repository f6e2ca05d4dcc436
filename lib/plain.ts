// Text from outside, made safe to print: what could move the cursor, hide or reorder text is shown instead of done.

// C0 but tab, DEL and C1; marks and overrides of direction; line and paragraph separators; zero-width characters; tags.
export const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu;

/** `ESC[31m` -> `\x1b[31m`, written out. */
export function plain(text: string): string {
  return text.replace(unsafe, (found) => {
    const code = found.codePointAt(0) as number;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** What others have put on further lines is indented: none of it looks like a line of ours. */
export function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n    ');
}
