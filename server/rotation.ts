// New authorities in the old ones' place, in phases with a way back: each begins when everybody has followed the one before.
import type { Logger } from 'pino';
import { authoritiesIn, isSameSet } from '../certs/authorities.ts';
import type { Caller, Identity } from '../certs/identity.ts';
import { fingerprintOfPair, type Phase } from '../certs/rotation.ts';
import { isSha256 } from '../lib/names.ts';
import { fail } from '../proto/failure.ts';
import { type Authority, noAuthority } from './authority.ts';
import { type AuthorityPair, type Holder, type RotationFacts, type Waiting, waitingFor } from './decide/rotation.ts';
import type { Ledger } from './ledger.ts';
import type { OwnCertificate } from './own-certificate.ts';
import { listRemovedHosts } from './records/hosts.ts';
import type { Records } from './records/records.ts';
import { listTrusts, nameAuthority, putTrust } from './records/trusts.ts';

export interface Rotation {
  /** A caller says whom it trusts. @throws Failure bad-input */
  acknowledged(caller: Caller, trusted: string[]): Promise<void>;
  /** The caller is to have a certificate of the authorities that sign now. */
  isDue(fingerprint: string): boolean;
  /** An operator who is to look whom they trust: in any phase, and after the last until they have said that they have followed. */
  isBehind(caller: Pick<Caller, 'kind' | 'name'>): boolean;
  phase(): Phase;
  /** Those who have yet to follow before the next phase, or before the one before. @throws Failure refused */
  waiting(back?: boolean): Promise<Waiting[]>;
  /** Goes one phase on, or back. @throws Failure refused with everybody who would be locked out, unless forced */
  rotate(order: { back: boolean; force: boolean }): Promise<void>;
}

interface Options {
  records: Records;
  ledger: Ledger;
  /** undefined: it is kept elsewhere. */
  authority: Authority | undefined;
  own: Pick<OwnCertificate, 'keepUp'>;
  /** Ends the connections of these. Resolves when they have ended. */
  expel(whom: (identity: Identity) => boolean): Promise<void>;
  log: Pick<Logger, 'warn'>;
  now(): number;
}

const mostTrusted = 8;

export async function openRotation({ records, ledger, authority, own, expel, log, now }: Options): Promise<Rotation> {
  const trusts = new Map((await listTrusts(records.db)).map(({ kind, name, trusted }) => [`${kind} ${name}`, trusted]));
  let busy = false;
  let read: { pem: string; trusted: string[] } = { pem: '', trusted: [] };

  function held(): Authority {
    if (!authority) throw noAuthority();
    return authority;
  }

  async function acknowledged({ kind, name }: Caller, trusted: string[]): Promise<void> {
    if (trusted.length === 0) return;
    if (trusted.length > mostTrusted || !trusted.every(isSha256))
      throw fail('bad-input', `at most ${mostTrusted} authorities, by their sha256`);
    const who = `${kind} ${name}`;
    if (isSameSet(trusts.get(who) ?? [], trusted)) return;
    await records.write((tx) => putTrust(tx, { kind, name, trusted }, now()));
    trusts.set(who, trusted);
  }

  function isDue(fingerprint: string): boolean {
    if (!authority) return false;
    const { phase, old, issuing } = authority.set();
    const by = ledger.find(fingerprint)?.authority ?? fingerprintOfPair(old['client-ca']);
    return phase !== 'steady' && by !== fingerprintOfPair(issuing['client-ca']);
  }

  function isBehind({ kind, name }: Pick<Caller, 'kind' | 'name'>): boolean {
    if (kind !== 'operator' || !authority || !mayBeBehind(authority, name)) return false;
    return !ledger.isPipeline(name);
  }

  function mayBeBehind(authority: Authority, name: string): boolean {
    if (authority.set().phase !== 'steady') return true;
    const said = trusts.get(`operator ${name}`);
    return said !== undefined && !isSameSet(said, current(authority));
  }

  /** Each call asks, and reading a certificate takes longer than most of them. */
  function current({ trusted }: Authority): string[] {
    const pem = trusted();
    if (pem !== read.pem) read = { pem, trusted: authoritiesIn(pem) };
    return read.trusted;
  }

  async function facts(): Promise<RotationFacts> {
    const { phase, old, next } = held().set();
    await ledger.look();
    const removed = new Set((await listRemovedHosts(records.db)).map(({ name }) => name));
    // Also those that have joined and not called yet.
    const hosts = new Set(ledger.certificates().flatMap(({ kind, name }) => (kind === 'host' ? [name] : [])));
    // A pipeline is told with each certificate whom to trust, and has none for long.
    const operators = ledger.operators().filter(({ pipeline }) => pipeline === null);
    const holders = [
      ...[...hosts.difference(removed)].sort().map((name) => holder('host', name)),
      ...operators.map(({ name }) => holder('operator', name)),
    ];
    return { phase, old: pairOf(old), next: next && pairOf(next), holders };
  }

  function holder(kind: 'host' | 'operator', name: string): Holder {
    return { kind, name, trusted: trusts.get(`${kind} ${name}`), certificates: ledger.of(kind, name) };
  }

  const waiting = async (back = false) => waitingFor(await facts(), back, now());

  async function rotate({ back, force }: { back: boolean; force: boolean }): Promise<void> {
    if (busy) throw fail('conflict', 'somebody else is at this now');
    busy = true;
    try {
      await step(held(), back, force);
    } finally {
      busy = false;
    }
  }

  async function step(authority: Authority, back: boolean, force: boolean): Promise<void> {
    const { phase, old } = authority.set();
    if (back && phase === 'steady') throw fail('refused', 'no rotation is under way: there is no way back from its end');
    const left = await waiting(back);
    if (left.length > 0 && !force) throw notYet(left);
    // Of the phase before: who trusts the next authorities alone would not know a server that has not followed itself.
    await own.keepUp().catch((error: Error) => Promise.reject(notItself(error)));
    if (phase === 'steady') await ledger.change((tx) => nameAuthority(tx, fingerprintOfPair(old['client-ca'])));
    const after = await authority.step(back);
    await own.keepUp().catch((error: Error) => {
      log.warn({ reason: error.message }, 'the server’s own certificate has not followed; it is tried again each minute');
    });
    log.warn(
      { from: phase, to: after.phase, lockedOut: left.map(({ kind, name }) => `${kind} ${name}`) },
      'authorities: another phase',
    );
    if (after.phase !== 'steady') return;
    const signer = fingerprintOfPair(after.old['client-ca']);
    await expel(({ fingerprint }) => (ledger.find(fingerprint)?.authority ?? signer) !== signer);
  }

  return { acknowledged, isDue, isBehind, phase: () => authority?.set().phase ?? 'steady', waiting, rotate };
}

function pairOf(pairs: { 'server-ca': { cert: string }; 'client-ca': { cert: string } }): AuthorityPair {
  return { server: fingerprintOfPair(pairs['server-ca']), client: fingerprintOfPair(pairs['client-ca']) };
}

function notItself(error: Error) {
  const next = 'mend that; the server tries again each minute';
  return fail('refused', `the server’s own certificate has not followed yet: ${error.message}; nothing was changed`, { next });
}

function notYet(left: Waiting[]) {
  return fail('refused', `${left.length === 1 ? 'one has' : `${left.length} have`} not followed yet; nothing was changed`, {
    details: left.map(({ kind, name, why }) => `${kind} ${name} ${why}`),
    next: 'ctl ca status tells when they have; --force locks them out until they get a token',
  });
}
