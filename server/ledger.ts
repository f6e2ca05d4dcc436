// Whose certificates are good, and what their holders may do: the records of both, held in memory, since every call asks.
import { statSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Identity } from '../certs/identity.ts';
import { type Issued, issuedPath, readIssued } from '../certs/issued.ts';
import { gather } from '../lib/gather.ts';
import type { Standing } from '../proto/gate.ts';
import { isAtLeast, type Rights } from '../proto/rights.ts';
import { isLongEnded } from './decide/keeping.ts';
import { addCertificate, listCertificates, markUsed } from './records/ledger.ts';
import { listOperators, putOperator, rightsOf } from './records/operators.ts';
import type { Records, Tx } from './records/records.ts';
import type { LedgerRow, OperatorRow } from './records/tables.ts';
import { rowOf } from './services/access.ts';

export interface Ledger {
  /** What the listener asks of each call. */
  judge(rpc: string, identity: Identity): Standing;
  certificates(): LedgerRow[];
  /** Takes those that were made by hand since, without waiting for one of them to call. */
  look(): Promise<void>;
  /** All that this holder ever had. */
  of(kind: Identity['kind'], name: string): LedgerRow[];
  find(fingerprint: string): LedgerRow | undefined;
  /** Those that were not removed. */
  operators(): OperatorRow[];
  /** An operator that comes with tokens of its platform. */
  isPipeline(name: string): boolean;
  /** Writes, and then looks at the records again: from here on every call is judged by them. */
  change<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** They are not in the records any more. */
  remove(fingerprints: string[]): void;
}

interface Options {
  records: Records;
  /** Of the server's own certificate, with the list of those that were made beside it. */
  folder: string;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  now(): number;
}

/** @throws Error when the list of certificates cannot be read */
export async function openLedger({ records, folder, log, now }: Options): Promise<Ledger> {
  const certificates = new Map<string, LedgerRow>();
  /** `host web-1` -> fingerprints. */
  const holdings = new Map<string, Set<string>>();
  /** Also those that were removed. */
  const operators = new Map<string, OperatorRow>();
  const recordUse = gather<{ row: LedgerRow; at: number }>((uses) =>
    records.write(async (tx) => {
      for (const { row, at } of uses) await markUsed(tx, row, at);
    }),
  );
  let listed = '';
  await load();
  await takeListed();

  async function load(): Promise<void> {
    const [rows, all] = [await listCertificates(records.db), await listOperators(records.db)];
    for (const row of rows) put(row);
    for (const row of all) operators.set(row.name, row);
  }

  function put(row: LedgerRow): void {
    const holder = `${row.kind} ${row.name}`;
    const known = certificates.get(row.fingerprint);
    // Noted here, and perhaps not yet there.
    row.used_at ??= known?.used_at ?? null;
    row.replaced_at ??= known?.replaced_at ?? null;
    certificates.set(row.fingerprint, row);
    holdings.set(holder, (holdings.get(holder) ?? new Set()).add(row.fingerprint));
  }

  function remove(fingerprints: string[]): void {
    for (const fingerprint of fingerprints) {
      const row = certificates.get(fingerprint);
      if (row) holdings.get(`${row.kind} ${row.name}`)?.delete(fingerprint);
      certificates.delete(fingerprint);
    }
  }

  async function change<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await records.write(work);
    await load();
    return result;
  }

  /** Those that were made by hand since it was last looked at: good at once. Whoever can write the list holds the server. */
  async function takeListed(): Promise<void> {
    const stamp = stampOf(issuedPath(folder));
    if (stamp === listed) return;
    listed = stamp;
    const fresh = readIssued(folder).filter((one) => !certificates.has(one.fingerprint) && !isLongEnded(one.notAfterMs, now()));
    const rows = fresh.map((one) => rowFor(one, now()));
    // The first operators are made on the server itself, by whoever may do everything there.
    const admins = rows
      .filter(({ kind, name }) => kind === 'operator' && !operators.has(name))
      .map(({ name }) => adminNamed(name, now()));
    for (const row of rows) put(row);
    for (const row of admins) operators.set(row.name, row);
    if (rows.length === 0) return;
    await change(async (tx) => {
      for (const row of rows) await addCertificate(tx, row);
      for (const { name } of admins) await putOperator(tx, name, { role: 'admin', scopes: [] }, { at: now(), by: byHand });
    });
  }

  /** In memory at once, on disk soon. */
  async function look(): Promise<void> {
    await takeListed().catch((error: unknown) =>
      log.error({ reason: (error as Error).message }, 'the list of certificates is not taken'),
    );
  }

  function judge(rpc: string, identity: Identity): Standing {
    if (!certificates.has(identity.fingerprint)) void look();
    const row = certificates.get(identity.fingerprint);
    const trouble = troubleOf(row, identity);
    if (!row || trouble) return { denied: 'unauthenticated', trouble: trouble ?? '' };
    if (row.used_at === null) noteUsed(row, now());
    if (identity.kind !== 'operator') return { rights: null };
    return judgeOperator(rpc, operators.get(identity.name));
  }

  /** From here on the one that it is the renewal of is at its end. */
  function noteUsed(row: LedgerRow, at: number): void {
    row.used_at = at;
    const before = row.replaces === null ? undefined : certificates.get(row.replaces);
    if (before) before.replaced_at ??= at;
    recordUse({ row, at }).catch((error: unknown) => {
      log.error({ reason: (error as Error).message }, 'the first use of a certificate is not recorded');
    });
  }

  return {
    judge,
    look,
    change,
    remove,
    certificates: () => [...certificates.values()],
    of: (kind, name) => [...(holdings.get(`${kind} ${name}`) ?? [])].flatMap((one) => certificates.get(one) ?? []),
    find: (fingerprint) => certificates.get(fingerprint),
    operators: () => [...operators.values()].filter(({ removed_at }) => removed_at === null),
    isPipeline: (name) => {
      const row = operators.get(name);
      return row !== undefined && row.removed_at === null && row.pipeline !== null;
    },
  };
}

const byHand = 'the server itself';

function rowFor({ fingerprint, kind, name, notBeforeMs, notAfterMs, authority }: Issued, at: number): LedgerRow {
  const life = { not_before: notBeforeMs, not_after: notAfterMs, issued_at: at, issued_by: byHand };
  const unused = {
    token: null,
    used_at: null,
    replaces: null,
    replaced_at: null,
    revoked_at: null,
    revoked_by: null,
    authority: authority ?? null,
  };
  return { fingerprint, kind, name, ...life, ...unused };
}

function adminNamed(name: string, at: number): OperatorRow {
  const nothingElse = { removed_at: null, removed_by: null, pipeline: null };
  return { name, role: 'admin', scopes: '[]', created_at: at, created_by: byHand, ...nothingElse };
}

/** The name in a certificate and that in its row were written by the same hand; both are looked at all the same. */
function troubleOf(row: LedgerRow | undefined, { kind, name }: Identity): string | undefined {
  if (!row || row.kind !== kind || row.name !== name) return 'certificate is not in the ledger';
  if (row.revoked_at !== null) return `certificate was revoked at ${new Date(row.revoked_at).toISOString()}`;
  if (row.replaced_at !== null) return `certificate was replaced at ${new Date(row.replaced_at).toISOString()}`;
  return undefined;
}

function judgeOperator(rpc: string, operator: OperatorRow | undefined): Standing {
  if (!operator || operator.removed_at !== null) return { denied: 'forbidden', trouble: 'operator has no role' };
  const row = rowOf(rpc);
  const rights = rightsRead(operator);
  if (row?.kind !== 'operator' || !isAtLeast(rights.role, row.role))
    return { denied: 'forbidden', trouble: `not for a ${rights.role}` };
  if (row.about === 'everything' && rights.scopes.length > 0) return { denied: 'forbidden', trouble: 'not within its scopes' };
  return { rights };
}

// Each call asks. A change of rights brings another row.
const read = new WeakMap<OperatorRow, Rights>();

function rightsRead(operator: OperatorRow): Rights {
  const rights = read.get(operator) ?? rightsOf(operator);
  read.set(operator, rights);
  return rights;
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  // Also another mode or owner: it may not have been readable before.
  return found ? `${found.ctimeMs} ${found.size} ${found.ino}` : '';
}
