// All certificates that are kept, with their chains and sealed keys.
import { findCertificate, type KnownCertificate, listFacts } from '../../server/records/certificates.ts';
import type { Db } from '../../server/records/records.ts';

export async function keptCertificates(db: Db): Promise<KnownCertificate[]> {
  const rows = (await listFacts(db)).map(({ environment, name }) => findCertificate(db, environment, name));
  return (await Promise.all(rows)).filter((row) => row !== undefined);
}
