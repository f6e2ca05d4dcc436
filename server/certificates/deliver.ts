// A certificate with its key for a host: one that its assignment names, and no other.
import { fail } from '../../proto/failure.ts';
import type { FetchCertificateReplyInput } from '../../proto/generated/castellan/v1/FetchCertificateReply.ts';
import { assignmentFor } from '../assignment.ts';
import { findByDigest } from '../records/certificates.ts';
import type { Records } from '../records/records.ts';
import { about } from '../records/sealed.ts';
import type { Vault } from '../secrets.ts';

/** @throws Failure forbidden when it is not for this host; internal when its key cannot be opened */
export async function deliverCertificate(
  { records, vault }: { records: Records; vault: Vault },
  host: string,
  digest: string,
): Promise<FetchCertificateReplyInput> {
  const { certificates = [] } = await assignmentFor(records.db, host, records.epoch);
  if (!certificates.some((ref) => ref.digest === digest))
    throw fail('forbidden', 'nothing that is assigned to this host needs this certificate');
  const row = await findByDigest(records.db, digest);
  if (!row) throw fail('not-found', 'this certificate is not kept any more');
  return { chain: row.chain, key: vault.openKey(about.certificate(row), row.sealed as string) };
}
