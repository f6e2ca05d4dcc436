// Tables aligned by the width that characters have on a terminal, and cut so that no line wraps.
import { createRequire } from 'node:module';

/** Rows under a head, two spaces between columns; the last column is cut to fit. Empty columns are left out. */
export function table(head: string[], rows: string[][], columns: number): string[] {
  const used = head.map((_, at) => rows.some((row) => row[at]));
  const all = [head, ...rows].map((row) => row.filter((_, at) => used[at]));
  const widths = (all[0] ?? []).map((_, at) => Math.max(...all.map((row) => stringWidth(row[at] ?? ''))));
  return all.map((row) =>
    cut(
      row
        .map((cell, at) => pad(cell, widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
      columns,
    ),
  );
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** At most so many columns wide; what is too long ends in an ellipsis. Colours are kept whole. */
export function cut(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let width = 0;
  let kept = '';
  for (const piece of pieces(text)) {
    const wide = stringWidth(piece);
    if (wide > 0 && width + wide > columns - 1) {
      if (width <= columns - 1) kept += '…';
      width = columns;
    } else if (wide === 0 || width < columns) {
      kept += piece;
      width += wide;
    }
  }
  return kept;
}

/** Broken between words, what follows indented; a word that is too long stays whole. */
export function wrap(text: string, columns: number, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\S)(?= )/)) {
    if (line !== '' && stringWidth(line + word) > columns) {
      lines.push(line);
      line = ' '.repeat(indent) + word.trimStart();
    } else line += word;
  }
  return [...lines, line];
}

/** Colour sequences and characters, one at a time. */
function pieces(text: string): string[] {
  return text
    .split(painted)
    .flatMap((part) => (part.startsWith('\u001b') ? [part] : [...graphemesOf(part)].map(({ segment }) => segment)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that paint text
const painted = /(\u001b\[[0-9;]*m)/;

/** Made when needed: it takes some milliseconds, and most lines fit. */
let graphemes: Intl.Segmenter | undefined;

function graphemesOf(text: string): Intl.Segments {
  graphemes ??= new Intl.Segmenter();
  return graphemes.segment(text);
}

let measure: ((text: string) => number) | undefined;

/** Columns on a terminal. What measures all of Unicode takes as long to load as Node itself: plain text goes without it. */
function stringWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  measure ??= (createRequire(import.meta.url)('string-width') as typeof import('string-width')).default;
  return measure(text);
}
