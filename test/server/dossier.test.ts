// The dossier of a deployment tells of when it failed, whatever has become of the fleet since.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dossier } from '../../cli/show/dossier.ts';
import { noPaint } from '../../cli/show/screen.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import { deployVersion } from '../../server/deploy.ts';
import { abort } from '../../server/orders.ts';
import { findDeployment } from '../../server/records/deployments.ts';
import { deploymentView } from '../../server/views/deployment.ts';
import { asked, obedientFleet, target } from './obedient-fleet.ts';

type Fleet = Awaited<ReturnType<typeof obedientFleet>>;

async function dossierOf({ records, observer }: Fleet, number: number): Promise<string[]> {
  const row = await findDeployment(records.db, number);
  assert.ok(row);
  const view = await deploymentView(records.db, row, observer, Date.now());
  return dossier(view as Deployment, { columns: 120, paint: noPaint });
}

test('how many others were well is told of then, when another is deployed since and a host is gone', async () => {
  const fleet = await obedientFleet(({ version }) => version === '2.0', ['h1', 'h2', 'h3']);
  const { parts, settled, close } = fleet;
  await settled(await deployVersion(parts, target, '1.0', asked));
  fleet.hold('h1', ({ slots = [] }) => slots.some(({ version }) => version === '2.0'));
  const failed = await deployVersion(parts, target, '2.0', asked);
  await fleet.until('h1 has its turn', async () => ((await fleet.wished()).includes('h1 v2') ? true : undefined));
  await fleet.becomes('h3', 'unreachable');
  await fleet.release('h1');
  await fleet.until('it turns back', async () => ((await fleet.wished()).includes('h1 v2') ? undefined : true));
  await fleet.release('h3');
  assert.equal(await settled(failed), 'rolled-back');
  const told = await dossierOf(fleet, failed);
  assert.ok(told.includes('  others    1 of 2 serving when it failed, 1 not well'), told.join('\n'));
  await settled(await deployVersion(parts, target, '1.1', asked));
  assert.deepEqual(await dossierOf(fleet, failed), told);
  await fleet.fleet.remove('h2', { force: true, confirmed: 'h2', by: 'anna' });
  await fleet.join('h4');
  await fleet.until('h4 has its slot', async () => ((await fleet.wished()).includes('h4 v3') ? true : undefined));
  assert.deepEqual(await dossierOf(fleet, failed), told);
  await close();
});

test('that a first release was taken away, or left, is told of then, when another serves since', async () => {
  for (const [rollback, remedy] of [
    [true, '  done      it was taken away: there is no release to turn back to'],
    [false, '  done      nothing: slots were left as they are'],
  ] as const) {
    const fleet = await obedientFleet();
    const { parts, settled, close } = fleet;
    fleet.hold('h2', ({ slots = [] }) => slots.length > 0);
    const first = await deployVersion(parts, target, '2.0', asked);
    await fleet.until('it has begun', async () => ((await fleet.wished()).length === 2 ? true : undefined));
    await abort(parts, { ...target, number: first }, asked, rollback);
    assert.equal(await settled(first), 'failed');
    const told = await dossierOf(fleet, first);
    assert.ok(told.includes(remedy), told.join('\n'));
    await fleet.release('h2');
    await settled(await deployVersion(parts, target, '1.0', asked));
    assert.deepEqual(await dossierOf(fleet, first), told);
    await close();
  }
});

test('of a failure that an older server recorded nothing is said of others', async () => {
  const fleet = await obedientFleet(({ version }) => version === '2.0');
  const { parts, records, settled, close } = fleet;
  await settled(await deployVersion(parts, target, '1.0', asked));
  const failed = await deployVersion(parts, target, '2.0', asked);
  await settled(failed);
  assert.match((await dossierOf(fleet, failed)).join('\n'), /others/);
  await records.write((tx) => tx.updateTable('failures').set({ others: null }).execute());
  assert.doesNotMatch((await dossierOf(fleet, failed)).join('\n'), /others/);
  await close();
});
