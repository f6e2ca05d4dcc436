// Certificates for users' traffic, with their sealed keys.
import type { Db, Tx } from './records.ts';
import type { CertificateRow } from './tables.ts';

export interface KnownCertificate extends Omit<CertificateRow, 'hosts'> {
  hosts: string[];
}

/** Of all environments without one. */
export async function listCertificates(db: Db, environment?: string): Promise<KnownCertificate[]> {
  const all = db.selectFrom('certificates').selectAll().orderBy('environment').orderBy('name');
  return (await (environment ? all.where('environment', '=', environment) : all).execute()).map(known);
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

function known(row: CertificateRow): KnownCertificate {
  return { ...row, hosts: JSON.parse(row.hosts) };
}
