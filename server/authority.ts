// The authorities, where this server holds them: certificates for those who were invited, and for those who renew theirs.
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { identityOf } from '../certs/identity.ts';
import { certify, pemOf } from '../certs/issue.ts';
import { requestedKey } from '../certs/request.ts';
import { makeAuthorities } from '../certs/store.ts';
import { fail } from '../proto/failure.ts';
import type { LedgerRow } from './records/tables.ts';

export interface IssuedTo {
  /** PEM */
  certificate: string;
  row: LedgerRow;
  /** sha256 of the public key, lower-case hex. */
  keySha256: string;
}

export interface Authority {
  /** For a key whose holder proves that they have it. @throws Failure bad-input */
  issueTo(who: { kind: 'host' | 'operator'; name: string; csr: Uint8Array; lifeMs?: number }, by: Given): Promise<IssuedTo>;
  /** PEM: whom hosts and operators are to trust. */
  trusted(): string;
  /** sha256 of the public key of the authority of servers, base64url: what a newcomer knows it by. */
  pin(): string;
}

interface Given {
  at: number;
  by: string;
  token?: string;
  replaces?: string;
}

/** Hosts renew by themselves, from half of this on. */
export const hostLifeMs = 7 * 86_400_000;
export const operatorLifeMs = 30 * 86_400_000;

/** In the folder of the server's certificate, or beside it; undefined: the authorities are kept elsewhere. */
export function authoritiesFolder(tls: string): string | undefined {
  const holders = [tls, dirname(tls)];
  return holders.find((holder) => existsSync(join(holder, 'authorities', 'client-ca.key.pem')));
}

/** @throws Error when a file is damaged */
export async function openAuthority(tls: string): Promise<Authority | undefined> {
  const folder = authoritiesFolder(tls);
  if (folder === undefined) return undefined;
  const authorities = await makeAuthorities(folder);
  const serverCa = new X509Certificate(authorities['server-ca'].cert);

  return {
    issueTo: async ({ kind, name, csr, lifeMs }, given) => {
      const { publicKey, sha256 } = await requestedKey(csr);
      const notAfter = new Date(given.at + (lifeMs ?? (kind === 'host' ? hostLifeMs : operatorLifeMs)));
      const made = await certify(authorities, { kind, name, notAfter }, publicKey);
      return { certificate: pemOf(made), row: rowOf(Buffer.from(made.rawData), given), keySha256: sha256 };
    },
    trusted: () => authorities['server-ca'].cert,
    pin: () => pinOf(serverCa),
  };
}

/** sha256 of the SubjectPublicKeyInfo, base64url. */
export function pinOf(authority: X509Certificate): string {
  return createHash('sha256')
    .update(authority.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
}

export function noAuthority() {
  return fail('refused', 'this server does not hold the authorities, so it issues no certificates', {
    next: 'make them where the authorities are: make tls-certs ARGS="--host NAME --operator NAME"',
  });
}

function rowOf(der: Buffer, { at, by, token, replaces }: Given): LedgerRow {
  const identity = identityOf(der);
  if (!identity) throw new Error('a certificate was made that names nobody');
  const { fingerprint, kind, name, notBeforeMs, notAfterMs } = identity;
  const ends = { used_at: null, replaced_at: null, revoked_at: null, revoked_by: null };
  return {
    fingerprint,
    kind,
    name,
    not_before: notBeforeMs,
    not_after: notAfterMs,
    issued_at: at,
    issued_by: by,
    token: token ?? null,
    replaces: replaces ?? null,
    ...ends,
  };
}
