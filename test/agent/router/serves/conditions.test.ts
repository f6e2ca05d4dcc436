// Paths and ranges that nobody thought of.
import assert from 'node:assert/strict';
import { join, normalize } from 'node:path';
import { it } from 'node:test';
import fc from 'fast-check';
import { wantedOf } from '../../../../agent/router/serves/conditions.ts';
import { namesIn } from '../../../../agent/router/serves/lookup.ts';

const bits = [
  '.',
  '..',
  '/',
  '//',
  '%2e',
  '%2E%2e',
  '%2f',
  '%5c',
  '\\',
  '%00',
  '%',
  '%25',
  '%c0%ae',
  'a',
  '.env',
  '.well-known',
  ';',
  '~',
  ' ',
];

it('whatever a path is made of, its names stay within the folder, and nothing hidden is among them', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 3 })), { maxLength: 12 }), (parts) => {
      const names = namesIn(`/${parts.join('')}`);
      if (!names) return;
      const path = join('/root', ...names);
      assert.ok(path === '/root' || path.startsWith('/root/'), path);
      assert.equal(normalize(path), path);
      for (const name of names) {
        assert.ok(!/[/\\\0]/.test(name), name);
        assert.ok(!name.startsWith('.') || name === '.well-known', name);
      }
    }),
    { numRuns: 2000 },
  );
});

it('a part is what a string would give for it, and nothing that is not there', () => {
  const edge = fc.oneof(fc.nat(30), fc.constant(undefined));
  fc.assert(
    fc.property(fc.nat(20), edge, edge, (size, from, to) => {
      if (from === undefined && to === undefined) return;
      const text = 'abcdefghijklmnopqrstuvwxyz'.slice(0, size);
      const header = (name: string) => (name === 'range' ? `bytes=${from ?? ''}-${to ?? ''}` : undefined);
      const wanted = wantedOf('GET', header, { size, tag: '"x"', modifiedMs: 0 });
      const there = from === undefined ? text.slice(-(to ?? 0) || size) : text.slice(from, to === undefined ? undefined : to + 1);
      if (from !== undefined && to !== undefined && to < from) assert.equal(wanted.want, 'whole');
      else if (there === '') assert.equal(wanted.want, 'no-such-part');
      else assert.equal(wanted.want === 'part' && text.slice(wanted.start, wanted.end + 1), there);
    }),
    { numRuns: 2000 },
  );
});
