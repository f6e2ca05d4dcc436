// Certificates for users' traffic, with their sealed keys.
import { sql } from 'kysely';
import type { Db, Tx } from './records.ts';
import type { CertificateRow } from './tables.ts';

export interface KnownCertificate extends Omit<CertificateRow, 'hosts'> {
  hosts: string[];
}

/** Without the chain and the key, which are most of it. */
export interface CertificateFacts extends Omit<KnownCertificate, 'chain' | 'sealed'> {
  /** Nobody can open its key any more. */
  lost: boolean;
}

/** Of all environments without one. */
export async function listFacts(db: Db, environment?: string): Promise<CertificateFacts[]> {
  const all = db.selectFrom('certificates').select(factColumns).orderBy('environment').orderBy('name');
  const rows = await (environment ? all.where('environment', '=', environment) : all).execute();
  return rows.map(({ keeps, hosts, ...row }) => ({ ...row, hosts: JSON.parse(hosts), lost: Number(keeps) === 0 }));
}

/** With its chain and key. */
export async function findByDigest(db: Db, digest: string): Promise<KnownCertificate | undefined> {
  const one = db.selectFrom('certificates').selectAll().where('digest', '=', digest).where('sealed', 'is not', null);
  const row = await one.limit(1).executeTakeFirst();
  return row && known(row);
}

export async function findCertificate(db: Db, environment: string, name: string): Promise<KnownCertificate | undefined> {
  const row = await db
    .selectFrom('certificates')
    .selectAll()
    .where('environment', '=', environment)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && known(row);
}

/** In the place of what has the name. */
export async function putCertificate(tx: Tx, { hosts, ...certificate }: KnownCertificate): Promise<void> {
  await removeCertificate(tx, certificate);
  await tx
    .insertInto('certificates')
    .values({ ...certificate, hosts: JSON.stringify(hosts) })
    .execute();
}

export async function removeCertificate(tx: Tx, { environment, name }: { environment: string; name: string }): Promise<void> {
  await tx.deleteFrom('certificates').where('environment', '=', environment).where('name', '=', name).execute();
}

const factColumns = [
  ...([
    'environment',
    'name',
    'source',
    'hosts',
    'not_before',
    'not_after',
    'issuer',
    'digest',
    'created_at',
    'created_by',
  ] as const),
  sql<number>`sealed IS NOT NULL`.as('keeps'),
];

function known(row: CertificateRow): KnownCertificate {
  return { ...row, hosts: JSON.parse(row.hosts) };
}
