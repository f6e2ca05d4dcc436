// What the records need not keep goes, in small steps, and what is still named is there afterwards.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { previousRelease } from '../../server/choose-release.ts';
import { prune } from '../../server/keeping.ts';
import { openRecords, type Records } from '../../server/records/records.ts';
import { findRelease } from '../../server/records/releases.ts';
import { listSecrets } from '../../server/records/secrets.ts';
import type { LedgerRow, Tables } from '../../server/records/tables.ts';
import { noSettings } from '../../server/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'keeping-'));
after(() => rmSync(folder, { recursive: true }));

const day = 86_400_000;
const now = 1000 * day;
const target = { app: 'hello', environment: 'production' };
const by = { reason: '', created_by: 'anna' };

test('of 40 deployments over 400 days those of 90 days stay, the way back, and what a host is asked for', async () => {
  const records = await openRecords(join(folder, 'history.sqlite'));
  await fill(records);
  const removed: string[] = [];
  const ledger = ledgerOf(await records.db.selectFrom('ledger').selectAll().execute(), removed);
  const keep = { ageMs: 90 * day, least: 3, most: 1000 };
  let writes = 0;
  const counted: Records = {
    ...records,
    write: (work) => {
      writes++;
      return records.write(work);
    },
  };
  await prune({ records: counted, ledger, keep, log: silent, now: () => now });

  const numbers = async (table: 'deployments' | 'releases') =>
    (await records.db.selectFrom(table).select('number').orderBy('number').execute()).map(({ number }) => number);
  const young = [32, 33, 34, 35, 36, 37, 38, 39, 40];
  assert.deepEqual(await numbers('deployments'), [7, 12, ...young], '7 has a ghost, 12 is the way back');
  assert.deepEqual(await numbers('releases'), [5, 6, 7, 11, 12, 31, ...young], 'and 5 is what a host is asked for');
  const revisions = await records.db.selectFrom('settings').select('revision').orderBy('revision').execute();
  assert.deepEqual(
    revisions.map(({ revision }) => revision),
    [5, 6, 7, 11, 12, 31, ...young],
  );
  for (const table of ['deployment_events', 'failures', 'tasks', 'transfers'] as const) {
    const left = await records.db.selectFrom(table).select('deployment').distinct().execute();
    assert.deepEqual(left.map(({ deployment }) => deployment).sort(byNumber), [7, 12, ...young], table);
  }
  assert.equal((await records.write((tx) => previousRelease(tx, target)))?.number, 12);
  assert.ok(await findRelease(records.db, target, 12));
  assert.deepEqual(
    (await listSecrets(records.db, target)).map(({ version, sealed }) => [version, sealed]),
    [
      [5, 'sealed'],
      [6, 'sealed'],
      [7, 'sealed'],
      [11, 'sealed'],
      [12, 'sealed'],
      ...[31, ...young].map((version) => [version, 'sealed']),
    ],
    'values go with the last release that names them',
  );
  assert.ok(writes > 5, `in ${writes} transactions`);
  assert.deepEqual(removed, ['ended']);
  const certificates = await records.db.selectFrom('ledger').select('fingerprint').execute();
  assert.deepEqual(
    certificates.map(({ fingerprint }) => fingerprint),
    ['good'],
  );
  assert.deepEqual(await records.db.selectFrom('trusts').select('name').execute(), [{ name: 'ann' }]);
  assert.deepEqual(await records.db.selectFrom('tokens').select('id').execute(), [{ id: 'new' }]);
  assert.equal((await records.db.selectFrom('audit').selectAll().execute()).length, 1);
  await records.close();
});

test('by a clock that no certificate is good at, nothing goes', async () => {
  const records = await openRecords(join(folder, 'clock.sqlite'));
  await fill(records);
  const warnings: string[] = [];
  const log = { ...silent, warn: (_: unknown, text: string) => void warnings.push(text) } as never;
  const ledger = ledgerOf(await records.db.selectFrom('ledger').selectAll().execute(), []);
  await prune({ records, ledger, keep: { ageMs: 1, least: 1, most: 1 }, log, now: () => now + 5000 * day });
  assert.equal((await records.db.selectFrom('deployments').select('number').execute()).length, 40);
  assert.equal(warnings.length, 1);
  await records.close();
});

const silent = { error: assert.fail, warn: () => {} };
const byNumber = (a: number, b: number) => a - b;

/** Deployment n of release n with revision n, one each 10 days; the first 12 were reached, the others are turned back to 12. */
async function fill({ db, write }: Records): Promise<void> {
  await write(async (tx) => {
    const many = async (table: keyof Tables, rows: object[]) => {
      for (let at = 0; at < rows.length; at += 500) {
        const some = rows.slice(at, at + 500) as never[];
        await tx.insertInto(table).values(some).execute();
      }
    };
    const all = Array.from({ length: 40 }, (_, at) => ({ number: at + 1, at: now - (40 - at) * 10 * day }));
    const content = (version: number) =>
      JSON.stringify({ processes: { web: { replicas: 1, process: { secrets: { TOKEN: version } } } } });
    const settings = JSON.stringify({ ...noSettings, secrets: { TOKEN: 40 } });
    for (const { number, at } of all) {
      const made = { ...target, ...by, created_at: at };
      await many('settings', [{ ...made, revision: number, content: settings }]);
      await many('releases', [{ ...made, number, version: `1.${number}`, settings_revision: number, content: content(number) }]);
      const outcome = number <= 12 ? 'done' : number === 40 ? 'done' : 'rolled-back';
      const progress = JSON.stringify({ phase: 'settled', outcome, at });
      const ends = { progress, settled_at: at, to_release: number, from_release: number === 1 ? null : number - 1 };
      await many('deployments', [{ ...target, created_by: 'anna', created_at: at, ...ends, kind: 'deploy' }]);
      await many('secrets', [
        {
          ...target,
          name: 'TOKEN',
          version: number,
          process: '',
          sealed: 'sealed',
          bytes: 1,
          created_at: at,
          created_by: 'anna',
        },
      ]);
    }
    const each = (rows: (number: number) => object[]) => all.flatMap(({ number }) => rows(number));
    await many(
      'deployment_events',
      each((deployment) => [{ deployment, at: 1, text: 'begun' }]),
    );
    const where = { host: 'h1', process: 'web', slot: 1, at: 1 };
    const failed = { ...where, cause: 'exited', replica: 'r', message: '', evidence: null };
    await many(
      'failures',
      each((deployment) => [{ deployment, ...failed }]),
    );
    const task = { name: 'release', host: 'h1', state: 'done', message: '', at: 1, evidence: null };
    await many(
      'tasks',
      each((deployment) => [{ deployment, ...task }]),
    );
    const hosts = Array.from({ length: 400 }, (_, at) => `h${at}`);
    const sent = { bundle: 'b', sent_bytes: 1, full_bytes: 1, patched: 0 };
    await many(
      'transfers',
      each((deployment) => hosts.map((host) => ({ deployment, host, ...sent }))),
    );
    await many('targets', [{ ...target, current_release: 40, settings_revision: 40 }]);
    const wish = { ...target, host: 'h1', process: 'web', slot: 1, deployment: 40, weight: 100 };
    await many('wishes', [{ ...wish, release: 40, warm: 5 }]);
    await many('ghosts', [{ ...target, version: '1.7', reason: '', deployment: 7, created_at: 1 }]);
    const life = (ends: number) => ({ not_before: 0, not_after: ends, issued_at: 0, issued_by: '', kind: 'operator' });
    await many('ledger', [{ ...life(now + day), fingerprint: 'good', name: 'ann' }]);
    await many('ledger', [{ ...life(now - 8 * day), fingerprint: 'ended', name: 'build' }]);
    await many('trusts', [
      { kind: 'operator', name: 'ann', trusted: '[]', at: 1 },
      { kind: 'operator', name: 'build', trusted: '[]', at: 1 },
    ]);
    const token = { kind: 'host', name: 'web', secret_sha256: '', grants: '{}', created_at: 1, created_by: 'ann' };
    await many('tokens', [
      { ...token, id: 'old', expires_at: now - 8 * day },
      { ...token, id: 'new', expires_at: now - 6 * day },
    ]);
    await many('audit', [{ at: 1, entry: '{}', hash: '' }]);
  });
  assert.equal((await db.selectFrom('transfers').select('host').execute()).length, 16_000);
}

function ledgerOf(rows: LedgerRow[], removed: string[]) {
  return { certificates: () => rows, remove: (some: string[]) => void removed.push(...some) };
}
