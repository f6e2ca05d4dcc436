// How sure the server is of a host.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostState, hostStateChangesAt } from '../../../server/decide/fleet.ts';

test('a host is unreachable after 15 s of silence and lost after 60 s', () => {
  assert.deepEqual(
    [0, 14_999, 15_000, 59_999, 60_000].map((now) => hostState(0, now, 0)),
    ['connected', 'connected', 'unreachable', 'unreachable', 'lost'],
  );
});

test('a server that has just started loses nobody at once', () => {
  assert.equal(hostState(0, 500_000, 499_000), 'connected');
  assert.equal(hostState(0, 559_000, 499_000), 'lost');
});

test('it is known when the answer changes', () => {
  assert.deepEqual(
    [0, 15_000, 60_000].map((now) => hostStateChangesAt(0, now, 0)),
    [15_000, 60_000, null],
  );
});
