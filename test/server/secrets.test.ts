// Secrets on the server: sealed with a key outside the records, versioned, kept while a release names them, given to no wrong host.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { keyFile, writeKeyFile } from '../../lib/key-file.ts';
import { localBus } from '../../server/bus/local.ts';
import { type Apply, recordSettings, settingSecret, unsettingSecrets } from '../../server/change-settings.ts';
import { currentSettings, releaseOf } from '../../server/choose-release.ts';
import { deliverSecrets } from '../../server/deliver-secrets.ts';
import { addHost } from '../../server/records/fleet.ts';
import { openRecords, type Records } from '../../server/records/records.ts';
import { findRelease } from '../../server/records/releases.ts';
import { findSecret, listSecrets } from '../../server/records/secrets.ts';
import { addVersion } from '../../server/records/versions.ts';
import { forget, openVault, rekey } from '../../server/secrets.ts';
import { revisionViews, secretViews } from '../../server/views/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
after(() => rmSync(folder, { recursive: true }));
let made = 0;

const anna = { by: 'anna', requestId: '' };
const target = { app: 'hello', environment: 'production' };
const canary = 'hunter2-canary';
const manifest = 'app: hello\nprocesses: { web: { command: [run] }, worker: { command: [run], secrets: [] } }\n';

async function open() {
  made += 1;
  const path = join(folder, `${made}.sqlite`);
  const keyPath = join(folder, `${made}.key`);
  const records = await openRecords(path);
  await records.write(async (tx) => {
    const bundle = { digest: 'd1', blob_sha256: 'b1', blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest };
    await addVersion(tx, bundle, { app: 'hello', name: '1.0', bundle: 'd1', created_at: 1, created_by: 'anna' });
    await addHost(tx, 'h1', 'production', 1);
  });
  const vault = await openVault(records, keyPath);
  const parts = { records, bus: localBus(), vault, now: () => 7 };
  const record = async (reason: string, apply: Apply) =>
    (await recordSettings(parts, target, { reason, wish: '', apply }, anna)).after;
  const set = (name: string, value: string, process = '') =>
    record(`set ${name}`, settingSecret(parts, { name, value, process }));
  const unset = (name: string, process = '') => record(`unset ${name}`, unsettingSecrets([name], process));
  const release = () =>
    records.write(async (tx) => {
      const { settings, revision } = await currentSettings(tx, target);
      return releaseOf(tx, target, { version: '1.0', settings, revision }, { reason: '', created_at: 1, created_by: 'anna' });
    });
  const wish = (number: number) =>
    records.db
      .insertInto('wishes')
      .values({ ...target, host: 'h1', process: 'web', slot: 1, release: number, deployment: 1, warm: 0, weight: 100 })
      .execute();
  return { path, keyPath, records, vault, parts, set, unset, release, wish };
}

async function secretOf(records: Records, keyPath: string, name: string, version: number): Promise<string> {
  const row = await findSecret(records.db, target, name, version);
  ok(row);
  return (await openVault(records, keyPath)).open(row);
}

it('each value is a version, the same one again is none, and none stands in the records', async () => {
  const { records, path, keyPath, set } = await open();
  await set('TOKEN', canary);
  await set('TOKEN', canary);
  const revision = await set('TOKEN', `${canary}-2`);
  equal(revision, 2);
  deepEqual((await currentSettings(records.db, target)).settings.secrets, { TOKEN: 2 });
  equal(await secretOf(records, keyPath, 'TOKEN', 2), `${canary}-2`);
  const told = JSON.stringify([await secretViews(records.db, target), await revisionViews(records.db, target, 10)]);
  await records.close();
  for (const text of [readFileSync(path), Buffer.from(told)]) ok(!text.includes(canary) && !text.includes(btoa(canary)));
});

it('a value goes when nothing names its version, stays while a release does, and its number is never used again', async () => {
  const { records, set, unset, release } = await open();
  await set('TOKEN', 'one');
  await release();
  await set('TOKEN', 'two');
  await set('TOKEN', 'three');
  const kept = async () =>
    (await listSecrets(records.db, target)).map(({ version, sealed }) =>
      sealed === null ? `${version} without its value` : version,
    );
  deepEqual(await kept(), [1, 3]);
  await unset('TOKEN');
  deepEqual(await kept(), [1, '3 without its value']);
  await set('TOKEN', 'four');
  deepEqual((await currentSettings(records.db, target)).settings.secrets, { TOKEN: 4 });
  await records.close();
});

it('a release has the versions of its time, and only those of the processes that get them', async () => {
  const { records, set, release } = await open();
  await set('TOKEN', 'one');
  await set('OWN', 'one', 'web');
  const first = await release();
  await set('TOKEN', 'two');
  const second = await release();
  const [one, two] = await Promise.all([first, second].map((number) => findRelease(records.db, target, number)));
  deepEqual(one?.content.processes.web?.process.secrets, { TOKEN: 1, OWN: 1 });
  deepEqual(two?.content.processes.web?.process.secrets, { TOKEN: 2, OWN: 1 });
  deepEqual(two?.content.processes.worker?.process.secrets, {});
  equal(one?.content.processes.worker?.fingerprint, two?.content.processes.worker?.fingerprint);
  ok(one?.content.processes.web?.fingerprint !== two?.content.processes.web?.fingerprint);
  await records.close();
});

it('a secret may be called what every object has', async () => {
  const { records, keyPath, set } = await open();
  await set('constructor', 'one');
  equal(await secretOf(records, keyPath, 'constructor', 1), 'one');
  await records.close();
});

it('a host gets what its assignment names, and nothing else', async () => {
  const { records, parts, set, release, wish } = await open();
  await set('TOKEN', 'one');
  await wish(await release());
  await set('TOKEN', 'two');
  const ask = (host: string, secrets: Record<string, number>, app = 'hello') =>
    deliverSecrets(parts, host, { ...target, app, secrets });
  deepEqual(await ask('h1', { TOKEN: 1 }), { TOKEN: 'one' });
  const forbidden = { code: 'forbidden' };
  await rejects(ask('h1', { TOKEN: 2 }), forbidden);
  await rejects(ask('h1', { TOKEN: 1 }, 'other'), forbidden);
  await rejects(ask('h1', { OTHER: 1 }), forbidden);
  await rejects(ask('h2', { TOKEN: 1 }), forbidden);
  await records.close();
});

it('what cannot be a secret is refused with every reason, and without the value', async () => {
  const { records, parts, set } = await open();
  const told = (error: { details: string[] }) => {
    const text = error.details.join('\n');
    return (
      /a name is letters/.test(text) && /at most 32 KiB/.test(text) && /no process "none"/.test(text) && !text.includes('xxx')
    );
  };
  await rejects(set('1ST', 'x'.repeat(40_000), 'none'), told);
  await rejects(set('EMPTY', ''), { code: 'bad-input' });
  await rejects(
    recordSettings(
      parts,
      { ...target, app: 'nothing' },
      { reason: '', wish: '', apply: settingSecret(parts, { name: 'A', value: 'x', process: '' }) },
      anna,
    ),
    { code: 'not-found' },
  );
  for (let at = 0; at < 8; at += 1) await set(`LARGE_${at}`, 'x'.repeat(32 * 1024));
  await rejects(set('MORE', 'x'), { code: 'refused' });
  equal((await listSecrets(records.db, target)).length, 8);
  await records.close();
});

it('without its key, or with another one, the server does not start, and nothing is made in its place', async () => {
  const { records, keyPath, set } = await open();
  await set('TOKEN', canary);
  renameSync(keyPath, `${keyPath}.away`);
  await rejects(openVault(records, keyPath), /is missing: 1 sealed secrets could not be opened. Put it back/);
  ok(!existsSync(keyPath));
  writeKeyFile(keyPath, randomBytes(32));
  await rejects(openVault(records, keyPath), /is another key than they were sealed with/);
  renameSync(`${keyPath}.away`, keyPath);
  equal(await secretOf(records, keyPath, 'TOKEN', 1), canary);
  await records.close();
});

it('a key that is lost for good is given up with what was sealed with it', async () => {
  const { records, keyPath, set } = await open();
  await set('TOKEN', canary);
  rmSync(keyPath);
  equal(await forget(records, keyPath), 1);
  const vault = await openVault(records, keyPath);
  const row = await findSecret(records.db, target, 'TOKEN', 1);
  ok(row);
  match(
    failureOf(() => vault.open(row)),
    /version 1 of the secret TOKEN of hello in production is not kept any more/,
  );
  await records.close();
});

it('rekey seals everything anew; killed before or after its one step, either key fits', async () => {
  const { records, keyPath, set } = await open();
  await set('TOKEN', canary);
  await set('OTHER', canary);
  const old = keyFile(keyPath);
  // Killed before: a new key lies there that nothing was sealed with.
  writeKeyFile(`${keyPath}.next`, randomBytes(32));
  equal(await secretOf(records, keyPath, 'TOKEN', 1), canary);
  ok(!existsSync(`${keyPath}.next`));
  equal(await rekey(records, keyPath), 2);
  const next = keyFile(keyPath);
  ok(!next.equals(old));
  equal(await secretOf(records, keyPath, 'OTHER', 1), canary);
  // Killed after: the old key is still in its place.
  writeKeyFile(`${keyPath}.next`, next);
  writeKeyFile(keyPath, old);
  equal(await secretOf(records, keyPath, 'TOKEN', 1), canary);
  ok(keyFile(keyPath).equals(next));
  await records.close();
});

it('a key that is there and fits is not given up by mistake', async () => {
  const { records, keyPath, set } = await open();
  await set('TOKEN', canary);
  await rejects(forget(records, keyPath), /is there and opens all of them/);
  equal(await secretOf(records, keyPath, 'TOKEN', 1), canary);
  await records.close();
});

it('the new key belongs to whom the old one belonged, though root made it', { skip: process.getuid?.() !== 0 }, async () => {
  const { records, keyPath, set } = await open();
  await set('TOKEN', canary);
  chownSync(keyPath, 65_534, 65_534);
  await rekey(records, keyPath);
  const { uid, gid, mode } = statSync(keyPath);
  deepEqual([uid, gid, mode & 0o777], [65_534, 65_534, 0o600]);
  await records.close();
});

function failureOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
