// Certificates that a host is told of: those that fit routes of what it is asked for, and no others.
import type { CertificateRefInput } from '../../proto/generated/castellan/v1/CertificateRef.ts';
import { listFacts } from '../records/certificates.ts';
import type { Db } from '../records/records.ts';
import { fitting, type UsedRoute } from './fitting.ts';

/** The one that lasts longest first: of two for the same name, a router takes that. */
export async function certificateRefs(db: Db, environment: string, routes: UsedRoute[]): Promise<CertificateRefInput[]> {
  if (routes.every(({ host }) => host === null)) return [];
  const all = (await listFacts(db, environment)).filter(({ lost }) => !lost);
  const used = new Set(routes.flatMap((route) => fitting(all, route)));
  return [...used]
    .sort((a, b) => b.not_after - a.not_after || (a.name < b.name ? -1 : 1))
    .map(({ name, digest, hosts }) => ({ name, digest, hosts }));
}
