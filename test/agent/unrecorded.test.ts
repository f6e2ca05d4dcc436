// Replicas whose record cannot be written: each slot's is told and tried again by itself, for as long as it is wanted.
import { deepEqual, ok } from 'node:assert/strict';
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { hostForEachTest } from './host-for-each-test.ts';
import { assignment, quiet, until, wish } from './host-world.ts';
import { manualClock } from './manual-clock.ts';

const on = hostForEachTest();
const told = () => on.host.report().troubles?.map((text) => text.replace(/:.*/, '')) ?? [];
const saying = (index: number) => `a replica of hello/production/web/${index} cannot be recorded, and is not started`;
/** A folder is where this slot's record is to be written. */
const inItsWay = (index: number) => join(on.folder, 'replicas', `hello-web-${index}-new.json.spare`);

it('each slot is told by itself: until its replica is recorded, or no longer wanted', async () => {
  on.reopen({ newId: () => 'new' });
  for (const index of [1, 2]) mkdirSync(inItsWay(index));
  await on.host.assign(assignment(wish(), wish({ index: 2 })));
  await until('both are told', () => told().length === 2, told);
  deepEqual(told(), [saying(1), saying(2)]);
  rmdirSync(inItsWay(2));
  await until('the second serves', () => on.slot(2)?.move === 'SETTLED', on.host.report);
  deepEqual(told(), [saying(1)]);
  await on.host.assign(assignment(wish({ index: 2 })));
  await until('the first is told no longer', () => told().length === 0, told);
});

it('however many they are, all are tried again once in a second', async () => {
  const manual = manualClock();
  // Each by itself, as those of Node: what one has put off until later is done before the next.
  const clock = { ...manual, after: (ms: number, run: () => void) => manual.after(ms, () => void setImmediate(run)) };
  let tries = 0;
  on.reopen({ newId: () => 'new', clock, log: { ...quiet, error: () => (tries += 1) } });
  const slots = [1, 2, 3];
  for (const index of slots) mkdirSync(inItsWay(index));
  await on.host.assign(assignment(...slots.map((index) => wish({ index }))));
  await clock.forward(1000, 100);
  const before = tries;
  await clock.forward(5000, 100);
  const [since, due] = [tries - before, slots.length * 5];
  // Whatever else makes it look at its slots makes it try once more.
  ok(since >= due && since < 2 * due, `${since} tries instead of ${due}`);
});
