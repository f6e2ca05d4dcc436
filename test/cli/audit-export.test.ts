// What `ctl audit verify FILE` makes of a file, whatever is in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenIn, readExport } from '../../cli/audit-export.ts';
import { beginning, linkHash } from '../../lib/hash-chain.ts';

const first = entry(7, beginning);
const second = entry(8, first.hash);

function entry(number: number, previous: string) {
  const link = { number, at: 1, entry: '{"act":"Deploy"}' };
  return { number, atMs: link.at, entry: link.entry, hash: linkHash(previous, link) };
}

const written = (...entries: unknown[]) => entries.map((one) => `${JSON.stringify(one)}\n`).join('');

test('a whole piece of the chain is whole, wherever it begins; a changed entry is not, nor is one left out', () => {
  assert.equal(brokenIn(readExport(written(first, second))), undefined);
  assert.equal(brokenIn(readExport('')), undefined);
  assert.match(brokenIn(readExport(written(first, { ...second, entry: '{}' }))) ?? '', /entry 8 is not what was written/);
  assert.match(brokenIn(readExport(written(first, { ...second, number: 9 }))) ?? '', /entry 8 is missing/);
});

test('lines that are no entries are told by their number', () => {
  for (const none of [null, 5, 'x', [], {}, { ...second, number: '8' }, { ...second, hash: null }])
    assert.throws(() => readExport(written(first, none)), { message: 'line 2 is no entry' });
  assert.throws(() => readExport('{"number": 1'), { message: 'line 1 is no entry' });
});
