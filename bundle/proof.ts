// Whether a bundle may run under a name: one of the known keys has signed a statement of exactly that.
import { isSignedBy, type PublicKey, readSignature } from './minisign.ts';
import { type Named, readStatement } from './statement.ts';

export interface Proof {
  /** bundle/statement.ts */
  statement: string;
  /** minisign's, of the statement. */
  signature: string;
}

/** Why nothing of this proves it, the most telling reason; empty: it is proven. */
export function whyUnproven(named: Named, proofs: readonly Proof[], keys: readonly PublicKey[]): string {
  const reasons = proofs.map((proof) => whyNot(named, proof, keys));
  if (reasons.includes('')) return '';
  return reasons[0] ?? 'it is not signed';
}

function whyNot(named: Named, { statement: text, signature: signed }: Proof, keys: readonly PublicKey[]): string {
  const signature = readSignature(signed);
  if (!signature) return 'its signature cannot be read';
  const known = keys.filter(({ id }) => id === signature.id);
  if (known.length === 0) return `it is signed with the key ${signature.id}, which this host does not know`;
  if (!known.some((key) => isSignedBy(key, signature, text))) return `its signature was not made with the key ${signature.id}`;
  const statement = readStatement(text);
  if (!statement) return 'what was signed is no statement about a bundle';
  if (statement.app !== named.app || statement.version !== named.version)
    return `its signature is for ${statement.app}@${statement.version}`;
  if (statement.bundle !== named.bundle) return `its signature is for another content, ${statement.bundle}`;
  return '';
}
