// docs/rules.md: its examples are manifests, and it leaves out nothing that a route can say.
import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { readManifest } from '../../bundle/manifest.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8');
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);

it('what docs/rules.md shows is right', () => {
  ok(examples.length >= 10);
  for (const example of examples) {
    const process = example.replace(/^/gm, '    ');
    const { mistakes } = readManifest(`app: x\nprocesses:\n  web:\n    command: x\n    ports: { http: auto }\n${process}`);
    deepEqual(mistakes, undefined, example);
  }
});

it('docs/rules.md leaves out no rule', () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/castellan.schema.json'), 'utf8'));
  const said = keysOf(schema).filter((key) => !elsewhere.has(key) && !page.includes(key));
  deepEqual(said, []);
});

/** In docs/routes.md. */
const elsewhere = new Set(['to', 'affinity', 'protocol', 'port', 'host', 'path']);

function keysOf(schema: unknown): string[] {
  const [route] = [...find(schema)];
  ok(route, 'the schema has routes');
  return Object.keys(route);
}

function* find(node: unknown): Generator<object> {
  if (typeof node !== 'object' || node === null) return;
  const { strip_path, ...properties } = node as Record<string, unknown>;
  if (strip_path !== undefined) yield { ...properties, strip_path };
  for (const child of Object.values(node)) yield* find(child);
}
