// Signatures and public keys as the program minisign writes them (https://jedisct1.github.io/minisign/): Ed25519, of the text's
// BLAKE2b-512 (ED) or of the text itself (Ed, older); what the trusted comment says is signed along.
import { createHash, createPublicKey, verify } from 'node:crypto';

export interface PublicKey {
  /** As minisign shows it. */
  id: string;
  key: Buffer;
}

export interface Signature {
  /** Of the key that it says it was made with. */
  id: string;
  prehashed: boolean;
  signature: Buffer;
  trustedComment: string;
  /** Of the signature and the trusted comment. */
  global: Buffer;
}

export const maxSignatureBytes = 2048;

/** The DER before an Ed25519 public key (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const comment = '[\\x20-\\x7e\\u00a0-\\ud7ff\\ue000-\\ufffd]{0,512}';
const signatureShape = new RegExp(
  `^untrusted comment: ${comment}\\n(?<own>[^\\n]+)\\ntrusted comment: (?<trusted>${comment})\\n(?<global>[^\\n]+)\\n?$`,
);
const keyShape = new RegExp(`^(?:untrusted comment: ${comment}\\n)?(?<key>[^\\n]+)\\n?$`);

/** The whole file, or its second line. undefined: it is no public key. */
export function readPublicKey(text: string): PublicKey | undefined {
  const bytes = base64(keyShape.exec(text)?.groups?.key, 42);
  if (bytes?.toString('latin1', 0, 2) !== 'Ed') return undefined;
  return { id: keyId(bytes.subarray(2, 10)), key: bytes.subarray(10) };
}

/** A `.minisig` file. undefined: it is none, to the last byte. */
export function readSignature(text: string): Signature | undefined {
  if (Buffer.byteLength(text) > maxSignatureBytes) return undefined;
  const { own, trusted = '', global } = signatureShape.exec(text)?.groups ?? {};
  const [bytes, overAll] = [base64(own, 74), base64(global, 64)];
  const kind = bytes?.toString('latin1', 0, 2);
  if (!bytes || !overAll || (kind !== 'ED' && kind !== 'Ed')) return undefined;
  const id = keyId(bytes.subarray(2, 10));
  return { id, prehashed: kind === 'ED', signature: bytes.subarray(10), trustedComment: trusted, global: overAll };
}

/** Whether this key made it, over exactly this text and with this trusted comment. */
export function isSignedBy({ id, key }: PublicKey, signature: Signature, text: string): boolean {
  if (signature.id !== id) return false;
  const publicKey = createPublicKey({ key: Buffer.concat([spkiPrefix, key]), format: 'der', type: 'spki' });
  const commented = Buffer.concat([signature.signature, Buffer.from(signature.trustedComment)]);
  return (
    verify(null, signature.prehashed ? prehash(text) : Buffer.from(text), publicKey, signature.signature) &&
    verify(null, commented, publicKey, signature.global)
  );
}

export function prehash(text: string): Buffer {
  return createHash('blake2b512').update(text).digest();
}

/** minisign takes the eight bytes for a number, the lowest first. */
export function keyId(bytes: Uint8Array): string {
  return Buffer.from(bytes).reverse().toString('hex').toUpperCase();
}

/** Canonical, and of exactly so many bytes. */
export function base64(text: string | undefined, length: number): Buffer | undefined {
  const bytes = Buffer.from(text ?? '', 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : undefined;
}
