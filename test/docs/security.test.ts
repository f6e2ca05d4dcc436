// docs/security.md: each control names a test that there is, or a case that is tried.
import { deepEqual, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { it } from 'node:test';
import { casesInTests } from '../../docs/generate/guarantees.ts';

const docs = join(import.meta.dirname, '../../docs');
const page = readFileSync(join(docs, 'security.md'), 'utf8');
const controls = page.slice(page.indexOf('## Controls'), page.indexOf('## What you have to do'));

it('every file that the page points to is there', () => {
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => resolve(docs, target as string));
  deepEqual(
    links.filter((file) => !existsSync(file)),
    [],
  );
});

it('every case that a control leans on is tried by a test', () => {
  const tried = casesInTests();
  const named = [...controls.matchAll(/\b[ABPWX]\d\d\b/g)].map(([id]) => id);
  deepEqual(
    named.filter((id) => !tried.has(id)),
    [],
  );
});

it('no control is without a test', () => {
  const tables = controls.split('\n\n').filter((table) => table.startsWith('| control |'));
  const rows = tables.flatMap((table) => table.trim().split('\n').slice(2));
  ok(rows.length > 20);
  for (const row of rows) ok(/\]\(\.\.\/test\/|[ABPWX]\d\d|`ctl /.test(row.split('|')[2] ?? ''), row);
});
