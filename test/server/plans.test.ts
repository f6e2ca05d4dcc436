// Plans over real records: what would happen, kept for a day, deployed exactly so or not at all; and who owns a host name.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Failure } from '../../proto/failure.ts';
import { localBus } from '../../server/bus/local.ts';
import type { Progress } from '../../server/decide/types.ts';
import { deployVersion } from '../../server/deploy.ts';
import type { Drive } from '../../server/drive.ts';
import { makePlan, planKeptMs } from '../../server/make-plan.ts';
import { promote } from '../../server/orders.ts';
import { findDeployment, listEvents, saveProgress } from '../../server/records/deployments.ts';
import { addHost, hold, replaceAsked } from '../../server/records/fleet.ts';
import { addGhost } from '../../server/records/ghosts.ts';
import { setDraining } from '../../server/records/hosts.ts';
import { findPlan } from '../../server/records/plans.ts';
import { openRecords, type Records } from '../../server/records/records.ts';
import { changeSettings, listReleases, setCurrentRelease, type Target, useSettings } from '../../server/records/releases.ts';
import { addVersion } from '../../server/records/versions.ts';
import { noSettings } from '../../server/settings.ts';
import { deploymentView } from '../../server/views/deployment.ts';

const folder = mkdtempSync(join(tmpdir(), 'plans-'));
after(() => rmSync(folder, { recursive: true }));

const hello = { app: 'hello', environment: 'production' };
const by = { by: 'anna', force: false };
const noWish = { prospects: [], stages: [] };

/** A server without its loop; hosts h1 and h2 that were never heard; versions 1.0 and 1.1 of hello and blog, with a route each. */
async function server(t: { after(work: () => Promise<void>): void }, more = '') {
  const records = await openRecords(join(folder, `${Math.random()}.sqlite`));
  t.after(() => records.close());
  const drive: Drive = { alone: (work) => work(), changed: () => {}, hostsChanged: async () => {}, stop: async () => {} };
  const sessions = { presence: () => undefined, refresh: () => {} } as never;
  const clock = { now: 1_000_000 };
  const parts = { records, drive, bus: localBus(), observer: { sessions, startedAt: clock.now }, now: () => clock.now };
  await records.write(async (tx) => {
    for (const host of ['h1', 'h2']) await addHost(tx, host, 'production', 1);
    for (const app of ['hello', 'blog'])
      for (const name of ['1.0', '1.1']) {
        const manifest = manifestOf(app, app === 'hello' ? '/' : '/blog', more);
        const bundle = { digest: `${app}-${name}`, blob_sha256: name, blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest };
        await addVersion(tx, bundle, { app, name, bundle: bundle.digest, created_at: 1, created_by: 'anna' });
      }
  });
  return { ...parts, clock };
}

function manifestOf(app: string, path: string, more = ''): string {
  const web = `command: [run], replicas: 2, ports: { http: auto }, routes: [ { host: www.example.com, path: ${path} } ]${more}`;
  return `app: ${app}\nprocesses: { web: { ${web} } }`;
}

/** As if it had been carried out on both hosts. */
async function reached(records: Records, target: Target, number: number): Promise<void> {
  await records.write(async (tx) => {
    const row = await findDeployment(tx, number);
    assert.ok(row);
    const slots = ['h1', 'h2'].flatMap((host) => [1, 2].map((index) => ({ host, process: 'web', index })));
    const wishes = slots.map((slot) => ({ ...slot, release: row.to_release, deployment: number }));
    await saveProgress(tx, number, { phase: 'settled', outcome: 'done', at: 1 });
    await setCurrentRelease(tx, target, row.to_release);
    await replaceAsked(tx, target, { wishes, ...noWish });
  });
}

const refused = (words: RegExp) => (error: Failure) => {
  assert.match([error.message, ...error.details].join('; '), words);
  return true;
};

test('a promotion says from which step', async (t) => {
  const parts = await server(t);
  const number = await deployVersion(parts, hello, '1.0', { by: 'anna', requestId: '' });
  const course = { step: 2, at: 1, served: 1, behind: [] };
  const baking: Progress = { phase: 'baking', until: 9, baseline: null, ...course };
  await parts.records.write((tx) => saveProgress(tx, number, baking));
  await promote(parts, { ...hello, number: 0 }, { by: 'ben', requestId: '' });
  const row = await findDeployment(parts.records.db, number);
  assert.equal(row?.orders.promoted, 2);
  assert.deepEqual((await listEvents(parts.records.db, number)).at(-1)?.text, 'promoted from step 2 by ben');
  assert.equal(row && (await deploymentView(parts.records.db, row, parts.observer, 1)).promoted, 2);
});

test('what a host could not be told is refused before anything is recorded', async (t) => {
  const parts = await server(t);
  const long = 'x'.repeat(1 << 20);
  const variables = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`V${at}`, long]));
  await parts.records.write(async (tx) => {
    const change = { reason: '', created_at: 1, created_by: 'anna' };
    for (const app of ['hello', 'blog']) {
      const target = { ...hello, app };
      await useSettings(tx, target, await changeSettings(tx, target, { ...noSettings, variables }, change));
    }
  });
  const blog = { ...hello, app: 'blog' };
  const first = await deployVersion(parts, blog, '1.0', { by: 'anna', requestId: '' });
  await reached(parts.records, blog, first);
  await assert.rejects(
    deployVersion(parts, hello, '1.0', { by: 'anna', requestId: '' }),
    refused(
      /hello says more than a host can be told.*5 MiB, beside the 5 MiB of what h1 runs already; all together may have 8 MiB/,
    ),
  );
  const { refusals = [] } = await makePlan(parts, hello, { version: '1.0', ...by });
  assert.match(refusals.join(), /more than a host can be told/);
  assert.deepEqual(await listReleases(parts.records.db, hello), []);
});

test('a change of settings is planned as it would be deployed, and nothing of it stays', async (t) => {
  const parts = await server(t);
  await reached(parts.records, hello, await deployVersion(parts, hello, '1.0', { by: 'anna', requestId: '' }));
  const planned = async (edit: object, version = '') => {
    const plan = await makePlan(parts, hello, { version, ...by, edit: { set: [], unset: [], process: '', ...edit } });
    const changes = plan.changes?.map(({ key, before, after }) => `${key} ${before} -> ${after}`);
    return { id: plan.id, changes, slots: plan.slots?.map(({ host, index, what }) => `${host}/${index} ${what}`) };
  };
  assert.deepEqual(await planned({ set: [{ key: 'replicas.web', value: '1' }] }), {
    id: '',
    changes: ['replicas.web  -> 1'],
    slots: ['h1/1 RENUMBER', 'h1/2 STOP', 'h2/1 RENUMBER', 'h2/2 STOP'],
  });
  assert.deepEqual((await planned({ set: [{ key: 'LOG', value: 'debug' }] })).slots?.[0], 'h1/1 REPLACE');
  assert.deepEqual((await planned({ set: [{ key: 'replicas.web', value: '3' }] }, '1.1')).slots?.slice(0, 3), [
    ...['h1/1 REPLACE', 'h1/2 REPLACE', 'h1/3 START'],
  ]);
  assert.deepEqual(
    (await makePlan(parts, hello, { version: '', ...by })).slots?.every(({ what }) => what === 'KEEP'),
    true,
  );
  await assert.rejects(planned({ set: [{ key: 'replicas.wob', value: '1' }] }), refused(/wob/));
  await assert.rejects(makePlan(parts, { ...hello, app: 'blog' }, { version: '', ...by }), refused(/blog was never deployed/));
  assert.equal((await listReleases(parts.records.db, hello)).length, 1);
});

test('a plan says what each slot would do, and leaves no trace of it but itself', async (t) => {
  const parts = await server(t);
  await reached(parts.records, hello, await deployVersion(parts, hello, '1.0', { by: 'anna', requestId: '' }));
  const plan = await makePlan(parts, hello, { version: '1.1', ...by });
  assert.deepEqual(
    plan.slots?.map(({ host, index, what, from, to }) => `${host}/${index} ${what} ${from} ${to}`),
    ['h1/1 REPLACE 1 2', 'h1/2 REPLACE 1 2', 'h2/1 REPLACE 1 2', 'h2/2 REPLACE 1 2'],
  );
  assert.equal(plan.steps?.[0], 'canary: 2 slots of web on h1, then watched for 1 min');
  assert.match(plan.warnings?.join() ?? '', /h1 is out of reach: it is waited for 10 min at most/);
  assert.equal((await listReleases(parts.records.db, hello)).length, 1);
  assert.equal(
    (await makePlan(parts, hello, { version: '1.0', ...by })).slots?.every(({ what }) => what === 'KEEP'),
    true,
  );
});

test('a plan is deployed as it is while nothing has moved, and is refused with what has', async (t) => {
  const parts = await server(t);
  const { records } = parts;
  const planned = async () => String((await makePlan(parts, hello, { version: '1.1', ...by })).id);
  const asked = (plan: string) => ({ by: 'anna', requestId: '', plan });
  await reached(records, hello, await deployVersion(parts, hello, '1.0', { by: 'anna', requestId: '' }));

  const settings = await planned();
  await records.write(async (tx) => {
    const change = { reason: 'test', created_at: 1, created_by: 'anna' };
    await useSettings(tx, hello, await changeSettings(tx, hello, { ...noSettings, replicas: { web: 1 } }, change));
  });
  await assert.rejects(
    deployVersion(parts, hello, '1.1', asked(settings)),
    refused(/things are not as they were.*settings were revision 0 and are revision 1/),
  );

  const hosts = await planned();
  await records.write((tx) => addHost(tx, 'h3', 'production', 1));
  await assert.rejects(deployVersion(parts, hello, '1.1', asked(hosts)), refused(/host h3 has joined/));

  const good = await planned();
  await assert.rejects(deployVersion(parts, hello, '1.0', asked(good)), refused(/is for hello@1.1 in production/));
  const number = await deployVersion(parts, hello, '1.1', asked(good));
  assert.equal((await findDeployment(records.db, number))?.to_release, 2);
  await assert.rejects(deployVersion(parts, hello, '1.1', asked(good)), refused(new RegExp(`deployment ${number} is under way`)));
  await reached(records, hello, number);
  await assert.rejects(deployVersion(parts, hello, '1.1', asked(good)), refused(/the current release was v1 and is v2/));
});

test('a plan is kept for a day', async (t) => {
  const parts = await server(t);
  const id = String((await makePlan(parts, hello, { version: '1.1', ...by })).id);
  parts.clock.now += planKeptMs - 1;
  assert.ok(await findPlan(parts.records.db, id, parts.now()));
  parts.clock.now += 1;
  await assert.rejects(deployVersion(parts, hello, '1.1', { by: 'anna', requestId: '', plan: id }), refused(/there is no plan/));
});

test('a plan that would be refused says why, all at once, and cannot be deployed', async (t) => {
  const parts = await server(t, ', on: { disk: ssd }');
  const ghost = { ...hello, version: '1.1', reason: 'web/1 on h1 exited', deployment: 7, created_at: 1 };
  await parts.records.write((tx) => addGhost(tx, ghost));
  const plan = await makePlan(parts, hello, { version: '1.1', ...by });
  assert.equal(plan.id, '');
  assert.match(plan.refusals?.[0] ?? '', /failed in production before, in deployment 7.*web\/1 on h1 exited/);
  assert.match(plan.refusals?.[1] ?? '', /no host with the labels disk=ssd takes web/);
  assert.equal((await makePlan(parts, hello, { version: '1.1', ...by, force: true })).refusals?.length, 1);
});

test('a plan is refused where there is no host, all are drained or held, or their agents are too old', async (t) => {
  const parts = await server(t);
  const refusalsOf = async (target = hello, more: Partial<typeof parts> = {}) =>
    ((await makePlan({ ...parts, ...more }, target, { version: '1.0', ...by })).refusals ?? []).join('\n');
  assert.equal(await refusalsOf(), '');
  assert.match(await refusalsOf({ ...hello, environment: 'staging' }), /the environment staging has no host/);
  const hello9 = { agentVersion: '0.9.0', abilities: [] };
  const presence = () => ({ state: 'connected', since: 1, hello: hello9, report: null });
  const observer = { ...parts.observer, sessions: { presence, refresh: () => {} } as never };
  assert.match(
    await refusalsOf(hello, { observer }),
    /h1 refused the assignment: its agent \(0\.9\.0\) is too old to say whether it can run this/,
  );
  await parts.records.write((tx) => setDraining(tx, ['h1', 'h2'], { since: 1, until: null, by: 'anna', reason: '' }));
  assert.match(await refusalsOf(), /no host takes web \(hosts that are drained take nothing\)/);
  await parts.records.write((tx) => hold(tx, 'h1', 'it has heard a later life of this server'));
  assert.match(await refusalsOf(), /h1.*held|held.*h1/);
});

test('a host name belongs to the app that has it, until that has another or is stopped', async (t) => {
  const parts = await server(t);
  const blog = { app: 'blog', environment: 'production' };
  await deployVersion(parts, hello, '1.0', { by: 'anna', requestId: '' });
  await deployVersion(parts, blog, '1.0', { by: 'anna', requestId: '' });
  const change = { reason: 'test', created_at: 1, created_by: 'anna' };
  const text = { digest: 'same', blob_sha256: 's', blob_bytes: 1, unpacked_bytes: 1, files: 1 };
  const manifest = manifestOf('blog', '/');
  await parts.records.write((tx) =>
    addVersion(tx, { ...text, manifest }, { app: 'blog', name: '2.0', bundle: 'same', created_at: 1, created_by: 'anna' }),
  );
  const taking = () => deployVersion(parts, blog, '2.0', { by: 'anna', requestId: '' });
  await assert.rejects(
    taking,
    refused(/blog and hello cannot both.*web answers for www.example.com, which belongs to web of hello \(v1\)/),
  );
  const plan = await makePlan(parts, blog, { version: '2.0', ...by });
  assert.match(plan.refusals?.join() ?? '', /belongs to web of hello/);
  await parts.records.write(async (tx) => {
    await useSettings(
      tx,
      hello,
      await changeSettings(tx, hello, { ...noSettings, hosts: { web: ['shop.example.com'] } }, change),
    );
  });
  await deployVersion(parts, hello, '1.1', { by: 'anna', requestId: '' });
  await taking();
});
