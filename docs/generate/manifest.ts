// Writes docs/manifest.md and docs/castellan.schema.json from bundle/shape.ts: node docs/generate/manifest.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestSchema } from '../../bundle/manifest.ts';

interface Schema {
  type?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  examples?: unknown[];
}

const packing = `## What goes into a bundle

Regular files, folders and relative symbolic links that stay inside the folder. Hard links become copies; anything else is an error.

- With a \`.castellanignore\` at the root, it alone decides what stays out, in the syntax of .gitignore. What git ignores goes in then, build output for example.
- Without one, the \`.gitignore\` files decide, at every level.
- \`.git\` always stays out, \`castellan.yaml\` always goes in.

Names are UTF-8 without control characters and backslashes, at most 255 bytes each, 1,024 in a path, 64 levels; two names may not differ in upper and lower case alone.
A bundle has at most 2 GiB packed, 8 GiB unpacked, 200,000 files and folders.`;

export function generated(): Record<string, string> {
  const schema = manifestSchema();
  return {
    'manifest.md': reference(schema as Schema),
    'castellan.schema.json': `${JSON.stringify({ $id: 'castellan.schema.json', title: 'castellan.yaml', ...schema }, null, 2)}\n`,
  };
}

function reference(schema: Schema): string {
  const example = readFileSync(join(import.meta.dirname, 'manifest-example.yaml'), 'utf8').trim();
  return `${[
    '# The manifest: castellan.yaml',
    'It lies at the root of a bundle and says how to run this version. Unknown keys are errors. Durations are written `250ms`, `30s`, `5m`, `1m30s`.',
    `For completion in an editor, begin the file with \`# yaml-language-server: $schema=castellan.schema.json\` and put [castellan.schema.json](castellan.schema.json) where it says.`,
    '`ctl init` writes a first manifest. This page is generated from bundle/shape.ts by `node docs/generate/manifest.ts`.',
    `\`\`\`yaml\n${example}\n\`\`\``,
    '| key | value | default | meaning |\n|---|---|---|---|',
  ].join('\n\n')}\n${rows(schema, '', []).join('\n')}\n\n${packing}\n`;
}

function rows(schema: Schema, prefix: string, required: string[]): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const own = `| \`${path}\` | ${valueText(value)} | ${defaultOf(value, (schema.required ?? required).includes(key))} | ${value.description ?? ''} |`;
    return [own, ...inner(value, path)];
  });
}

function inner(schema: Schema, path: string): string[] {
  if (schema.properties) return rows(schema, path, []);
  if (typeof schema.additionalProperties === 'object' && schema.additionalProperties.properties)
    return rows(schema.additionalProperties, `${path}.NAME`, []);
  if (schema.items?.properties) return rows(schema.items, `${path}[]`, []);
  return [];
}

function valueText(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.anyOf) return schema.anyOf.map(valueText).join(' or ');
  if (schema.type === 'array')
    return schema.items?.properties ? 'list of mappings' : `list of ${schema.items ? valueText(schema.items) : 'values'}s`;
  if (schema.type === 'object') return typeof schema.additionalProperties === 'object' ? 'mapping of names' : 'mapping';
  return { string: 'text', integer: 'whole number', number: 'number', boolean: 'true or false' }[schema.type ?? ''] ?? '';
}

function defaultOf(schema: Schema, required: boolean): string {
  if (schema.default !== undefined && typeof schema.default !== 'object') return `\`${schema.default}\``;
  if (Array.isArray(schema.default) || schema.properties) return '';
  if (typeof schema.default === 'object') return '';
  return required ? 'required' : '';
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(generated())) writeFileSync(join(import.meta.dirname, '..', name), text);
}
