// A program's settings from flags, variables, a file and defaults, with every mistake at once and the place it was made.
import { existsSync, readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { isSwitch, readTexts, type SettingKey, settingKeys } from './settings-keys.ts';
import { settingsHelp, showSettings } from './settings-text.ts';

export interface SettingsOptions<Shape extends z.ZodObject> {
  /** `server` or `agent`: names the variables (CASTELLAN_SERVER_...) and the default file. */
  program: string;
  shape: Shape;
  /** Without the program's own name. */
  argv: string[];
  env: Record<string, string | undefined>;
  /** Read when it exists and no --config is given. By default /etc/castellan/castellan-PROGRAM.yaml. */
  defaultFile?: string;
  /** What else the program does, a line each: for its help. */
  others?: string[];
}

export interface LoadedSettings<Settings> {
  settings: Settings;
  /** For each key that is in effect, dotted, where its value comes from: `--port`, `CASTELLAN_SERVER_PORT`, `FILE:3`, `default`. */
  sources: Record<string, string>;
  /** The values in effect in the form they are written in, by dotted key. */
  written: Record<string, unknown>;
  keys: SettingKey[];
}

/** All that is wrong with the settings, a line each. */
export class SettingsMistakes extends Error {
  readonly mistakes: string[];
  constructor(mistakes: string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

/**
 * Flag > variable > file > default.
 * @throws SettingsMistakes with every mistake and its place
 */
export function loadSettings<Shape extends z.ZodObject>(options: SettingsOptions<Shape>): LoadedSettings<z.output<Shape>> {
  const keys = settingKeys(options.program, options.shape);
  const mistakes: string[] = [];
  const flags = readFlags(keys, options.argv, mistakes);
  const variables = readVariables(keys, options, mistakes);
  const file = readFile(flags.config ?? configVariable(options), options.defaultFile ?? defaultFile(options.program), mistakes);
  const values = file.value;
  for (const [key, texts] of [...variables, ...flags.texts]) put(values, key.path, readTexts(key, texts));
  const place = (path: PropertyKey[]) => placeOf(path, flags.texts, variables, file);
  const checked = options.shape.safeParse(values);
  if (!checked.success) mistakes.push(...explain(checked.error, keys, place));
  if (!checked.success || mistakes.length > 0) throw new SettingsMistakes(mistakes);
  return { settings: checked.data, ...inEffect(keys, values, place), keys };
}

/**
 * For a program's first line: answers --help and `config show` and prints mistakes, ending the process in these cases.
 * Exit statuses: 0 help and show, 1 mistakes.
 */
export function settingsAtStart<Shape extends z.ZodObject>(options: SettingsOptions<Shape>): z.output<Shape> {
  const showing = options.argv[0] === 'config' && options.argv[1] === 'show';
  if (options.argv.includes('--help') || options.argv.includes('-h'))
    return end(settingsHelp(options.program, options.shape, options.others), 0);
  try {
    const loaded = loadSettings({ ...options, argv: showing ? options.argv.slice(2) : options.argv });
    return showing ? end(showSettings(loaded), 0) : loaded.settings;
  } catch (error) {
    if (!(error instanceof SettingsMistakes)) throw error;
    process.stderr.write(`castellan ${options.program} does not start:\n${error.mistakes.map((line) => `  ${line}\n`).join('')}`);
    return process.exit(1);
  }
}

function end(text: string, status: number): never {
  process.stdout.write(text);
  return process.exit(status);
}

type Texts = Map<SettingKey, string[]>;

function readFlags(keys: SettingKey[], argv: string[], mistakes: string[]): { texts: Texts; config: string | undefined } {
  const texts: Texts = new Map();
  let config: string | undefined;
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] as string;
    const [name, joined] = splitFlag(word);
    const negated = keys.find((key) => isSwitch(key) && `--no-${key.flag.slice(2)}` === name);
    const key = negated ?? keys.find(({ flag }) => flag === name);
    if (!key && name !== '--config')
      mistakes.push(
        `${word}: there is no such flag${nearest(
          name,
          keys.map(({ flag }) => flag),
        )}`,
      );
    else if (negated) texts.set(negated, ['false']);
    else if (key && isSwitch(key) && joined === undefined && !/^(true|false)$/.test(argv[at + 1] ?? '')) texts.set(key, ['true']);
    else {
      const value = joined ?? argv[++at];
      if (value === undefined) mistakes.push(`${name}: needs a value`);
      else if (key?.secret) mistakes.push(`${name}: a secret does not belong on a command line: use ${key.variable} or the file`);
      else if (key) texts.set(key, [...(texts.get(key) ?? []), value]);
      else config = value;
    }
  }
  return { texts, config };
}

function splitFlag(word: string): [string, string | undefined] {
  const equals = word.indexOf('=');
  return word.startsWith('--') && equals > 0 ? [word.slice(0, equals), word.slice(equals + 1)] : [word, undefined];
}

function readVariables(
  keys: SettingKey[],
  { program, env }: { program: string; env: SettingsOptions<z.ZodObject>['env'] },
  mistakes: string[],
): Texts {
  const texts: Texts = new Map();
  const prefix = `CASTELLAN_${program.toUpperCase()}_`;
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(prefix) || name === `${prefix}CONFIG` || value === undefined) continue;
    const key = keys.find(({ variable }) => variable === name);
    if (key) texts.set(key, [value]);
    else
      mistakes.push(
        `${name}: there is no such setting${nearest(
          name,
          keys.map(({ variable }) => variable),
        )}`,
      );
  }
  return texts;
}

function configVariable({ program, env }: { program: string; env: SettingsOptions<z.ZodObject>['env'] }): string | undefined {
  return env[`CASTELLAN_${program.toUpperCase()}_CONFIG`];
}

function defaultFile(program: string): string {
  return `/etc/castellan/castellan-${program}.yaml`;
}

interface FileValues {
  value: Record<string, unknown>;
  name: string;
  document: Document | undefined;
  lines: LineCounter;
}

function readFile(asked: string | undefined, byDefault: string, mistakes: string[]): FileValues {
  const name = asked ?? byDefault;
  const lines = new LineCounter();
  const nothing = { value: {}, name, document: undefined, lines };
  if (asked === undefined && !existsSync(byDefault)) return nothing;
  try {
    const document = parseDocument(readFileSync(name, 'utf8'), { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    for (const error of document.errors) mistakes.push(`${name}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
    const value: unknown = document.errors.length > 0 ? {} : (document.toJS({ maxAliasCount: 10 }) ?? {});
    if (isSection(value)) return { value: withoutEmptySections(value), name, document, lines };
    mistakes.push(`${name}:1: must be a list of "key: value" lines`);
  } catch (error) {
    mistakes.push(`${name}: cannot be read: ${(error as Error).message}`);
  }
  return nothing;
}

/** `router:` with nothing below it says nothing. */
function withoutEmptySections(value: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([name, inner]) => [name, isSection(inner) ? withoutEmptySections(inner) : inner]));
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function put(values: Record<string, unknown>, path: string[], value: unknown): void {
  let section = values;
  for (const name of path.slice(0, -1)) {
    const inner = isSection(section[name]) ? section[name] : {};
    section[name] = inner;
    section = inner;
  }
  section[path.at(-1) as string] = value;
}

/** Where the value at this path was written: a flag, a variable, a line of the file; undefined: nowhere. */
function placeOf(path: PropertyKey[], flags: Texts, variables: Texts, file: FileValues): string | undefined {
  const within = ({ path: ours }: SettingKey) => ours.every((name, at) => name === path[at]);
  const flag = [...flags.keys()].find(within);
  if (flag) return flag.flag;
  const variable = [...variables.keys()].find(within);
  if (variable) return variable.variable;
  const offset = file.document && offsetOf(file.document, path);
  return offset === undefined ? undefined : `${file.name}:${file.lines.linePos(offset).line}`;
}

function offsetOf(document: Document, path: PropertyKey[]): number | undefined {
  const owner = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const pairs = (owner as { items?: { key?: { value?: unknown; range?: number[] } }[] } | null)?.items ?? [];
  const pair = pairs.find(({ key }) => String(key?.value) === String(path.at(-1)));
  const node = document.getIn(path, true) as { range?: number[] } | undefined;
  return pair?.key?.range?.[0] ?? node?.range?.[0];
}

function explain(error: z.ZodError, keys: SettingKey[], place: (path: PropertyKey[]) => string | undefined): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((name) => {
        const near = nearest(
          name,
          keys.map(({ path }) => path.at(-1) as string),
        );
        return `${place([...issue.path, name]) ?? 'settings'}: there is no key "${[...issue.path, name].join('.')}"${near}`;
      });
    }
    const key = keys.find(({ path }) => path.every((name, at) => name === issue.path[at]));
    const where = place(issue.path);
    const dotted = issue.path.join('.');
    if (where !== undefined) return [`${where}: ${where.startsWith('-') ? '' : `${dotted}: `}${issue.message}`];
    return [
      key ? `${dotted} is missing: set ${key.flag}, ${key.variable} or the key in the file` : `${dotted}: ${issue.message}`,
    ];
  });
}

function inEffect(keys: SettingKey[], values: Record<string, unknown>, place: (path: PropertyKey[]) => string | undefined) {
  const sources: Record<string, string> = {};
  const written: Record<string, unknown> = {};
  for (const { path, byDefault } of keys) {
    const where = place(path);
    const value =
      where === undefined
        ? byDefault
        : path.reduce<unknown>((inner, name) => (isSection(inner) ? inner[name] : undefined), values);
    if (value === undefined) continue;
    sources[path.join('.')] = where ?? 'default';
    written[path.join('.')] = value;
  }
  return { sources, written };
}

/** `; did you mean X?` when one of them is near enough. */
function nearest(name: string, known: string[]): string {
  const ranked = known
    .map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.max(2, name.length / 4) ? `; did you mean ${best.one}?` : '';
}

/** Edit distance (Levenshtein), one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
