// What a newcomer is handed: which invitation, its secret, and the pin of the authority that its server must come from.
import { createHash, randomBytes, type X509Certificate } from 'node:crypto';

export interface JoinToken {
  id: string;
  /** 32 random bytes, base64url. */
  secret: string;
  /** sha256 of the public key of the authority of servers, base64url. */
  pin: string;
}

const form = /^castellan-1\.([0-9a-f]{16})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

export function newToken(pin: string): JoinToken {
  return { id: randomBytes(8).toString('hex'), secret: randomBytes(32).toString('base64url'), pin };
}

export function writeToken({ id, secret, pin }: JoinToken): string {
  return `castellan-1.${id}.${secret}.${pin}`;
}

/** Undefined: not a token. */
export function readToken(text: string): JoinToken | undefined {
  const [, id, secret, pin] = form.exec(text.trim()) ?? [];
  return id && secret && pin ? { id, secret, pin } : undefined;
}

/** sha256 of the authority's SubjectPublicKeyInfo, base64url. */
export function pinOf(authority: X509Certificate): string {
  return createHash('sha256')
    .update(authority.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
}
