// What operators ask for, driven to its end over real records, with hosts that do what their assignment says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeAndDeploy, deployVersion, rollbackTo } from '../../server/deploy.ts';
import { addDeployment, findDeployment, listEvents, listFailures } from '../../server/records/deployments.ts';
import { listGhosts } from '../../server/records/ghosts.ts';
import { findRelease, listReleases } from '../../server/records/releases.ts';
import type { Settings } from '../../server/settings.ts';
import { asked, obedientFleet, target } from './obedient-fleet.ts';

const scale = (web: number) => ({
  kind: 'scale',
  reason: `scale web=${web}`,
  change: (known: Settings) => ({ ...known, replicas: { web } }),
});

test('a version becomes a release and is current when its deployment is done; deploying it again makes no new release', async () => {
  const { parts, records, settled, close, current } = await obedientFleet();
  assert.equal(await settled(await deployVersion(parts, target, '1.0', asked)), 'done');
  assert.equal(await current(), 1);
  assert.equal(await settled(await deployVersion(parts, target, '1.0', asked)), 'done');
  assert.equal((await listReleases(records.db, target)).length, 1);
  await close();
});

test('a version that fails leaves the release before current, with the evidence as the host told it', async () => {
  const { parts, records, settled, close, current } = await obedientFleet(({ version }) => version === '2.0');
  await settled(await deployVersion(parts, target, '1.0', asked));
  const number = await deployVersion(parts, target, '2.0', asked);
  assert.equal(await settled(number), 'rolled-back');
  assert.equal(await current(), 1);
  const [failure] = await listFailures(records.db, number);
  assert.deepEqual(JSON.parse(failure?.evidence ?? '{}').logLines, ['bye']);
  await close();
});

test('a version that fails is a ghost, with its reason; settings that fail where its version serves make none of it', async () => {
  const { parts, records, settled, close } = await obedientFleet(({ version, replicas }) => version === '2.0' || replicas > 2);
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
  const { parts, settled, close, settings } = await obedientFleet(({ replicas }) => replicas > 2);
  await settled(await deployVersion(parts, target, '1.0', asked));
  assert.equal(await settled(await changeAndDeploy(parts, target, scale(2), asked)), 'done');
  assert.equal(await settled(await changeAndDeploy(parts, target, scale(3), asked)), 'rolled-back');
  assert.deepEqual((await settings()).replicas, { web: 2 });
  await close();
});

test('a rollback goes to the release reached before, with its settings', async () => {
  const { parts, records, settled, close, current, settings } = await obedientFleet();
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
  const { parts, settled, close } = await obedientFleet();
  const request = { by: 'anna', requestId: 'r-1' };
  const first = await deployVersion(parts, target, '1.0', request);
  assert.equal(await deployVersion(parts, target, '1.0', request), first);
  await settled(first);
  assert.equal(await deployVersion(parts, target, '1.0', request), first);
  await assert.rejects(deployVersion(parts, target, '1.1', request), { code: 'conflict' });
  await close();
});

test('R01: of two deployments at once the newer supersedes the other, which says by whom; with --no-supersede it is refused', async () => {
  const { parts, records, settled, close, hold, release } = await obedientFleet();
  hold('h1', () => true);
  const numbers = await Promise.all([deployVersion(parts, target, '1.0', asked), deployVersion(parts, target, '1.1', asked)]);
  const [first = 0, second = 0] = numbers.sort((one, other) => one - other);
  const older = await findDeployment(records.db, first);
  assert.ok(older?.progress.phase === 'settled', JSON.stringify(older?.progress));
  assert.deepEqual([older.progress.outcome, older.superseded_by], ['superseded', second]);
  assert.ok((await listEvents(records.db, first)).some(({ text }) => text === `superseded by deployment ${second}`));
  await assert.rejects(deployVersion(parts, target, '2.0', { ...asked, noSupersede: true }), {
    code: 'refused',
    message: `deployment ${second} of hello in production is under way`,
  });
  assert.equal(await findDeployment(records.db, second + 1), undefined);
  await release('h1');
  assert.equal(await settled(second), 'done');
  assert.equal(await settled(await deployVersion(parts, target, '2.0', { ...asked, noSupersede: true })), 'done');
  await close();
});

test('R01: the database itself has no place for a second deployment of an app and environment that is under way', async () => {
  const { parts, records, settled, close, hold, release } = await obedientFleet();
  hold('h1', () => true);
  const number = await deployVersion(parts, target, '1.0', asked);
  const row = await findDeployment(records.db, number);
  assert.ok(row);
  const { number: _, settled_at, superseded_by, orders, ...same } = row;
  await assert.rejects(
    records.write((tx) => addDeployment(tx, same)),
    /UNIQUE constraint failed: deployments\.app, deployments\.environment/,
  );
  await release('h1');
  assert.equal(await settled(number), 'done');
  await close();
});

test('more routes than can be told with each slot are refused; routes alone restart nothing', async () => {
  const { parts, records, settled, close } = await obedientFleet();
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
  const { parts, records, close } = await obedientFleet();
  await assert.rejects(deployVersion(parts, target, '9', asked), { code: 'not-found', message: 'hello has no version 9' });
  await assert.rejects(rollbackTo(parts, target, 0, asked), { code: 'refused' });
  await assert.rejects(changeAndDeploy(parts, target, scale(1), asked), { code: 'refused' });
  await assert.rejects(changeAndDeploy(parts, { ...target, app: 'none' }, scale(1), asked), { code: 'not-found' });
  await assert.rejects(deployVersion(parts, { ...target, environment: 'staging' }, '1.0', asked), { code: 'refused' });
  assert.deepEqual(await listReleases(records.db, target), []);
  await close();
});
