// What a deployment has sent to the hosts, and what whole bundles would have been.
import type { TransferInput } from '../../proto/generated/castellan/v1/Transfer.ts';
import { listTransfers } from '../records/patches.ts';
import type { Db } from '../records/records.ts';
import type { TransferRow } from '../records/tables.ts';

/** Null: nothing was sent. */
export async function transferView(db: Db, deployment: number): Promise<TransferInput | null> {
  const rows = await listTransfers(db, deployment);
  if (rows.length === 0) return null;
  const sum = (of: (row: TransferRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const hostsOf = (some: TransferRow[]) => new Set(some.map(({ host }) => host)).size;
  return {
    hosts: hostsOf(rows),
    sentBytes: sum((row) => row.sent_bytes),
    fullBytes: sum((row) => row.full_bytes),
    patched: hostsOf(rows.filter(({ patched }) => patched === 1)),
  };
}
