// Settings as text: the help of a program, and what is in effect and where it comes from.
import type { z } from 'zod';
import type { LoadedSettings } from './settings.ts';
import { isSwitch, type SettingKey, settingKeys, valueWord } from './settings-keys.ts';

/** `others`: what else the program does, a line each. */
export function settingsHelp(program: string, shape: z.ZodObject, others: string[] = []): string {
  const keys = settingKeys(program, shape);
  return [
    `Usage: ctl ${program} [config show] [--config FILE] [settings]`,
    ...others.map((line) => `       ${line}`),
    '',
    `Each setting is a flag, a variable (CASTELLAN_${program.toUpperCase()}_...) or a key in the file,`,
    `by default /etc/castellan/castellan-${program}.yaml; a flag wins over a variable, a variable over the file.`,
    '',
    ...keys.flatMap((key) => [
      `  ${key.secret ? key.path.join('.') : key.flag}${isSwitch(key) ? '' : ` ${valueWord(key)}`}`,
      ...about(key),
    ]),
    '  --config FILE',
    '      Read this file instead.',
    '  config show',
    '      Print what is in effect and where each value comes from.',
    '',
  ].join('\n');
}

/** A file that would give the same settings, with the source of each value behind it. */
export function showSettings(loaded: Pick<LoadedSettings<unknown>, 'sources' | 'written' | 'keys'>): string {
  const shown = loaded.keys.filter(({ path }) => path.join('.') in loaded.sources);
  const lines = shown.flatMap((key, at) => [...headings(key, shown[at - 1]), line(key, loaded)]);
  const wide = Math.min(60, Math.max(0, ...lines.map(([left]) => left.length)));
  return lines.map(([left, source]) => (source ? `${left.padEnd(wide)}  # ${source}\n` : `${left}\n`)).join('');
}

function about({ description, byDefault, variable, secret }: SettingKey): string[] {
  const without = byDefault === undefined || secret ? '' : ` Default: ${JSON.stringify(byDefault).replace(/^"(.*)"$/, '$1')}.`;
  return [`      ${description}${without}`.trimEnd(), `      ${variable}`].filter((text) => text.trim() !== '');
}

type Line = [left: string, source: string];

function headings({ path }: SettingKey, before: SettingKey | undefined): Line[] {
  const sections = path.slice(0, -1);
  const same = sections.findIndex((name, at) => before?.path[at] !== name || at >= (before?.path.length ?? 0) - 1);
  return same < 0 ? [] : sections.slice(same).map((name, at) => [`${'  '.repeat(same + at)}${name}:`, '']);
}

function line({ path, secret }: SettingKey, { sources, written }: Pick<LoadedSettings<unknown>, 'sources' | 'written'>): Line {
  const dotted = path.join('.');
  const value = secret ? '(hidden)' : JSON.stringify(written[dotted]);
  return [`${'  '.repeat(path.length - 1)}${path.at(-1)}: ${value}`, sources[dotted] as string];
}
