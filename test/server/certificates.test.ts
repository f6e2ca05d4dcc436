// Certificates on the server: kept sealed, replaced by adding again, told to hosts with routes for their names and to no others.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { Failure } from '../../proto/failure.ts';
import { assignmentFor } from '../../server/assignment.ts';
import { localBus } from '../../server/bus/local.ts';
import { deliverCertificate } from '../../server/certificates/deliver.ts';
import { requireCertificates } from '../../server/certificates/required.ts';
import { addCertificate, takeAway } from '../../server/certificates/store.ts';
import { addHost, findHost, replaceAsked } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';
import { addRelease, setCurrentRelease, useSettings } from '../../server/records/releases.ts';
import { about } from '../../server/records/sealed.ts';
import type { ReleaseContent } from '../../server/release.ts';
import { forget, openVault, rekey } from '../../server/secrets.ts';
import { certificateTroubles, certificateViews } from '../../server/views/certificates.ts';
import { type Chains, makeChains } from '../certs/chains.ts';
import { keptCertificates } from './kept-certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
after(() => rmSync(folder, { recursive: true }));
let made = 0;
let chains: Chains;
before(async () => {
  chains = await makeChains();
});

const day = 86_400_000;
const place = (name: string, environment = 'production') => ({ environment, name });

async function open() {
  made += 1;
  const path = join(folder, `${made}.sqlite`);
  const keyPath = join(folder, `${made}.key`);
  const records = await openRecords(path);
  const vault = await openVault(records, keyPath);
  const state = { skipMs: 0 };
  const parts = { records, bus: localBus(), vault, now: () => Date.now() + state.skipMs };
  await records.write(async (tx) => {
    for (const host of ['h1', 'h2']) await addHost(tx, host, 'production', 1);
    await addHost(tx, 's1', 'staging', 1);
  });
  const add = async (name: string, leaf: Parameters<Chains['issue']>[0] = {}, environment = 'production') => {
    const pair = await chains.issue(leaf);
    await addCertificate(parts, place(name, environment), { ...pair, by: 'anna' });
    return pair;
  };
  /** An app that is asked for on this host alone, with these routes. */
  const deploy = (app: string, host: string, routes: object[], environment = 'production') =>
    records.write(async (tx) => {
      const target = { app, environment };
      const all = routes.map((route) => ({ path: '/', ...route }));
      const processes = { web: { replicas: 1, on: {}, fingerprint: 'f', process: { routes: all } } };
      const content = { bundle: 'd1', strategy: { kind: 'rolling', healthyMs: 0 }, processes } as unknown as ReleaseContent;
      const change = { reason: '', created_at: 1, created_by: 'anna' };
      const release = await addRelease(tx, target, { version: '1.0', settings_revision: 0, content }, change);
      await useSettings(tx, target, 0);
      await setCurrentRelease(tx, target, release);
      const wishes = [{ host, process: 'web', index: 1, release, deployment: 1 }];
      await replaceAsked(tx, target, { wishes, prospects: [], stages: [] });
    });
  const told = async (host: string) => (await assignmentFor(records.db, host, 1)).certificates?.map(({ name }) => name);
  const revision = async (host: string) => (await findHost(records.db, host))?.revision;
  return { path, keyPath, records, vault, parts, state, add, deploy, told, revision };
}

it('a host is told of what fits its routes, and of nothing else; adding again takes effect there', async () => {
  const { records, add, deploy, told, revision } = await open();
  await deploy('hello', 'h1', [{ host: 'www.example.com' }, { host: 'a.wild.example.com' }]);
  await deploy('other', 'h2', [{ host: 'other.example.com' }]);
  const before = [await revision('h1'), await revision('h2')];
  await add('www');
  await add('wild', { hosts: ['*.wild.example.com'] });
  await add('stranger', { hosts: ['stranger.example.com'] });
  await add('www', {}, 'staging');
  deepEqual((await told('h1'))?.sort(), ['wild', 'www']);
  deepEqual(await told('h2'), []);
  deepEqual([await revision('h1'), await revision('h2')], [Number(before[0]) + 2, before[1]]);
  const [first] = (await assignmentFor(records.db, 'h1', 1)).certificates ?? [];
  await add('www', { until: 100 });
  const [second] = (await assignmentFor(records.db, 'h1', 1)).certificates ?? [];
  equal(second?.name, 'www');
  ok(second?.digest !== first?.digest);
  await records.close();
});

it('a route that names one has that one alone, and of several for a name the one that lasts longest is first', async () => {
  const { records, add, deploy, told, parts } = await open();
  await deploy('hello', 'h1', [{ host: 'www.example.com', tls: { certificate: 'mine' } }, { host: 'api.example.com' }]);
  await add('www');
  deepEqual(await told('h1'), []);
  const troubles = () => certificateTroubles(records.db, { app: 'hello', environment: 'production' }, parts.now());
  deepEqual(await troubles(), ['certificate mine: there is none of that name: ctl certs add mine']);
  await add('mine', { hosts: ['mine.example.com'] });
  deepEqual(await troubles(), ['certificate mine: it is not for www.example.com']);
  await add('mine');
  deepEqual(await troubles(), []);
  await add('api-old', { hosts: ['api.example.com'], until: 40 });
  await add('api-new', { hosts: ['api.example.com'], until: 80 });
  deepEqual(await told('h1'), ['mine', 'api-new', 'api-old']);
  await records.close();
});

it('a release that names one is refused where it is not there, unless that is how things are already', async () => {
  const { records, add, deploy } = await open();
  const routes = (certificate: string, host = 'www.example.com') => [{ host, tls: { certificate } }, { host: 'b.example.com' }];
  const target = { app: 'hello', environment: 'production' };
  const next = async (of: object[], replicas = 1) => {
    const all = of.map((route) => ({ path: '/', ...route }));
    const processes = { web: { replicas, on: {}, fingerprint: 'f', process: { routes: all } } };
    const content = { bundle: 'd1', strategy: { kind: 'rolling', healthyMs: 0 }, processes } as unknown as ReleaseContent;
    const change = { reason: '', created_at: 1, created_by: 'anna' };
    return records.write(async (tx) => {
      const release = await addRelease(tx, target, { version: '1.1', settings_revision: 0, content }, change);
      return requireCertificates(tx, target, release);
    });
  };
  const refused = (words: RegExp) => (failure: Failure) => {
    equal(failure.code, 'refused');
    match([failure.message, ...failure.details, failure.next].join('; '), words);
    return true;
  };
  await deploy('hello', 'h1', [{ host: 'www.example.com' }]);
  const none =
    /web: its route for www.example.com is to be answered with the certificate mine, which there is not; ctl certs add mine/;
  await rejects(next(routes('mine')), refused(none));
  await next(routes('mine'), 0);
  await next(routes('acme'));
  await add('mine', { hosts: ['mine.example.com'] });
  await add('mine', {}, 'staging');
  await rejects(next(routes('mine')), refused(/the certificate mine, which is not for www.example.com/));
  await add('mine');
  await next(routes('mine'));
  await records.db.updateTable('certificates').set({ sealed: null }).execute();
  await rejects(next(routes('mine')), refused(none));
  await deploy('hello', 'h1', routes('mine'));
  await next(routes('mine'));
  await rejects(next(routes('mine', 'new.example.com')), refused(/its route for new.example.com/));
  await records.close();
});

it('its key goes to a host that is told of it, and to no other', async () => {
  const { records, parts, add, deploy } = await open();
  await deploy('hello', 'h1', [{ host: 'www.example.com' }]);
  const { key } = await add('www');
  const [row] = await keptCertificates(records.db);
  const digest = row?.digest ?? '';
  const delivered = await deliverCertificate(parts, 'h1', digest);
  equal(delivered.key?.trim(), key.trim());
  equal(delivered.chain, row?.chain);
  for (const host of ['h2', 's1', 'nobody']) await rejects(deliverCertificate(parts, host, digest), { code: 'forbidden' });
  await rejects(deliverCertificate(parts, 'h1', 'a'.repeat(64)), { code: 'forbidden' });
  await records.close();
});

it('no key stands in the records, in what is told, or in a refusal', async () => {
  const { records, path, parts, add } = await open();
  const { key } = await add('www');
  const line = key.split('\n')[1] as string;
  const other = await chains.issue();
  const told = (error: Failure) => !JSON.stringify([error.message, error.details]).includes(line);
  await rejects(addCertificate(parts, place('x'), { ...other, key, by: 'anna' }), told);
  const shown = JSON.stringify(await certificateViews(records.db, '', parts.now()));
  await records.close();
  for (const text of [readFileSync(path), Buffer.from(shown)]) ok(!text.includes(line));
});

it('one that cannot be used is refused with every reason, and what has the name stays', async () => {
  const { records, parts, add } = await open();
  await add('www');
  const [before] = await keptCertificates(records.db);
  const over = await chains.issue({ from: -9, until: -1 });
  const refused = (error: Failure) => error.code === 'bad-input' && /expired/.test(error.details.join());
  await rejects(addCertificate(parts, place('www'), { ...over, by: 'anna' }), refused);
  deepEqual(await keptCertificates(records.db), [before]);
  await records.close();
});

it('one that routes are answered with is taken away by force alone, and hosts are told', async () => {
  const { records, parts, add, deploy, told } = await open();
  await deploy('hello', 'h1', [{ host: 'www.example.com' }]);
  await add('www');
  const used = (error: Failure) =>
    error.code === 'refused' && /web of hello answers for www.example.com/.test(error.details.join());
  await rejects(takeAway(parts, place('www'), false), used);
  await takeAway(parts, place('www'), true);
  deepEqual(await told('h1'), []);
  await rejects(takeAway(parts, place('www'), true), { code: 'not-found' });
  await records.close();
});

it('who uses it, and that it ends soon or is over, is told', async () => {
  const { records, parts, state, add, deploy } = await open();
  await deploy('hello', 'h1', [{ host: 'www.example.com' }]);
  await add('www');
  const view = async () => (await certificateViews(records.db, 'production', parts.now()))[0];
  deepEqual((await view())?.usedBy, ['hello/web']);
  deepEqual((await view())?.troubles, []);
  state.skipMs = 61 * day;
  match((await view())?.troubles?.join() ?? '', /^it ends at/);
  const app = { app: 'hello', environment: 'production' };
  match((await certificateTroubles(records.db, app, parts.now())).join(), /^certificate www: it ends at/);
  state.skipMs = 91 * day;
  match((await view())?.troubles?.join() ?? '', /^it expired at/);
  await records.close();
});

it('another key for secrets seals them anew; where the key is lost, they are given up and told', async () => {
  const { records, keyPath, vault, add, parts, deploy } = await open();
  await deploy('hello', 'h1', [{ host: 'www.example.com' }]);
  const { key } = await add('www');
  equal(await rekey(records, keyPath), 1);
  const [row] = await keptCertificates(records.db);
  ok(row?.sealed);
  const sealed = row.sealed;
  equal((await openVault(records, keyPath)).openKey(about.certificate(row), sealed).trim(), key.trim());
  try {
    vault.openKey(about.certificate(row), sealed);
    ok(false, 'the old key still opens it');
  } catch (error) {
    equal((error as Failure).code, 'internal');
  }
  rmSync(keyPath);
  await rejects(openVault(records, keyPath), /1 sealed/);
  equal(await forget(records, keyPath), 1);
  const [view] = await certificateViews(records.db, '', parts.now());
  deepEqual(view?.troubles, ['its key is lost: add it again']);
  await openVault(records, keyPath);
  await records.close();
});
