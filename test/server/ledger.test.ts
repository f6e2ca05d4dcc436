// The ledger in memory, while what it has noted is on its way to the records.
import { deepEqual, equal } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Identity } from '../../certs/identity.ts';
import { openLedger } from '../../server/ledger.ts';
import { addCertificate } from '../../server/records/ledger.ts';
import { openRecords, type Records } from '../../server/records/records.ts';
import type { LedgerRow } from '../../server/records/tables.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const [before, after] = ['a'.repeat(64), 'b'.repeat(64)];

it('a certificate that was replaced is not good again when the records are looked at before they have been told', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-ledger-'));
  const records = await openRecords(join(folder, 'records.sqlite'));
  t.after(async () => {
    await records.close();
    rmSync(folder, { recursive: true });
  });
  await records.write(async (tx) => {
    await addCertificate(tx, { ...rowOf(before, null), used_at: 1 });
    await addCertificate(tx, rowOf(after, before));
  });
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let writes = 0;
  const slow: Records = {
    ...records,
    write: async (work) => {
      writes += 1;
      begun.resolve();
      if (writes === 1) await held.promise;
      return records.write(work);
    },
  };
  const ledger = await openLedger({ records: slow, folder, log, now: () => 5 });
  const judged = (fingerprint: string) => 'denied' in ledger.judge('/any', identityOf(fingerprint));

  deepEqual([judged(before), judged(after), judged(before)], [false, false, true]);
  await begun.promise;
  await ledger.change(async () => {});
  equal(judged(before), true);
  equal(ledger.find(after)?.used_at, 5);

  held.resolve();
  await ledger.change(async () => {});
  equal(judged(before), true);
});

function rowOf(fingerprint: string, replaces: string | null): LedgerRow {
  const never = { token: null, used_at: null, replaced_at: null, revoked_at: null, revoked_by: null, authority: null };
  const life = { not_before: 0, not_after: 100, issued_at: 1, issued_by: 'test' };
  return { fingerprint, kind: 'host', name: 'web-1', replaces, ...life, ...never };
}

function identityOf(fingerprint: string): Identity {
  return { kind: 'host', name: 'web-1', cluster: 'c', fingerprint, notBeforeMs: 0, notAfterMs: 100 } as Identity;
}
