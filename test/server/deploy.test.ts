// What operators ask for, driven to its end over real records, with hosts that do what their assignment says.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pino } from 'pino';
import type { Report } from '../../proto/generated/castellan/v1/Report.ts';
import { assignmentFor } from '../../server/assignment.ts';
import { localBus } from '../../server/bus/local.ts';
import { usualTimes } from '../../server/decide/fleet.ts';
import { steady } from '../../server/decide/steadiness.ts';
import { changeAndDeploy, deployVersion, rollbackTo } from '../../server/deploy.ts';
import { startDrive } from '../../server/drive.ts';
import type { Presence } from '../../server/presence.ts';
import { findDeployment, listEvents, listFailures } from '../../server/records/deployments.ts';
import { addHost } from '../../server/records/fleet.ts';
import { listGhosts } from '../../server/records/ghosts.ts';
import { openRecords } from '../../server/records/records.ts';
import { findRelease, findTarget, listReleases, settingsAt } from '../../server/records/releases.ts';
import { addVersion } from '../../server/records/versions.ts';
import type { Sessions } from '../../server/sessions.ts';
import type { Settings } from '../../server/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
after(() => rmSync(folder, { recursive: true }));
let made = 0;

const target = { app: 'hello', environment: 'production' };
const asked = { by: 'anna', requestId: '' };
const manifest = `app: hello
processes: { web: { command: [run], replicas: 1 } }
deploy: { healthy: 0s, bake: 0s, progress_deadline: 60s }`;

/** Two hosts. `fails`: which wishes do not come up; everything else is settled as soon as it is assigned. */
async function fleet(fails: (wish: { version: string; replicas: number }) => boolean = () => false) {
  made += 1;
  const records = await openRecords(join(folder, `${made}.sqlite`));
  const bus = localBus();
  const presences = new Map<string, Presence>();
  const presence = (host: string) => presences.get(host);
  const sessions = { times: usualTimes, presence, refresh: () => {} } as unknown as Sessions;
  const drive = startDrive({
    records,
    bus,
    log: pino({ enabled: false }),
    observer: { sessions, startedAt: Date.now() },
    now: Date.now,
  });
  const parts = { records, drive, bus, now: Date.now };
  await records.write(async (tx) => {
    for (const host of ['h1', 'h2']) await addHost(tx, host, 'production', 1);
    for (const name of ['1.0', '1.1', '2.0']) {
      const row = { digest: `d${name}`, blob_sha256: `b${name}`, blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest };
      await addVersion(tx, row, { app: 'hello', name, bundle: row.digest, created_at: 1, created_by: 'anna' });
    }
  });

  const answer = async (host: string) => {
    const { slots = [], stage = [], prospects = [], revision = 0, epoch = 0 } = await assignmentFor(records.db, host, 1);
    const report = {
      epoch: Number(epoch),
      revision: Number(revision),
      staged: stage.map((ref) => ({ digest: String(ref.digest), state: 'READY', bytesDone: 0, detail: '' })),
      refusals: [],
      troubles: [],
      preflights: [...new Set(prospects.map((wish) => wish.deployment))].map((deployment) => ({ deployment, refusals: [] })),
      tasks: [],
      figures: [],
      slots: slots.map((wish) => {
        const failed = fails({ version: String(wish.version), replicas: slots.length });
        const failure = {
          cause: 'EXITED',
          message: 'exited',
          replica: 'r',
          host: '',
          process: 'web',
          index: 1,
          atMs: 1,
          logLines: ['bye'],
        };
        return {
          ...wish,
          wanted: wish.release,
          move: failed ? 'FAILED' : 'SETTLED',
          failure: failed ? failure : null,
          replicas: [],
          warm: 0,
          warmReady: false,
        };
      }),
    } as unknown as Report;
    presences.set(host, {
      host,
      environment: 'production',
      address: '',
      hello: null,
      looks: null,
      heardAt: 0,
      steadiness: steady,
      report,
      lastSeen: Date.now(),
      state: 'connected',
      since: 0,
    });
    await drive.hostsChanged('production');
  };
  const answering = new Set<Promise<void>>();
  const quiet: (() => void)[] = [];
  for (const host of ['h1', 'h2']) {
    quiet.push(bus.subscribe(`assignment:${host}`, () => void answering.add(answer(host))));
    await answer(host);
  }

  const settled = async (number: number) => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const row = await findDeployment(records.db, number);
      if (row?.progress.phase === 'settled') return row.progress.outcome;
      assert.ok(Date.now() < deadline, `deployment ${number} is still ${JSON.stringify(row?.progress)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const close = async () => {
    for (const unsubscribe of quiet) unsubscribe();
    await Promise.all(answering);
    await drive.stop();
    await records.close();
  };
  const current = async () => (await findTarget(records.db, target))?.current_release;
  const settings = async () => settingsAt(records.db, target, (await findTarget(records.db, target))?.settings_revision ?? 0);
  const scale = (web: number) => ({
    kind: 'scale',
    reason: `scale web=${web}`,
    change: (known: Awaited<ReturnType<typeof settings>>) => ({ ...known, replicas: { web } }),
  });
  return { parts, records, settled, close, current, settings, scale };
}

test('a version becomes a release and is current when its deployment is done; deploying it again makes no new release', async () => {
  const { parts, records, settled, close, current } = await fleet();
  assert.equal(await settled(await deployVersion(parts, target, '1.0', asked)), 'done');
  assert.equal(await current(), 1);
  assert.equal(await settled(await deployVersion(parts, target, '1.0', asked)), 'done');
  assert.equal((await listReleases(records.db, target)).length, 1);
  await close();
});

test('a version that fails leaves the release before current, with the evidence as the host told it', async () => {
  const { parts, records, settled, close, current } = await fleet(({ version }) => version === '2.0');
  await settled(await deployVersion(parts, target, '1.0', asked));
  const number = await deployVersion(parts, target, '2.0', asked);
  assert.equal(await settled(number), 'rolled-back');
  assert.equal(await current(), 1);
  const [failure] = await listFailures(records.db, number);
  assert.deepEqual(JSON.parse(failure?.evidence ?? '{}').logLines, ['bye']);
  await close();
});

test('a version that fails is a ghost, with its reason; settings that fail where its version serves make none of it', async () => {
  const { parts, records, settled, close, scale } = await fleet(({ version, replicas }) => version === '2.0' || replicas > 2);
  await settled(await deployVersion(parts, target, '1.0', asked));
  const number = await deployVersion(parts, target, '2.0', asked);
  await settled(number);
  assert.equal(await settled(await changeAndDeploy(parts, target, scale(3), asked)), 'rolled-back');
  const ghosts = await listGhosts(records.db, target);
  assert.deepEqual(
    ghosts.map(({ version, deployment }) => [version, deployment]),
    [['2.0', number]],
  );
  assert.match(ghosts[0]?.reason ?? '', /^web\/1 on h1 /);
  await close();
});

test('settings that came with a failed release go back with it', async () => {
  const { parts, settled, close, settings, scale } = await fleet(({ replicas }) => replicas > 2);
  await settled(await deployVersion(parts, target, '1.0', asked));
  assert.equal(await settled(await changeAndDeploy(parts, target, scale(2), asked)), 'done');
  assert.equal(await settled(await changeAndDeploy(parts, target, scale(3), asked)), 'rolled-back');
  assert.deepEqual((await settings()).replicas, { web: 2 });
  await close();
});

test('a rollback goes to the release reached before, with its settings', async () => {
  const { parts, records, settled, close, current, settings, scale } = await fleet();
  await settled(await deployVersion(parts, target, '1.0', asked));
  await settled(await deployVersion(parts, target, '1.1', asked));
  await settled(await changeAndDeploy(parts, target, scale(2), asked));
  assert.equal(await settled(await rollbackTo(parts, target, 0, asked)), 'done');
  assert.equal(await current(), 2);
  assert.deepEqual((await settings()).replicas, {});
  assert.equal(await settled(await rollbackTo(parts, target, 1, asked)), 'done');
  assert.equal((await findRelease(records.db, target, (await current()) ?? 0))?.version, '1.0');
  await assert.rejects(rollbackTo(parts, target, 9, asked), { code: 'not-found' });
  await close();
});

test('R03: the same request id is the same deployment; with another request it is refused', async () => {
  const { parts, settled, close } = await fleet();
  const request = { by: 'anna', requestId: 'r-1' };
  const first = await deployVersion(parts, target, '1.0', request);
  assert.equal(await deployVersion(parts, target, '1.0', request), first);
  await settled(first);
  assert.equal(await deployVersion(parts, target, '1.0', request), first);
  await assert.rejects(deployVersion(parts, target, '1.1', request), { code: 'conflict' });
  await close();
});

test('R01: a newer deployment supersedes the one under way, which says by whom; with --no-supersede it is refused', async () => {
  const stuck = await fleet();
  const { parts, records, settled, close } = stuck;
  const numbers = await Promise.all([deployVersion(parts, target, '1.0', asked), deployVersion(parts, target, '1.1', asked)]);
  const [first = 0, second = 0] = numbers.sort((one, other) => one - other);
  assert.equal(await settled(second), 'done');
  const older = await findDeployment(records.db, first);
  if (older?.progress.phase === 'settled' && older.progress.outcome === 'superseded') {
    assert.equal(older.superseded_by, second);
    assert.ok((await listEvents(records.db, first)).some(({ text }) => text.includes(`superseded by deployment ${second}`)));
  } else assert.fail(`the older one ended as ${JSON.stringify(older?.progress)}`);
  await close();
});

test('more routes than can be told with each slot are refused; routes alone restart nothing', async () => {
  const { parts, records, settled, close } = await fleet();
  await settled(await deployVersion(parts, target, '1.0', asked));
  const named = (count: number) => ({
    kind: 'settings',
    reason: 'hosts',
    change: (settings: Settings) => ({ ...settings, hosts: { web: Array.from({ length: count }, (_, at) => `h${at}.test`) } }),
  });
  await assert.rejects(changeAndDeploy(parts, target, named(2001), asked), {
    code: 'refused',
    message: 'a process has at most 2000 routes, each route for each name',
    details: ['web has 2001'],
  });
  assert.equal(await settled(await changeAndDeploy(parts, target, named(2), asked)), 'done');
  const releases = await listReleases(records.db, target);
  const webs = releases.map(({ content }) => content.processes.web);
  assert.deepEqual(new Set(webs.map((web) => web?.fingerprint)).size, 1);
  assert.deepEqual(webs.map((web) => web?.process.routes.length).sort(), [0, 2]);
  assert.ok(webs.flatMap((web) => web?.process.routes ?? []).every((route) => JSON.stringify(route).length < 40));
  await close();
});

test('what cannot be is refused, and leaves nothing behind', async () => {
  const { parts, records, close, scale } = await fleet();
  await assert.rejects(deployVersion(parts, target, '9', asked), { code: 'not-found', message: 'hello has no version 9' });
  await assert.rejects(rollbackTo(parts, target, 0, asked), { code: 'refused' });
  await assert.rejects(changeAndDeploy(parts, target, scale(1), asked), { code: 'refused' });
  await assert.rejects(changeAndDeploy(parts, { ...target, app: 'none' }, scale(1), asked), { code: 'not-found' });
  await assert.rejects(deployVersion(parts, { ...target, environment: 'staging' }, '1.0', asked), { code: 'refused' });
  assert.deepEqual(await listReleases(records.db, target), []);
  await close();
});
