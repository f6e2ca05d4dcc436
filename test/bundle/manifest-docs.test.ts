// The generated pages say what the code says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readManifest } from '../../bundle/manifest.ts';
import { generated } from '../../docs/generate/manifest.ts';

const docs = join(import.meta.dirname, '../../docs');

test('docs/manifest.md and the JSON Schema are up to date', () => {
  for (const [name, text] of Object.entries(generated())) {
    assert.equal(readFileSync(join(docs, name), 'utf8'), text, `${name} is out of date: node docs/generate/manifest.ts`);
  }
});

test('the example in the reference is a manifest', () => {
  const example = readFileSync(join(docs, 'generate/manifest-example.yaml'), 'utf8');
  assert.deepEqual(readManifest(example).mistakes, undefined);
});
