// R03: orders over real records: what is repeated because its answer was lost is carried out once, and answered as before.
import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { localBus } from '../../server/bus/local.ts';
import type { Progress } from '../../server/decide/types.ts';
import { deployVersion } from '../../server/deploy.ts';
import type { Drive } from '../../server/drive.ts';
import { abort, pause, promote, resume } from '../../server/orders.ts';
import { findDeployment, listEvents, saveProgress } from '../../server/records/deployments.ts';
import { addHost } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';
import { addVersion } from '../../server/records/versions.ts';

const folder = mkdtempSync(join(tmpdir(), 'orders-'));
after(() => rmSync(folder, { recursive: true }));

const hello = { app: 'hello', environment: 'production' };
const itsOwn = { ...hello, number: 0 };
const by = (requestId: string) => ({ by: 'anna', requestId });
const bakingIn = (step: number): Progress => ({
  ...{ phase: 'baking', until: 9, baseline: null },
  ...{ step, at: 1, served: 1, behind: [] },
});
const turningBack: Progress = { phase: 'turning-back', moved: 1, served: 1 };
const settled: Progress = { phase: 'settled', outcome: 'rolled-back', at: 1 };

/** A server without its loop, and deployment 1 of hello, which bakes in its first step. */
async function underWay(t: { after(work: () => Promise<void>): void }) {
  const records = await openRecords(join(folder, `${Math.random()}.sqlite`));
  t.after(() => records.close());
  const drive: Drive = { alone: (work) => work(), changed: () => {}, hostsChanged: async () => {}, stop: async () => {} };
  const parts = { records, drive, bus: localBus(), now: () => 1_000 };
  const manifest = 'app: hello\nprocesses: { web: { command: [run], replicas: 1 } }';
  const bundle = { digest: 'd', blob_sha256: 'b', blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest };
  await records.write(async (tx) => {
    await addHost(tx, 'h1', 'production', 1);
    await addVersion(tx, bundle, { app: 'hello', name: '1.0', bundle: 'd', created_at: 1, created_by: 'anna' });
  });
  const deploy = () => deployVersion(parts, hello, '1.0', by(''));
  const number = await deploy();
  const becomes = (progress: Progress) => records.write((tx) => saveProgress(tx, number, progress));
  await becomes(bakingIn(1));
  const orders = async (of = number) => (await findDeployment(records.db, of))?.orders;
  const events = async () => (await listEvents(records.db, number)).map(({ text }) => text);
  return { parts, number, deploy, becomes, orders, events };
}

test('R03: a promotion that is repeated when the next step bakes already does not end that one too', async (t) => {
  const { parts, number, becomes, orders, events } = await underWay(t);
  equal(await promote(parts, itsOwn, by('p-1')), number);
  await becomes(bakingIn(2));
  equal(await promote(parts, itsOwn, by('p-1')), number);
  equal((await orders())?.promoted, 1);
  deepEqual(await events(), ['promoted from step 1 by anna']);
  await promote(parts, itsOwn, by('p-2'));
  equal((await orders())?.promoted, 2);
  deepEqual(await events(), ['promoted from step 1 by anna', 'promoted from step 2 by anna']);
});

test('R03: an abort that is repeated is answered as the first: while it turns back, when it has ended, when another is under way', async (t) => {
  const { parts, number, deploy, becomes, orders } = await underWay(t);
  equal(await abort(parts, itsOwn, by('a-1'), true), number);
  await becomes(turningBack);
  equal(await abort(parts, itsOwn, by('a-1'), true), number);
  await rejects(abort(parts, itsOwn, by('a-2'), true), { code: 'refused', message: /is turning back already/ });
  await becomes(settled);
  equal(await abort(parts, itsOwn, by('a-1'), true), number);
  await rejects(abort(parts, { ...itsOwn, number }, by('a-3'), true), { code: 'refused', message: /has ended/ });
  const next = await deploy();
  equal(await abort(parts, itsOwn, by('a-1'), true), number);
  equal((await orders(next))?.aborted, null);
});

test('R03: a pause that is repeated after somebody has said go on does not pause again', async (t) => {
  const { parts, orders, events } = await underWay(t);
  await pause(parts, itsOwn, by('p'));
  await resume(parts, itsOwn, by('r'));
  await pause(parts, itsOwn, by('p'));
  equal((await orders())?.paused, false);
  deepEqual(await events(), ['paused by anna', 'resumed by anna']);
});

test('R03: an id that was used for another order, or for one to another deployment, is a conflict', async (t) => {
  const { parts, number, orders } = await underWay(t);
  await pause(parts, itsOwn, by('x'));
  const conflict = { code: 'conflict', message: /the request id x was used before, for another order \(deployment 1\)/ };
  await rejects(resume(parts, itsOwn, by('x')), conflict);
  await rejects(abort(parts, itsOwn, by('x'), true), conflict);
  await rejects(pause(parts, { app: '', environment: '', number: number + 1 }, by('x')), conflict);
  await abort(parts, itsOwn, by('y'), true);
  await rejects(abort(parts, itsOwn, by('y'), false), { code: 'conflict' });
  equal((await orders())?.paused, true);
});

test('an order without an id is carried out each time; of many ids the newest are remembered', async (t) => {
  const { parts, orders, events } = await underWay(t);
  await pause(parts, itsOwn, by(''));
  await pause(parts, itsOwn, by(''));
  equal((await events()).length, 2);
  for (let nth = 1; nth <= 30; nth += 1) await resume(parts, itsOwn, by(`r-${nth}`));
  const given = (await orders())?.given ?? [];
  ok(given.length < 30);
  equal(given.at(-1)?.requestId, 'r-30');
});
