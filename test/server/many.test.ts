// A list from a large fleet fits into a statement, however long it is: SQLite binds 32766 values at most.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addUpgrade } from '../../server/records/agent-upgrades.ts';
import { addEvents, listEvents } from '../../server/records/deployments.ts';
import { listHosts, newRevisions } from '../../server/records/fleet.ts';
import { setDraining } from '../../server/records/hosts.ts';
import { removeCertificates } from '../../server/records/keeping.ts';
import { listCertificates, revokeCertificates } from '../../server/records/ledger.ts';
import { inParts } from '../../server/records/many.ts';
import { bundlesOfApp } from '../../server/records/patches.ts';
import { addReboot, hostsOfReboot } from '../../server/records/reboots.ts';
import { openRecords, type Records } from '../../server/records/records.ts';

const names = Array.from({ length: 40_000 }, (_, at) => `host-${at}`);
const folder = mkdtempSync(join(tmpdir(), 'many-'));
let records: Records;
before(async () => {
  records = await openRecords(join(folder, 'records.sqlite'));
  const host = { environment: 'production', revision: 1, first_seen: 1, agent_asked: 0, agent_released: 0, labels: '{}' };
  await records.write(async (tx) => {
    for (const part of inParts(names.map((name) => ({ name, ...host })))) await tx.insertInto('hosts').values(part).execute();
  });
});
after(async () => {
  await records.close();
  rmSync(folder, { recursive: true });
});

test('40,000 hosts are drained, rebooted, upgraded and told anew at once', async () => {
  const draining = { since: 1, until: null, reason: 'all', by: 'anna' };
  const number = await records.write(async (tx) => {
    await setDraining(tx, names, draining);
    await newRevisions(tx, names);
    await addUpgrade(tx, names, '2.0');
    return addReboot(tx, names, { at: 1, deadlineMs: null, by: 'anna', requestId: '' });
  });
  assert.equal((await hostsOfReboot(records.db, number)).length, names.length);
  const hosts = await listHosts(records.db);
  const done = hosts.filter((row) => row.draining !== null && row.revision === 2 && row.agent_version === '2.0');
  assert.equal(done.length, names.length);
});

test('40,000 certificates of one holder are revoked at once, and removed', async () => {
  const row = { kind: 'operator', name: 'build', not_before: 1, not_after: 2, issued_at: 1, issued_by: 'anna' };
  await records.write(async (tx) => {
    const rows = names.map((fingerprint) => ({ ...row, fingerprint }));
    for (const part of inParts(rows)) await tx.insertInto('ledger').values(part).execute();
  });
  const revoked = await records.write((tx) => revokeCertificates(tx, { kind: 'operator', name: 'build' }, { at: 1, by: 'anna' }));
  assert.equal(revoked.length, names.length);
  await records.write((tx) => removeCertificates(tx, names));
  assert.deepEqual(await listCertificates(records.db), []);
});

test('40,000 events are added at once, in order, and 40,000 bundles looked for', async () => {
  await records.write((tx) => addEvents(tx, 1, 1, names));
  assert.deepEqual(
    (await listEvents(records.db, 1)).map(({ text }) => text),
    names,
  );
  assert.deepEqual(await bundlesOfApp(records.db, 'hello', names), []);
});
