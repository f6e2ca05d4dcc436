// The signature that comes with an upload. The server knows no keys and vouches for nothing: it sees to it that what it keeps is
// about this version, so that a mistake is found by whoever signs and not by the hosts.
import { readSignature } from '../bundle/minisign.ts';
import { readStatement } from '../bundle/statement.ts';
import { fail } from '../proto/failure.ts';
import type { UploadOpen } from '../proto/generated/castellan/v1/UploadOpen.ts';
import type { Records } from './records/records.ts';
import { putSignature, signersOf } from './records/signatures.ts';
import type { SignatureRow } from './records/tables.ts';

export type Signed = Omit<SignatureRow, 'added_at' | 'added_by'> & {
  /** Digest of the bundle that it is for. */
  bundle: string;
};

const mostKeys = 8;

/** null: it is not signed. @throws Failure bad-input */
export function signatureIn({ app, version, signature: sent }: UploadOpen): Signed | null {
  if (!sent) return null;
  const { statement, signature } = sent;
  const [says, made] = [readStatement(statement), readSignature(signature)];
  if (!says || !made) throw fail('bad-input', 'the signature is none of minisign’s, or its statement is none about a bundle');
  if (says.app !== app || says.version !== version)
    throw fail('bad-input', `the signature is for ${says.app}@${says.version}, not ${app}@${version}`);
  return { app, version, key_id: made.id, statement, signature, bundle: says.bundle };
}

/** @throws Failure bad-input */
export function checkSigned(signed: Signed | null, bundle: string): void {
  if (!signed || signed.bundle === bundle) return;
  throw fail('bad-input', 'the signature is for another content', {
    details: [`what it names: ${signed.bundle}`, `what you pushed: ${bundle}`],
  });
}

/** Also for a version that was there before, beside what it has of other keys. @throws Failure resource-exhausted */
export async function keepSignature(records: Records, signed: Signed | null, at: number, by: string): Promise<void> {
  if (!signed) return;
  const { bundle: _bundle, ...row } = signed;
  const known = (await signersOf(records.db, row.app)).get(row.version) ?? [];
  if (known.length >= mostKeys && !known.includes(row.key_id))
    throw fail('resource-exhausted', `${row.app}@${row.version} is signed with ${mostKeys} keys already`);
  await records.write((tx) => putSignature(tx, { ...row, added_at: at, added_by: by }));
}
