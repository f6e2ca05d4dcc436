// N10: assignments that come twice, late or in another order: the newest that was accepted is what is worked towards.
import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import { hostForEachTest } from './host-for-each-test.ts';
import { assignment, wish } from './host-world.ts';

const on = hostForEachTest();
const runs = () => (on.slot()?.replicas ?? []).map(({ id, pid, restarts }) => ({ id, pid, restarts }));

test('N10: the same one again and again starts nothing again', async () => {
  const first = assignment(wish());
  await on.host.assign(first);
  await on.settled(1);
  const before = runs();
  for (let again = 0; again < 3; again += 1) deepEqual(await on.host.assign(first), []);
  await on.settled(1);
  deepEqual(runs(), before);
});

test('N10: an older one that comes late is refused, and changes nothing', async () => {
  const [older, newer] = [assignment(wish()), assignment(wish({ release: 2 }))];
  await on.host.assign(newer);
  await on.settled(2);
  const before = runs();
  match((await on.host.assign(older)).join(), /is older than/);
  const anEpochBefore: Assignment = { ...assignment(), epoch: 0 };
  match((await on.host.assign(anEpochBefore)).join(), /is older than/);
  deepEqual(on.host.accepted(), { epoch: newer.epoch, revision: newer.revision });
  await on.settled(2);
  deepEqual(runs(), before);
  equal(on.host.report().refusals?.length, 1);
});

test('N10: in any order they end with the newest', async () => {
  const all = [assignment(wish()), assignment(), assignment(wish({ release: 3 }))];
  for (const at of [2, 0, 1, 2, 1, 0]) await on.host.assign(all[at] as Assignment);
  await on.settled(3);
  deepEqual(on.host.accepted().revision, all[2]?.revision);
});
