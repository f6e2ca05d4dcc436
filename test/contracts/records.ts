// What any record store must do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Progress, Wish } from '../../server/decide/types.ts';
import { findAccount, findOrder, forgetOrders, putAccount, putOrder } from '../../server/records/acme.ts';
import {
  findByDigest,
  findCertificate,
  listFacts,
  putCertificate,
  removeCertificate,
} from '../../server/records/certificates.ts';
import {
  activeDeployment,
  addDeployment,
  addEvents,
  addFailures,
  findByRequest,
  findDeployment,
  listDeployments,
  listEvents,
  listFailures,
  saveProgress,
} from '../../server/records/deployments.ts';
import { addHost, findHost, listHosts, listStages, listWishes, replaceAsked, wishesForHost } from '../../server/records/fleet.ts';
import type { Records } from '../../server/records/records.ts';
import {
  addRelease,
  changeSettings,
  findRelease,
  findTarget,
  listReleases,
  setCurrentRelease,
  settingsAt,
  useSettings,
} from '../../server/records/releases.ts';
import { listSealedKeys } from '../../server/records/sealed.ts';
import {
  addSecret,
  findSecret,
  listSealed,
  listSecrets,
  resealSecret,
  sealedWith,
  setSealedWith,
} from '../../server/records/secrets.ts';
import { listRevisions } from '../../server/records/settings.ts';
import { addVersion, appExists, findVersion, listVersions } from '../../server/records/versions.ts';
import type { ReleaseContent } from '../../server/release.ts';
import { noSettings } from '../../server/settings.ts';

const target = { app: 'hello', environment: 'production' };
const other = { app: 'hello', environment: 'staging' };
const change = { reason: 'test', created_at: 5, created_by: 'anna' };
const strategy = { kind: 'rolling', canarySteps: [], verdict: null, keepWarmMs: 0 };
const hooks = { release: null, afterDeploy: null };
const content = { bundle: 'd1', stopped: false, hooks, strategy, processes: {} } as unknown as ReleaseContent;
const bundle = { digest: 'd1', blob_sha256: 'b1', blob_bytes: 10, unpacked_bytes: 100, files: 3, manifest: 'app: hello' };

/** `open` gives an empty store; `reopen` the same one after a restart. */
export function recordsContract(name: string, { open, reopen }: { open(): Promise<Records>; reopen(): Promise<Records> }): void {
  test(`${name}: versions name bundles, newest first, and never change`, async () => {
    const records = await open();
    await records.write((tx) =>
      addVersion(tx, bundle, { app: 'hello', name: '1.0', bundle: 'd1', created_at: 1, created_by: 'anna' }),
    );
    await records.write((tx) =>
      addVersion(tx, bundle, { app: 'hello', name: '1.1', bundle: 'd1', created_at: 2, created_by: 'anna' }),
    );
    await assert.rejects(
      records.write((tx) => addVersion(tx, bundle, { app: 'hello', name: '1.0', bundle: 'd1', created_at: 3, created_by: 'x' })),
    );
    assert.deepEqual(
      (await listVersions(records.db, 'hello')).map((version) => version.name),
      ['1.1', '1.0'],
    );
    assert.equal((await findVersion(records.db, 'hello', '1.0'))?.created_by, 'anna');
    assert.equal(await findVersion(records.db, 'hell', '1.0'), undefined);
    assert.equal(await appExists(records.db, 'hello'), true);
    assert.equal(await appExists(records.db, 'hell'), false);
    await records.close();
  });

  test(`${name}: secrets have a version each, stay where they are without their value, and are sealed with a key that is known`, async () => {
    const records = await open();
    const row = { ...target, name: 'TOKEN', process: '', sealed: 'c2VhbGVk', bytes: 6, created_at: 5, created_by: 'anna' };
    await records.write(async (tx) => {
      for (const version of [2, 1]) await addSecret(tx, { ...row, version });
      await addSecret(tx, { ...row, ...other, version: 1 });
      await resealSecret(tx, { ...row, version: 1 }, null);
      for (const id of ['k1', 'k2']) await setSealedWith(tx, id);
    });
    await assert.rejects(records.write((tx) => addSecret(tx, { ...row, version: 2 })));
    assert.deepEqual(
      (await listSecrets(records.db, target)).map(({ version, sealed }) => [version, sealed]),
      [
        [1, null],
        [2, 'c2VhbGVk'],
      ],
    );
    assert.deepEqual(await findSecret(records.db, other, 'TOKEN', 1), { ...row, ...other, version: 1 });
    assert.equal(await findSecret(records.db, target, 'OTHER', 1), undefined);
    assert.equal((await listSealed(records.db)).length, 2);
    assert.equal(await sealedWith(records.db), 'k2');
    await records.close();
  });

  test(`${name}: revisions of settings are there as they were made, the newest first`, async () => {
    const records = await open();
    await records.write(async (tx) => {
      for (const web of [1, 2, 3]) await changeSettings(tx, target, { ...noSettings, replicas: { web } }, change);
      await changeSettings(tx, other, noSettings, change);
    });
    assert.deepEqual(
      (await listRevisions(records.db, target, 2)).map(({ revision, content, created_by }) => [
        revision,
        content.replicas,
        created_by,
      ]),
      [
        [3, { web: 3 }, 'anna'],
        [2, { web: 2 }, 'anna'],
      ],
    );
    await records.close();
  });

  test(`${name}: releases are numbered per app and environment, and keep their settings`, async () => {
    const records = await open();
    const numbers = await records.write(async (tx) => {
      await useSettings(tx, target, 0);
      const revision = await changeSettings(tx, target, { ...noSettings, replicas: { web: 3 } }, change);
      const first = await addRelease(tx, target, { version: '1.0', settings_revision: 0, content }, change);
      const second = await addRelease(tx, target, { version: '1.0', settings_revision: revision, content }, change);
      const elsewhere = await addRelease(tx, other, { version: '1.0', settings_revision: 0, content }, change);
      await setCurrentRelease(tx, target, second);
      return [first, second, elsewhere];
    });
    assert.deepEqual(numbers, [1, 2, 1]);
    assert.equal((await findTarget(records.db, target))?.current_release, 2);
    assert.deepEqual(
      (await listReleases(records.db, target)).map((release) => release.number),
      [2, 1],
    );
    assert.deepEqual((await findRelease(records.db, target, 1))?.content, content);
    assert.equal((await settingsAt(records.db, target, 1)).replicas.web, 3);
    assert.deepEqual((await settingsAt(records.db, target, 0)).replicas, {});
    await records.close();
  });

  test(`${name}: one deployment of an app in an environment is under way at a time, held by the store itself`, async () => {
    const records = await open();
    const staging: Progress = { phase: 'staging', since: 1 };
    const row = {
      kind: 'deploy',
      to_release: 1,
      from_release: null,
      progress: staging,
      request_digest: null,
      runs_hooks: 1,
      created_at: 1,
      created_by: 'anna',
    };
    const first = await records.write((tx) => addDeployment(tx, { ...target, ...row, request_id: 'r1' }));
    await assert.rejects(records.write((tx) => addDeployment(tx, { ...target, ...row, request_id: null })));
    await records.write((tx) => addDeployment(tx, { ...other, ...row, request_id: null }));
    assert.equal((await activeDeployment(records.db, target))?.number, first);
    await records.write((tx) => saveProgress(tx, first, { phase: 'settled', outcome: 'done', at: 9 }));
    assert.equal(await activeDeployment(records.db, target), undefined);
    const second = await records.write((tx) => addDeployment(tx, { ...target, ...row, request_id: null }));
    assert.ok(second > first);
    assert.equal((await findByRequest(records.db, 'r1'))?.number, first);
    assert.equal((await findDeployment(records.db, first))?.settled_at, 9);
    assert.deepEqual(
      (await listDeployments(records.db, target, 1)).map(({ number }) => number),
      [second],
    );
    await records.close();
  });

  test(`${name}: events stay in order, and a failure that is told twice is one`, async () => {
    const records = await open();
    const failure = {
      host: 'h1',
      process: 'web',
      index: 1,
      at: 7,
      cause: 'exited',
      replica: 'r',
      message: 'm',
      evidence: '{}',
      others: { slots: 3, serving: 2, notWell: 1 },
    } as const;
    await records.write(async (tx) => {
      await addEvents(tx, 1, 1, ['a', 'b']);
      await addFailures(tx, 1, [failure]);
    });
    await records.write(async (tx) => {
      await addEvents(tx, 1, 1, ['c']);
      await addFailures(tx, 1, [failure]);
    });
    assert.deepEqual(
      (await listEvents(records.db, 1)).map(({ text }) => text),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(await listFailures(records.db, 1), [failure]);
    await records.close();
  });

  test(`${name}: only the hosts that are concerned get a new revision of their assignment`, async () => {
    const records = await open();
    const wish = (host: string, release: number): Wish => ({ host, process: 'web', index: 1, release, deployment: 1 });
    const stages = ['h1', 'h2'].map((host) => ({ host, bundle: 'd1' }));
    const asked = (wishes: Wish[]) => ({ wishes, prospects: [], stages });
    const revisions = async () => (await listHosts(records.db)).map(({ revision }) => revision);
    await records.write(async (tx) => {
      for (const host of ['h1', 'h2']) await addHost(tx, host, 'production', 1);
      await addHost(tx, 'h1', 'staging', 2);
    });
    assert.equal((await findHost(records.db, 'h1'))?.environment, 'production');
    assert.deepEqual(await records.write((tx) => replaceAsked(tx, target, asked([wish('h1', 1)]))), ['h1', 'h2']);
    assert.deepEqual(await revisions(), [2, 2]);
    assert.deepEqual(await records.write((tx) => replaceAsked(tx, target, asked([wish('h1', 2)]))), ['h1']);
    assert.deepEqual(await records.write((tx) => replaceAsked(tx, target, asked([wish('h1', 2)]))), []);
    assert.deepEqual(await revisions(), [3, 2]);
    assert.deepEqual(await listWishes(records.db, target), [wish('h1', 2)]);
    assert.deepEqual(await listStages(records.db, target), stages);
    assert.equal((await wishesForHost(records.db, 'h1'))[0]?.app, 'hello');
    await records.close();
  });

  test(`${name}: a certificate takes the place of what has its name in its environment, and of nothing else`, async () => {
    const records = await open();
    const put = (environment: string, of: string, digest: string) =>
      records.write((tx) =>
        putCertificate(tx, {
          ...{ environment, name: of, source: 'added', hosts: ['www.example.com'], not_before: 1, not_after: 2, issuer: 'i' },
          ...{ digest, chain: 'c', sealed: 's', created_at: 1, created_by: 'anna' },
        }),
      );
    await put('production', 'www', 'd1');
    await put('staging', 'www', 'd2');
    await put('production', 'www', 'd3');
    await put('production', 'api', 'd4');
    const digests = async (environment?: string) => (await listFacts(records.db, environment)).map(({ digest }) => digest);
    assert.deepEqual(await digests(), ['d4', 'd3', 'd2']);
    assert.deepEqual(await digests('staging'), ['d2']);
    assert.deepEqual((await findCertificate(records.db, 'production', 'www'))?.hosts, ['www.example.com']);
    assert.equal((await findByDigest(records.db, 'd3'))?.chain, 'c');
    assert.equal(await findByDigest(records.db, 'd1'), undefined);
    await records.write((tx) => removeCertificate(tx, { environment: 'production', name: 'www' }));
    assert.deepEqual(await digests(), ['d4', 'd2']);
    await records.close();
  });

  test(`${name}: an account and its orders, and every key that is sealed`, async () => {
    const records = await open();
    const account = { environment: 'production', directory: 'https://ca', email: 'e', challenge: 'http-01', dns: '', ca: '' };
    const row = { ...account, sealed: 'k1', url: 'u', terms: '', set_at: 1, set_by: 'anna' };
    const order = {
      environment: 'production',
      host: 'www.example.com',
      url: 'o',
      sealed: 'k2',
      tries: 1,
      next_at: 5,
      reason: 'r',
    };
    await records.write(async (tx) => {
      await putAccount(tx, { ...row, email: 'before' });
      await putAccount(tx, row);
      await putOrder(tx, { ...order, tries: 0 });
      await putOrder(tx, order);
    });
    assert.deepEqual(await findAccount(records.db, 'production'), row);
    assert.deepEqual(await findOrder(records.db, 'production', 'www.example.com'), order);
    const sealed = await listSealedKeys(records.db);
    assert.deepEqual(
      sealed.map((one) => `${one.about} ${one.sealed}`),
      ['acme-account:production k1', 'acme-order:production/www.example.com k2'],
    );
    await records.write(async (tx) => {
      for (const one of sealed) await one.reseal(tx, null);
    });
    assert.deepEqual(await findAccount(records.db, 'production'), { ...row, sealed: null, url: '' });
    assert.deepEqual(await findOrder(records.db, 'production', 'www.example.com'), { ...order, sealed: null, url: null });
    await records.write((tx) => forgetOrders(tx, 'production'));
    assert.equal(await findOrder(records.db, 'production', 'www.example.com'), undefined);
    await records.close();
  });

  test(`${name}: a write that fails in the middle leaves nothing, and what was acknowledged is there after a restart`, async () => {
    const records = await open();
    await records.write((tx) => addHost(tx, 'kept', 'production', 1));
    await assert.rejects(
      records.write(async (tx) => {
        await addHost(tx, 'lost', 'production', 1);
        throw new Error('in the middle');
      }),
      /in the middle/,
    );
    await records.close();
    const again = await reopen();
    assert.deepEqual(
      (await listHosts(again.db)).map(({ name }) => name),
      ['kept'],
    );
    assert.equal(again.epoch, 1);
    await again.close();
  });
}
