// Invitations: a token for one certificate, for a name that an operator fixed. Whoever brings it gets that certificate for a
// key of their own, once.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from 'pino';
import { newToken, writeToken } from '../certs/token.ts';
import { fail } from '../proto/failure.ts';
import type { Audit } from './audit.ts';
import { type Authority, noAuthority } from './authority.ts';
import type { Ledger } from './ledger.ts';
import { addHost, findHost } from './records/fleet.ts';
import { readmitHost, removedOf } from './records/hosts.ts';
import { addCertificate } from './records/ledger.ts';
import type { Records, Tx } from './records/records.ts';
import type { TokenRow } from './records/tables.ts';
import { addToken, countTokenFailure, findToken, pruneTokens, useToken, withdrawTokens } from './records/tokens.ts';

/** What comes with the certificate. */
export interface Grants {
  /** Of a host that is new. */
  environment?: string;
  /** Of an operator's certificate. */
  lifeMs?: number;
}

export interface Invited {
  kind: 'host' | 'operator';
  name: string;
  grants: Grants;
  /** 0: 15 minutes. */
  ttlMs: number;
  by: string;
}

export interface Enrolled {
  certificate: string;
  authorities: string;
  kind: string;
  name: string;
}

export interface Invitations {
  /** Earlier ones for the same name end. @throws Failure refused when this server does not hold the authorities */
  invite(invited: Invited, also?: (tx: Tx) => Promise<void>): Promise<{ token: string; expiresMs: number }>;
  /** The same key again within ten minutes gets the same certificate: a reply may be lost. @throws Failure unauthenticated, bad-input */
  enroll(brought: { id: string; secret: string; csr: Uint8Array; address: string }): Promise<Enrolled>;
}

/** What it takes to give somebody a certificate. */
export interface Enrolling {
  records: Records;
  ledger: Ledger;
  /** undefined: it is kept elsewhere, and nobody is taken in. */
  authority: Authority | undefined;
  audit: Audit;
  log: Pick<Logger, 'warn'>;
  now(): number;
}

const usualTtlMs = 15 * 60_000;
const longestTtlMs = 24 * 3_600_000;
const sameAgainMs = 10 * 60_000;
const mostFailures = 5;
const keptMs = 7 * 86_400_000;

export function openInvitations({ records, ledger, authority, audit, log, now }: Enrolling): Invitations {
  async function invite({ kind, name, grants, ttlMs, by }: Invited, also: (tx: Tx) => Promise<void> = async () => {}) {
    if (!authority) throw noAuthority();
    if (ttlMs < 0 || ttlMs > longestTtlMs) throw fail('bad-input', 'a token is good for at most 24 hours');
    const token = newToken(authority.pin());
    const [created_at, expires_at] = [now(), now() + (ttlMs || usualTtlMs)];
    await ledger.change(async (tx) => {
      await pruneTokens(tx, created_at - keptMs);
      await withdrawTokens(tx, { kind, name }, created_at);
      const secret_sha256 = sha256(token.secret);
      await addToken(tx, {
        id: token.id,
        kind,
        name,
        secret_sha256,
        grants: JSON.stringify(grants),
        created_at,
        created_by: by,
        expires_at,
      });
      await also(tx);
    });
    return { token: writeToken(token), expiresMs: expires_at };
  }

  async function enroll({
    id,
    secret,
    csr,
    address,
  }: {
    id: string;
    secret: string;
    csr: Uint8Array;
    address: string;
  }): Promise<Enrolled> {
    if (!authority) throw refused();
    const row = await findToken(records.db, id);
    if (!row || row.failures >= mostFailures || !isSame(row.secret_sha256, sha256(secret)))
      throw await denied(row, address, 'wrong secret');
    const who = { kind: row.kind as 'host' | 'operator', name: row.name };
    const grants = JSON.parse(row.grants) as Grants;
    const lifeMs = grants.lifeMs === undefined ? {} : { lifeMs: grants.lifeMs };
    const made = await authority.issueTo({ ...who, csr, ...lifeMs }, { at: now(), by: row.created_by, token: id });
    if (row.used_at !== null) return again(row, made.keySha256, address);
    const taken = await ledger.change(async (tx) => {
      if (!(await useToken(tx, id, made.keySha256, made.certificate, now()))) return false;
      await addCertificate(tx, made.row);
      if (who.kind === 'host') await placeHost(tx, who.name, grants.environment);
      const subject = { name: who.name, kind: who.kind };
      const what = { fingerprint: made.row.fingerprint, notAfterMs: made.row.not_after, invitedBy: row.created_by };
      await audit.addWithin(tx, {
        actor: `${who.kind} ${who.name}`,
        fingerprint: '',
        address,
        act: 'Enroll',
        outcome: 'done',
        subject,
        new: what,
      });
      return true;
    });
    const used = taken ? undefined : await findToken(records.db, id);
    if (used?.used_at) return again(used, made.keySha256, address);
    if (!taken) throw await denied(row, address, 'token has expired');
    return { certificate: made.certificate, authorities: authority.trusted(), ...who };
  }

  /** Somebody comes with a token that was used: with the same key, or with another, and then two have had it. */
  async function again(row: TokenRow, key: string, address: string): Promise<Enrolled> {
    if (row.used_key !== key) {
      log.warn({ kind: row.kind, name: row.name, address }, 'a token came again with another key: somebody else has had it');
      throw await denied(row, address, 'token was used with another key');
    }
    if (!authority || !row.reply || now() - (row.used_at ?? 0) > sameAgainMs) throw await denied(row, address, 'token was used');
    return { certificate: row.reply, authorities: authority.trusted(), kind: row.kind, name: row.name };
  }

  /** One that is known stays where it is. */
  async function placeHost(tx: Tx, name: string, environment: string | undefined): Promise<void> {
    const known = await findHost(tx, name);
    if (known && removedOf(known)) await readmitHost(tx, name);
    if (!known && environment !== undefined) await addHost(tx, name, environment, now());
  }

  async function denied(row: TokenRow | undefined, address: string, reason: string) {
    if (row) await records.write((tx) => countTokenFailure(tx, row.id));
    const caller = row && `${row.kind} ${row.name} (token)`;
    audit.denied({
      rpc: '/castellan.v1.Enrollment/Enroll',
      address,
      fingerprint: undefined,
      caller,
      trouble: row ? reason : 'no such token',
    });
    return refused();
  }

  return { invite, enroll };
}

/** Nothing is learnt from it: not whether there is such a token, nor whether it was used. */
function refused() {
  return fail('unauthenticated', 'this token is not good: wrong, used, or too old', {
    next: 'ask an admin for another one: ctl hosts add, ctl operators add',
  });
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
