// Log lines on the screen: who wrote it, then the line, made safe to print; as JSON; or the bytes as they are.
import { once } from 'node:events';
import { formatSize } from '../../lib/durations.ts';
import type { LogLine } from '../../proto/generated/castellan/v1/LogLine.ts';
import type { Options } from '../command.ts';
import { plain } from './plain.ts';
import type { Colour, Paint, Screen } from './screen.ts';

/** Writes a line to stdout, waiting for a slow reader. */
export function lineWriter(
  { raw, timestamps }: Pick<Options, 'raw' | 'timestamps'>,
  screen: Screen,
): (line: LogLine) => Promise<void> {
  if (screen.json) return async (line) => screen.object({ ...line, text: Buffer.from(line.text).toString() });
  const form = logForm(screen.paint, timestamps === true);
  return async (line) => {
    const bytes = raw ? rawBytes(line) : `${form(line)}\n`;
    if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
  };
}

const colours: Colour[] = ['cyan', 'green', 'magenta', 'blue', 'yellow'];

/** `host-1 web/0 | listening on 20001`; the names are padded to the longest so far, a replica keeps its colour. */
export function logForm(paint: Paint, timestamps: boolean): (line: LogLine) => string {
  let wide = 0;
  const colourOf = new Map<string, Colour>();
  return (line) => {
    const name = plain(`${line.host} ${line.process}/${line.index}`);
    wide = Math.max(wide, name.length);
    const colour = colourOf.get(name) ?? (colours[colourOf.size % colours.length] as Colour);
    colourOf.set(name, colour);
    const time = timestamps ? `${new Date(line.atMs).toISOString()} ` : '';
    return `${time}${paint(colour, `${name.padEnd(wide)} |`)} ${content(line, paint)}`;
  };
}

function content(line: LogLine, paint: Paint): string {
  if (line.gapBytes > 0) return paint('yellow', `[${formatSize(line.gapBytes)} missing: ${plain(line.gapReason)}]`);
  const text = plain(Buffer.from(line.text).toString());
  return line.stream === 'stderr' ? paint('red', text) : text;
}

function rawBytes(line: LogLine): Uint8Array | string {
  if (line.gapBytes > 0) return '';
  return line.continued ? line.text : Buffer.concat([line.text, Buffer.from('\n')]);
}
