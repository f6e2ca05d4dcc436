import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { cases } from '../../docs/generate/cases.ts';
import { casesInTests, guaranteesPage, promisedCases } from '../../docs/generate/guarantees.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/guarantees.md'), 'utf8');
const tried = [...casesInTests().keys()];

it('the table of cases is what the tests say; if not: node docs/generate/guarantees.ts', () => {
  equal(page, guaranteesPage());
});

it('every case that a promise leans on is tried by a test', () => {
  deepEqual(
    [...promisedCases()].filter((id) => !tried.includes(id)),
    [],
  );
});

it('of every case that is tried it is said what it tries', () => {
  deepEqual(
    tried.filter((id) => !(id in cases)),
    [],
  );
});
