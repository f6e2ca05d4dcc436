// What a server that has just started makes of a host that it has not heard yet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usualTimes } from '../../server/decide/fleet.ts';
import { hostFacts, type Observer } from '../../server/facts.ts';
import type { HostRow } from '../../server/records/tables.ts';

const row = { name: 'h1', environment: 'production', revision: 1, labels: '{}', draining: null } as HostRow;
const asking = { app: 'hello', environment: 'production', deployment: 1 };
const startedAt = 1_000_000;

test('a host that was not heard since the server started is out of reach, and awaited until it might have called', () => {
  const sessions = { times: usualTimes, presence: () => undefined };
  const factsAt = (now: number) => hostFacts(row, asking, { sessions, startedAt } as unknown as Observer, now);
  const until = startedAt + usualTimes.unreachableMs;
  assert.deepEqual([factsAt(startedAt).state, factsAt(startedAt).awaitedUntil], ['unreachable', until]);
  assert.equal(factsAt(until - 1).awaitedUntil, until);
  assert.equal(factsAt(until).awaitedUntil, undefined);
});
