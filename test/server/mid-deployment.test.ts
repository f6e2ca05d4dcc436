// R04: hosts that join, are drained or die while a deployment is under way, over real records.
import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { deployVersion } from '../../server/deploy.ts';
import { findDeployment, listEvents, listFailures } from '../../server/records/deployments.ts';
import { asked, obedientFleet, target } from './obedient-fleet.ts';

const minute = 60_000;
const newest = 2;

/** Three hosts serve 1.0; of 1.1 h1 has had its turn and h2 has it now, and does nothing until it is let go. */
async function underWay() {
  const fleet = await obedientFleet(() => false, ['h1', 'h2', 'h3']);
  const { parts, settled, hold, until, wished } = fleet;
  await settled(await deployVersion(parts, target, '1.0', asked));
  hold('h2', ({ slots = [] }) => slots.some(({ version }) => version === '1.1'));
  equal(await deployVersion(parts, target, '1.1', asked), newest);
  const becomes = (what: string, wishes: string[]) =>
    until(what, async () => ((await wished()).join() === wishes.join() ? true : undefined));
  await becomes('h2 has its turn', ['h1 v2', 'h2 v2', 'h3 v1']);
  const phase = async () => (await findDeployment(fleet.records.db, newest))?.progress.phase;
  const said = async () => (await listEvents(fleet.records.db, newest)).map(({ text }) => text).join('\n');
  return { ...fleet, becomes, lost: (host: string) => fleet.becomes(host, 'lost'), phase, said };
}

test('R04: a host that joins in the middle of a deployment has its turn in it', async () => {
  const { join, release, phase, settled, wished, close } = await underWay();
  await join('h4');
  equal(await phase(), 'moving');
  await release('h2');
  equal(await settled(newest), 'done');
  deepEqual(await wished(), ['h1 v2', 'h2 v2', 'h3 v2', 'h4 v2']);
  await close();
});

test('R04: a host that is drained in the middle of a deployment is not waited for, whether it has had its turn, has it or would have', async () => {
  const order = { deadlineMs: null, reason: '', force: false, by: 'anna' };
  for (const drained of ['h1', 'h2', 'h3']) {
    const { fleet, release, settled, wished, close } = await underWay();
    const others = ['h1', 'h2', 'h3'].filter((host) => host !== drained);
    await fleet.drain({ ...order, hosts: [drained] });
    await release('h2');
    equal(await settled(newest), 'done', drained);
    deepEqual(
      await wished(),
      others.map((host) => `${host} v2`),
    );
    await close();
  }
});

test('R04: a host that dies at its turn is waited for until the deadline; then all the others are turned back, and it catches up', async () => {
  const { becomes, records, release, until, later, lost, phase, said, settled, wished, close } = await underWay();
  await lost('h2');
  equal(await phase(), 'moving');
  deepEqual(await wished(), ['h1 v2', 'h2 v2', 'h3 v1']);
  await later(minute);
  await becomes('it is turned back', ['h1 v1', 'h2 v1', 'h3 v1']);
  // What comes back to serve meanwhile begins the time anew.
  await until('it has ended', async () => {
    await later(minute);
    return (await phase()) === 'settled' ? true : undefined;
  });
  equal(await settled(newest), 'rolled-back');
  const [failure] = await listFailures(records.db, newest);
  deepEqual([failure?.host, failure?.cause, failure?.message], ['h2', 'host-unreachable', 'h2 is lost']);
  match(await said(), /h2 is lost and will catch up/);
  await release('h2');
  deepEqual(await wished(), ['h1 v1', 'h2 v1', 'h3 v1']);
  await close();
});

test('R04: a host that dies before its turn is told and not waited for', async () => {
  const { release, lost, said, settled, wished, close } = await underWay();
  await lost('h3');
  await release('h2');
  equal(await settled(newest), 'done');
  match(await said(), /h3/);
  deepEqual(await wished(), ['h1 v2', 'h2 v2', 'h3 v2']);
  await close();
});
