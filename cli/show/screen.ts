// Where a command writes: data to stdout, progress and trouble to stderr; colours and live lines only on a terminal.
import { styleText } from 'node:util';
import { plainLines } from '../../lib/plain.ts';
import type { Options } from '../command.ts';
import { plain, plainButPainted, plainJson } from './plain.ts';

export type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'magenta' | 'blue' | 'dim' | 'bold';
export type Paint = (colour: Colour, text: string) => string;

export interface Screen {
  json: boolean;
  /** Of the terminal; 80 when there is none. */
  columns: number;
  rows: number;
  /** Progress may be redrawn in place. */
  live: boolean;
  /** For stdout. */
  paint: Paint;
  /** For stderr. */
  paintNote: Paint;
  /** Data, a line: whatever is in it, nothing but ctl's own colours does anything to a terminal. */
  out(line: string): void;
  /** Progress, a line on stderr. Silent with --json. */
  note(line: string): void;
  /** One JSON object, a line on stdout. */
  object(value: unknown): void;
  /** Says what happened, the evidence and what to do next; returns the status. */
  failed(message: string, details: string[], next: string | undefined, status: number): number;
}

export const noPaint: Paint = (_, text) => text;

export function openScreen({ json = false }: Pick<Options, 'json'>): Screen {
  const { stdout, stderr } = process;
  const colours = !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const [outColours, noteColours] = [colours && stdout.isTTY === true, colours && stderr.isTTY === true];
  const screen: Screen = {
    json,
    // Only a terminal has an edge: what a program reads is never cut.
    columns: stdout.isTTY ? Math.max(40, stdout.columns) : Number.POSITIVE_INFINITY,
    rows: Math.max(10, stderr.rows ?? stdout.rows ?? 24),
    live: !json && stderr.isTTY === true && process.env.TERM !== 'dumb',
    paint: painter(outColours),
    paintNote: painter(noteColours),
    out: (line) => void stdout.write(`${written(line, outColours)}\n`),
    note: (line) => void (json || stderr.write(`${written(line, noteColours)}\n`)),
    object: (value) => void stdout.write(`${plainJson(value)}\n`),
    failed: (message, details, next, status) => {
      if (json) screen.object({ error: { message, details, next: next ?? null, status } });
      else stderr.write(trouble(message, details, next, screen.paintNote));
      return status;
    },
  };
  return screen;
}

/** Every line of data and of progress comes through here. */
function written(line: string, colours: boolean): string {
  return colours ? plainButPainted(line) : plain(line);
}

function painter(on: boolean): Paint {
  return on ? (colour, text) => styleText(colour, text, { validateStream: false }) : noPaint;
}

function trouble(message: string, details: string[], next: string | undefined, paint: Paint): string {
  const lines = [`${paint('red', 'ctl:')} ${plainLines(message)}`, ...details.map((detail) => `  ${plainLines(detail)}`)];
  return `${[...lines, ...(next ? [`next: ${plainLines(next)}`] : [])].join('\n')}\n`;
}
