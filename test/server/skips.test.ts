// Clocks that are set, and servers that stand still: a deployment's deadline keeps what was left of it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pino } from 'pino';
import { readJson } from '../../lib/durable-file.ts';
import { openCatchUp } from '../../server/catch-up.ts';
import type { Progress } from '../../server/decide/types.ts';
import type { Observer } from '../../server/facts.ts';
import { deadlinesMovedUntil } from '../../server/records/deadlines.ts';
import { addDeployment, findDeployment } from '../../server/records/deployments.ts';
import { addHost, listHosts } from '../../server/records/fleet.ts';
import { drainingOf, setDraining } from '../../server/records/hosts.ts';
import { addReboot, hostsOfReboot, saveStand } from '../../server/records/reboots.ts';
import { openRecords } from '../../server/records/records.ts';
import { useSettings } from '../../server/records/releases.ts';
import { saveTasks, tasksOf } from '../../server/records/tasks.ts';
import { openSkips } from '../../server/skips.ts';
import { until } from '../agent/host-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'skips-'));
after(() => rmSync(folder, { recursive: true }));
const began = 1_700_000_000_000;
const hour = 3_600_000;
let made = 0;

/** A watch over a clock and a steady one that the test moves; `file` as an earlier life of the server left it. */
function watch(left?: unknown) {
  made += 1;
  const file = join(folder, `${made}.json`);
  if (left !== undefined) writeFileSync(file, JSON.stringify(left));
  const at = { wall: began, steady: 0 };
  const skips = openSkips({ file, wall: () => at.wall, steady: () => at.steady });
  const pass = (ms: number) => {
    for (let gone = 0; gone < ms; gone += 1000) {
      at.wall += 1000;
      at.steady += 1000;
      skips.read();
    }
  };
  return { skips, at, pass, file };
}

for (const [what, jump] of [
  ['an hour forward', hour],
  ['an hour back', -hour],
  ['ten years forward', 10 * 365 * 24 * hour],
] as const) {
  test(`C01: a clock that is set ${what} is a skip of just that, seen at the first look`, () => {
    const { skips, at, pass } = watch();
    pass(60_000);
    at.wall += jump;
    assert.deepEqual(skips.read(), { now: at.wall, skipped: jump });
    pass(60_000);
    assert.equal(skips.read().skipped, jump);
    skips.close();
  });
}

test('C03: ten minutes in which the process stood still are skipped; a loop that is late by two seconds, and a clock that is slewed, are not', () => {
  const { skips, at, pass } = watch();
  pass(5000);
  at.wall += 600_000;
  at.steady += 600_000;
  assert.equal(skips.read().skipped, 600_000);
  at.wall += 2000;
  at.steady += 2000;
  for (let second = 0; second < 3600; second += 1) {
    at.wall += 1000.5;
    at.steady += 1000;
    skips.read();
  }
  assert.equal(skips.read().skipped, 600_000);
  skips.close();
});

test('C01: what went by, or was set, while the server was away is skipped too', () => {
  for (const away of [600_000, -hour]) {
    const { skips } = watch({ at: began - away });
    assert.equal(skips.read().skipped, away);
    skips.close();
  }
  for (const left of [{ at: began - 1000 }, { at: 'never' }, 'garbage', undefined]) {
    const { skips } = watch(left);
    assert.equal(skips.read().skipped, 0);
    skips.close();
  }
});

test('C01: a server that is killed again and again moves deadlines by the time that it was away, not by that it was there', async () => {
  const records = await openRecords(join(folder, 'killed.sqlite'));
  await records.write(async (tx) => {
    await useSettings(tx, { app: 'hello', environment: 'production' }, 0);
    return addDeployment(tx, { ...deployment, progress: { phase: 'staging', since: began } });
  });
  const file = join(folder, 'killed.json');
  const at = { wall: began, steady: 0 };
  const observer = { sessions: {}, startedAt: began } as Observer;
  let noted = '';
  for (let life = 0; life < 4; life += 1) {
    const movedUntil = await deadlinesMovedUntil(records.db);
    const skips = openSkips({ file, movedUntil, wall: () => at.wall, steady: () => at.steady });
    const catchUp = openCatchUp({ records, skips, observer, log: pino({ enabled: false }) });
    for (let second = 0; second < 4; second += 1) {
      await catchUp();
      at.wall += 1000;
      at.steady += 1000;
    }
    await noteIs(file, at.wall - 1000);
    skips.close();
    // One life is over when it has moved them, and before it has noted that down.
    if (life === 2) writeFileSync(file, noted);
    noted = readFileSync(file, 'utf8');
    at.wall += 10_000;
  }
  const found = (await findDeployment(records.db, 1))?.progress as { since: number };
  assert.equal(found.since, began + 11_000 + 11_000 + 14_000);
  await records.close();
});

test('C03: what was skipped and not allowed for yet is owed by the next life', async () => {
  const { skips, at, file } = watch();
  skips.note();
  at.wall += hour;
  skips.read();
  at.steady += 2000;
  at.wall += 2000;
  skips.note();
  await noteIs(file, at.wall);
  skips.close();
  const next = openSkips({ file, wall: () => at.wall + 60_000, steady: () => 0 });
  assert.equal(next.read().skipped, hour + 60_000);
  next.close();
});

test('C01, C03: deadlines of deployments, and what a server knows of its own start, move with what was skipped, once', async () => {
  const records = await openRecords(join(folder, 'records.sqlite'));
  const progress: Progress = { phase: 'staging', since: began };
  const number = await records.write(async (tx) => {
    await useSettings(tx, { app: 'hello', environment: 'production' }, 0);
    return addDeployment(tx, { ...deployment, progress });
  });
  const observer = { sessions: {}, startedAt: began } as Observer;
  const { skips, at, pass } = watch({ at: began - 600_000 });
  const catchUp = openCatchUp({ records, skips, observer, log: pino({ enabled: false }) });
  const since = async () => (await findDeployment(records.db, number))?.progress as { since: number } | undefined;
  await catchUp();
  assert.deepEqual([(await since())?.since, observer.startedAt], [began + 600_000, began]);
  at.wall += hour;
  assert.equal(skips.now(), began, 'what is recorded is due by a clock that jumped, before it has moved with it');
  assert.equal(await catchUp(), hour);
  assert.equal(skips.now(), began + hour);
  assert.equal(await catchUp(), 0);
  pass(60_000);
  await catchUp();
  assert.deepEqual([(await since())?.since, observer.startedAt], [began + 600_000 + hour, began + hour]);
  skips.close();
  await records.close();
});

test('C01, C03: so do those of its tasks, of hosts that are drained and of a safe reboot; what is over stays as it was', async () => {
  const records = await openRecords(join(folder, 'others.sqlite'));
  const order = { at: began, deadlineMs: null, by: 'anna', requestId: '' };
  await records.write(async (tx) => {
    await useSettings(tx, { app: 'hello', environment: 'production' }, 0);
    const number = await addDeployment(tx, { ...deployment, progress: { phase: 'hook', since: began } });
    const task = { host: 'h1', message: '', at: began, evidence: null };
    await saveTasks(tx, number, [
      { ...task, name: 'release', state: 'done' },
      { ...task, name: 'verdict/1', state: 'running' },
    ]);
    for (const host of ['h1', 'h2']) await addHost(tx, host, 'production', began);
    await setDraining(tx, ['h1'], { since: began, until: began + 60_000, reason: '', by: 'anna' });
    await setDraining(tx, ['h2'], { since: began, until: null, reason: '', by: 'anna' });
    await addReboot(tx, ['h1', 'h2'], order);
    await saveStand(tx, 1, { host: 'h2', state: 'done', since: began, bootId: '', staysDrained: false, reason: '' });
  });
  const { skips } = watch({ at: began - hour });
  const observer = { sessions: {}, startedAt: began } as Observer;
  await openCatchUp({ records, skips, observer, log: pino({ enabled: false }) })();
  assert.deepEqual(
    (await tasksOf(records.db, 1)).map(({ name, at }) => [name, at]),
    [
      ['release', began],
      ['verdict/1', began + hour],
    ],
  );
  const hosts = await listHosts(records.db);
  assert.deepEqual(
    hosts.map((host) => drainingOf(host)?.until),
    [began + 60_000 + hour, null],
  );
  const stands = await hostsOfReboot(records.db, 1);
  assert.deepEqual(
    stands.map(({ since }) => since),
    [began + hour, began],
  );
  skips.close();
  await records.close();
});

async function noteIs(file: string, at: number): Promise<void> {
  await until(
    `what is noted is of ${at}`,
    () => (readJson(file) as { at?: number } | undefined)?.at === at,
    () => readJson(file),
  );
}

const deployment = {
  app: 'hello',
  environment: 'production',
  kind: 'deploy',
  to_release: 1,
  from_release: null,
  request_id: null,
  request_digest: null,
  created_at: 1,
  created_by: 'anna',
  orders: { paused: false, promoted: 0, aborted: null },
  runs_hooks: 0,
} as const;
