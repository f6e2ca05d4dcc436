// Reads the command lines that are plain, which most are: to load commander takes as long as half of Node itself.
import type { CommandRow, Options } from './command.ts';
import { commands, commonOptions } from './table.ts';

export interface Chosen {
  row: CommandRow;
  args: string[];
  options: Options;
}

/** Just what commander makes of it; undefined for all that is mistaken, asks for help, or is not written `--flag value`. */
export function parsePlain([word, ...rest]: string[]): Chosen | undefined {
  const row = commands.find(({ name }) => name === word);
  const read = row && readPlain(row, rest);
  return read && takes(row, read.args.length) ? { row, args: read.args, options: withEnvironment(row, read.given) } : undefined;
}

/** Some commands are about one environment, production unless another is named; the others about all. */
export function withEnvironment(row: CommandRow, given: Partial<Options>): Options {
  const byDefault = row.options?.some(([, text]) => text.includes('default: production')) ? 'production' : '';
  return { env: byDefault, ...given };
}

function readPlain(row: CommandRow, words: string[]): { args: string[]; given: Partial<Options> } | undefined {
  const flags = new Map([...(row.options ?? []), ...commonOptions].map(([text]) => flagAndValue(text)));
  const args: string[] = [];
  const given: Record<string, unknown> = {};
  for (const flag of flags.keys()) if (flag.startsWith('--no-')) given[flag.slice(5)] = true;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const value = flags.get(word);
    if (!word.startsWith('-')) args.push(word);
    else if (value === undefined || !/^--[a-z]+$/.test(word)) return undefined;
    else if (value === '') given[word.slice(2)] = true;
    else {
      at += 1;
      const next = words[at];
      if (next === undefined || next.startsWith('-') || value.includes('...')) return undefined;
      given[word.slice(2)] = next;
    }
  }
  return { args, given };
}

/** `--env <name>`; a switch has no value. */
function flagAndValue(text: string): [flag: string, value: string] {
  const [flag = '', value = ''] = text.split(' ');
  return [flag, value];
}

function takes({ args }: CommandRow, count: number): boolean {
  const names = args.split(' ').filter((name) => name !== '');
  const least = names.filter((name) => name.startsWith('<')).length;
  return count >= least && (count <= names.length || args.includes('...'));
}
