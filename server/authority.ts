// The authorities, where this server holds them: certificates for those who were invited, for those who renew theirs, and for
// the server itself.
import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { identityOf } from '../certs/identity.ts';
import { type AuthorityKind, certify, issue, type Pair, pemOf } from '../certs/issue.ts';
import { requestedKey } from '../certs/request.ts';
import { type AuthoritySet, advance, fingerprintOfPair, goBack, readSet, trustedOf } from '../certs/rotation.ts';
import { pinOf } from '../certs/token.ts';
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
  /** For the server itself, with a new key. */
  issueOwn(server: { name: string; addresses: string[] }): Promise<Pair>;
  set(): AuthoritySet;
  /** PEM, one or several: whom hosts and operators (server-ca) or the server (client-ca) are to trust. */
  trusted(kind?: AuthorityKind): string;
  /** PEM: the one that signs servers now. */
  signer(): string;
  /** sha256 of the public key of that one, base64url: what a newcomer knows it by. */
  pin(): string;
  /** And of those that may sign before long: what a pipeline knows it by, which nobody hands anything anew. */
  pins(): string[];
  /** The next phase of a rotation, or the one before. On disk when it resolves. */
  step(back: boolean): Promise<AuthoritySet>;
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
  return holders.find((holder) =>
    ['server-ca', 'client-ca'].every((kind) => existsSync(join(holder, 'authorities', `${kind}.key.pem`))),
  );
}

/** @throws Error when a file is damaged */
export async function openAuthority(tls: string): Promise<Authority | undefined> {
  const folder = authoritiesFolder(tls);
  if (folder === undefined) return undefined;
  let set = readSet(folder);
  const signer = () => set.issuing['server-ca'].cert;

  return {
    issueTo: async ({ kind, name, csr, lifeMs }, given) => {
      const { publicKey, sha256 } = await requestedKey(csr);
      const { issuing } = set;
      const notAfter = new Date(given.at + (lifeMs ?? (kind === 'host' ? hostLifeMs : operatorLifeMs)));
      const made = await certify(issuing, { kind, name, notAfter }, publicKey);
      const row = rowOf(Buffer.from(made.rawData), given, fingerprintOfPair(issuing['client-ca']));
      return { certificate: pemOf(made), row, keySha256: sha256 };
    },
    issueOwn: ({ name, addresses }) => issue(set.issuing, { kind: 'server', name, addresses }),
    set: () => set,
    trusted: (kind = 'server-ca') => trustedOf(set, kind),
    signer,
    pin: () => pinOf(new X509Certificate(signer())),
    pins: () => {
      const sets = [set.issuing, set.old, ...(set.next ? [set.next] : [])];
      return [...new Set(sets.map((one) => pinOf(new X509Certificate(one['server-ca'].cert))))];
    },
    step: async (back) => {
      if (!back) set = await advance(folder, set.phase);
      else if (set.phase !== 'steady') set = goBack(folder, set.phase);
      return set;
    },
  };
}

export function noAuthority() {
  return fail('refused', 'this server does not hold the authorities, so it issues no certificates', {
    next: 'make them where the authorities are: make tls-certs ARGS="--host NAME --operator NAME"',
  });
}

function rowOf(der: Buffer, { at, by, token, replaces }: Given, authority: string): LedgerRow {
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
    authority,
    ...ends,
  };
}
