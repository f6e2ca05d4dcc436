// What ctl says of the bytes that a deployment sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saved } from '../../cli/show/transfer.ts';

const kib = 1024;
const mib = 1024 * kib;

test('what was saved is said for one host, for all of them, and for some', () => {
  const all = { hosts: 3, sentBytes: 3 * 14 * kib, fullBytes: 3 * 23 * mib, patched: 3 };
  assert.equal(saved({ transfer: all }), 'sent 14 KiB instead of 23 MiB to each of 3 hosts');
  const one = { hosts: 1, sentBytes: 300, fullBytes: 23 * mib, patched: 1 };
  assert.equal(saved({ transfer: one }), 'sent 300 B instead of 23 MiB to the host');
  const some = { hosts: 3, sentBytes: 23 * mib + 2 * 14 * kib, fullBytes: 3 * 23 * mib, patched: 2 };
  assert.equal(saved({ transfer: some }), 'sent 23 MiB instead of 69 MiB: what changed to 2 of 3 hosts');
});

test('where nothing was saved nothing is said', () => {
  assert.equal(saved({ transfer: null }), undefined);
  assert.equal(saved({ transfer: { hosts: 2, sentBytes: mib, fullBytes: mib, patched: 0 } }), undefined);
  assert.equal(saved({ transfer: { hosts: 1, sentBytes: mib + 200, fullBytes: mib, patched: 1 } }), undefined);
});
