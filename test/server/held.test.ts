// Hosts that are held, and what adopting them sets going.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { localBus } from '../../server/bus/local.ts';
import { adoptHosts, anyHeld, holdIfAhead } from '../../server/held.ts';
import { addHost, hold, listHosts } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';
import { checkLimit } from '../../server/services/names.ts';

const folder = mkdtempSync(join(tmpdir(), 'held-'));
after(() => rmSync(folder, { recursive: true }));

test('what waited for a held host goes on when it is adopted, though the host is away and says nothing', async () => {
  const records = await openRecords(join(folder, 'held.sqlite'));
  await records.write(async (tx) => {
    for (const host of ['h1', 'h2']) await addHost(tx, host, 'production', 1);
    await hold(tx, 'h1', 'it is ahead');
  });
  const told: string[] = [];
  const recorded = (host: string, { environment }: { environment: string }) => told.push(`${host} in ${environment}`);
  const sessions = { presence: () => undefined, recorded, forgetBoots: () => {} };
  const parts = { records, bus: localBus(), sessions };
  assert.deepEqual(await adoptHosts(parts, { hosts: [], all: true, force: true }), ['h1']);
  assert.equal(await anyHeld(records.db, { app: '', environment: 'production' }), false);
  assert.deepEqual(told, ['h1 in production']);
  await records.close();
});

test('a host that claims an epoch that cannot be is not believed: adopting it could not raise that any more', async () => {
  const records = await openRecords(join(folder, 'claims.sqlite'));
  await records.write((tx) => addHost(tx, 'h1', 'production', 1));
  const [row] = await listHosts(records.db);
  const claim = { epoch: Number.MAX_SAFE_INTEGER, revision: 1 };
  await assert.rejects(holdIfAhead(records, row as NonNullable<typeof row>, claim), { code: 'bad-input' });
  assert.equal(await anyHeld(records.db, { app: '', environment: 'production' }), false);
  await records.close();
});

test('a list has an end, whatever number is asked for', () => {
  assert.deepEqual([0, -1, 7, 1_000_000].map(checkLimit), [20, 20, 7, 200]);
});
