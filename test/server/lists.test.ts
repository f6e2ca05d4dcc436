// What is listed is bounded: the newest, and how many older ones there are.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Failure } from '../../proto/failure.ts';
import { openRecords } from '../../server/records/records.ts';
import { controlHandlers } from '../../server/services/control.ts';
import { noSettings } from '../../server/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'lists-'));
const records = await openRecords(join(folder, 'records.sqlite'));
after(async () => {
  await records.close();
  rmSync(folder, { recursive: true });
});
const handlers = controlHandlers({ records, observer: {}, vault: {}, now: () => 1 } as never);
const target = { app: 'hello', environment: 'production' };
const none = { limit: 0, number: 0 };
const count = 1100;

test('the newest come first, so many as are asked for and no more than fit, and how many are left out is said', async () => {
  await fill();
  const admin = { caller: { kind: 'operator', name: 'anna' }, rights: { role: 'admin', scopes: [] } } as never;
  const releases = async (asked: object) => {
    const reply = await handlers.listReleases({ ...target, ...none, ...asked }, admin);
    return { of: reply.releases?.map(({ number }) => number) ?? [], more: reply.more, all: reply.releases ?? [] };
  };
  const two = await releases({ limit: 2 });
  assert.deepEqual([two.of, two.more], [[1100, 1099], 1098]);
  assert.deepEqual(
    two.all.map(({ versionBefore }) => versionBefore),
    ['1.1099', '1.1098'],
    'the last tells what differs from the one that is left out',
  );
  const most = await releases({ limit: 5000 });
  assert.deepEqual([most.of.length, most.of.at(-1), most.more], [1000, 101, 100]);
  assert.equal((await releases({})).of.length, 1000, 'an older ctl names no limit');
  assert.deepEqual((await releases({ number: 7 })).of, [7]);
  assert.deepEqual((await releases({ number: 1101 })).of, []);

  const versions = await handlers.listVersions({ app: 'hello', limit: 3 }, admin);
  assert.deepEqual([versions.versions?.map(({ name }) => name), versions.more], [['1.1100', '1.1099', '1.1098'], 1097]);
  const ghosts = await handlers.listGhosts({ ...target, limit: 1 }, admin);
  assert.deepEqual([ghosts.ghosts?.map(({ version }) => version), ghosts.more], [['1.1100'], 1099]);
  const revisions = await handlers.listRevisions({ ...target, limit: 1 }, admin);
  assert.deepEqual([revisions.revisions?.map(({ revision }) => revision), revisions.more], [[1100], 1099]);
});

test('a revision of settings that never was is not shown as one without settings', async () => {
  const show = (environment: string, revision: number) =>
    handlers.showSettings({ ...target, environment, revision }, {} as never).then(
      (reply) => reply.revision,
      ({ code, message, next }: Failure) => [code, message, next],
    );
  assert.equal(await show('production', 1100), 1100);
  assert.equal(await show('staging', 0), 0);
  assert.deepEqual(await show('production', 1101), [
    'not-found',
    'hello has no settings revision 1101 in production: the newest is 1100',
    'ctl settings history hello',
  ]);
  assert.deepEqual(await show('staging', 1), [
    'not-found',
    'hello has no settings revision 1 in staging: there is none yet',
    'ctl settings history hello --env staging',
  ]);
});

test('however long the values are that were set, a list fits into a reply', async () => {
  const long = { ...target, app: 'long' };
  await records.write(async (tx) => {
    await tx
      .insertInto('versions')
      .values({ app: 'long', name: '1', bundle: 'd', ...made(1) })
      .execute();
    for (let revision = 1; revision <= 20; revision++) {
      const content = JSON.stringify({ ...noSettings, variables: { LONG: String(revision).repeat(1 << 19) } });
      await tx
        .insertInto('settings')
        .values({ ...long, revision, content, reason: '', ...made(1) })
        .execute();
    }
  });
  const reply = await handlers.listRevisions({ ...long, limit: 20 }, {} as never);
  const shown = reply.revisions?.length ?? 0;
  assert.ok(shown >= 1 && shown < 20 && reply.more === 20 - shown, `${shown} and ${reply.more} more`);
  assert.ok(JSON.stringify(reply).length < 9 << 20);
});

async function fill(): Promise<void> {
  const content = JSON.stringify({ bundle: 'd', processes: {} });
  const settings = JSON.stringify(noSettings);
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  await records.write(async (tx) => {
    const bundle = { digest: 'd', blob_sha256: 'b', blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest: 'app: hello' };
    await tx.insertInto('bundles').values(bundle).execute();
    for (let at = 0; at < count; at += 500) {
      const rows = numbers.slice(at, at + 500).map((number) => ({ number, version: `1.${number}`, by: made(number) }));
      const versions = rows.map(({ version: name, by }) => ({ app: 'hello', name, bundle: 'd', ...by }));
      await tx.insertInto('versions').values(versions).execute();
      const revisions = rows.map(({ number, by }) => ({ ...target, revision: number, content: settings, reason: '', ...by }));
      await tx.insertInto('settings').values(revisions).execute();
      const releases = rows.map(({ by, ...row }) => ({
        ...target,
        ...row,
        settings_revision: row.number,
        content,
        reason: '',
        ...by,
      }));
      await tx.insertInto('releases').values(releases).execute();
      const ghosts = rows.map(({ number, version }) => ({ version, reason: '', deployment: 1, created_at: number }));
      await tx
        .insertInto('ghosts')
        .values(ghosts.map((ghost) => ({ ...target, ...ghost })))
        .execute();
    }
  });
}

function made(at: number) {
  return { created_at: at, created_by: 'anna' };
}
