// What a program's settings shape says, as a flat list of keys: what each is called in a file, as a flag and as a variable.
import { parse } from 'yaml';
import { z } from 'zod';

/** One key that can be set. */
export interface SettingKey {
  /** `['router', 'listen']` */
  path: string[];
  /** `--router-listen` */
  flag: string;
  /** `CASTELLAN_AGENT_ROUTER_LISTEN` */
  variable: string;
  description: string;
  byDefault: unknown;
  /** Marked in the shape by `.meta({ secret: true })`: its value is never shown. */
  secret: boolean;
  schema: JsonSchema;
}

interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  default?: unknown;
  description?: string;
  secret?: boolean;
}

export function settingKeys(program: string, shape: z.ZodObject): SettingKey[] {
  const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return leaves(schema, []).map(({ path, leaf, byDefault }) => ({
    path,
    flag: `--${words(path).join('-')}`,
    variable: `CASTELLAN_${program}_${words(path).join('_')}`.toUpperCase(),
    description: leaf.description ?? '',
    byDefault,
    secret: leaf.secret === true,
    schema: leaf,
  }));
}

/** What the texts of a flag or variable mean for this key. A text that does not fit stays a text, for the shape to refuse. */
export function readTexts(key: SettingKey, texts: string[]): unknown {
  if (allows(key.schema, 'array')) return texts.flatMap((text) => list(text)).map((text) => scalar(key.schema.items ?? {}, text));
  const last = texts.at(-1) ?? '';
  return allows(key.schema, 'object') ? structure(last) : scalar(key.schema, last);
}

export function isSwitch(key: SettingKey): boolean {
  return key.schema.type === 'boolean';
}

/** `number`, `true|false`, `a|b`, `list`, ... for the help text. */
export function valueWord({ schema }: SettingKey): string {
  if (schema.enum) return schema.enum.join('|');
  if (allows(schema, 'array')) return 'A,B,...';
  if (schema.type === 'integer' || schema.type === 'number') return 'NUMBER';
  if (allows(schema, 'object')) return '{KEY: VALUE}';
  return 'TEXT';
}

function leaves(schema: JsonSchema, path: string[], outer?: unknown): { path: string[]; leaf: JsonSchema; byDefault: unknown }[] {
  const byDefault = schema.default ?? outer;
  if (!schema.properties || path.length > 4) return [{ path, leaf: schema, byDefault }];
  return Object.entries(schema.properties).flatMap(([name, inner]) => leaves(inner, [...path, name], member(byDefault, name)));
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function words(path: string[]): string[] {
  return path.flatMap((name) =>
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .split(/[_-]/),
  );
}

function allows(schema: JsonSchema, type: string): boolean {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return types.includes(type) || (schema.anyOf ?? []).some((one) => allows(one, type));
}

function scalar(schema: JsonSchema, text: string): unknown {
  if (allows(schema, 'boolean') && /^(true|false)$/.test(text)) return text === 'true';
  const number = allows(schema, 'number') || allows(schema, 'integer');
  return number && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function list(text: string): string[] {
  return text === '' ? [] : text.split(',').map((one) => one.trim());
}

function structure(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return text;
  }
}
