// A new certificate for whoever has one: for its own name alone, one a minute, and in the audit.
import type { Caller } from '../certs/identity.ts';
import { fail } from '../proto/failure.ts';
import type { Audit } from './audit.ts';
import { type Authority, noAuthority } from './authority.ts';
import type { Ledger } from './ledger.ts';
import { addCertificate, endUnused } from './records/ledger.ts';
import type { Rotation } from './rotation.ts';

export interface Renewed {
  /** PEM; empty when only whom to trust was asked for. */
  certificate: string;
  /** PEM */
  authorities: string;
  /** The caller is to ask for another certificate now. */
  due: boolean;
}

interface Asking {
  caller: Caller;
  address: string;
  csr: Uint8Array;
  /** sha256 of authorities that the caller says to trust. */
  trusted: string[];
}

export interface Renewing {
  /** @throws Failure refused (the authorities are kept elsewhere), resource-exhausted (too soon after the last), bad-input (the request) */
  renew(asking: Asking): Promise<Renewed>;
}

interface Options {
  ledger: Ledger;
  /** undefined: it is kept elsewhere. */
  authority: Authority | undefined;
  audit: Audit;
  rotation: Pick<Rotation, 'acknowledged' | 'isDue'>;
  now(): number;
}

const onceInMs = 60_000;

export function openRenewing({ ledger, authority, audit, rotation, now }: Options): Renewing {
  /** `host web-1` -> when it last asked. Of the last minute alone. */
  const asked = new Map<string, number>();

  function onceAMinute(who: string): void {
    const at = now();
    for (const [one, before] of asked) if (at - before >= onceInMs) asked.delete(one);
    if (asked.has(who))
      throw fail('resource-exhausted', 'a new certificate was asked for within the last minute', {
        next: 'try again in a minute',
      });
    asked.set(who, at);
  }

  async function renew({ caller, address, csr, trusted }: Asking): Promise<Renewed> {
    await rotation.acknowledged(caller, trusted);
    const mayRenew = caller.kind !== 'operator' || !ledger.isPipeline(caller.name);
    if (csr.length === 0)
      return { certificate: '', authorities: authority?.trusted() ?? '', due: mayRenew && rotation.isDue(caller.fingerprint) };
    if (!authority) throw noAuthority();
    if (!mayRenew) throw notRenewed();
    const who = `${caller.kind} ${caller.name}`;
    onceAMinute(who);
    const [kind, own] = [caller.kind as 'host' | 'operator', ledger.find(caller.fingerprint)];
    // Who was given a short life does not come to a longer one by renewing.
    const life = kind === 'operator' && own ? { lifeMs: own.not_after - own.not_before } : {};
    const at = now();
    const made = await authority.issueTo(
      { kind, name: caller.name, csr, ...life },
      { at, by: who, replaces: caller.fingerprint },
    );
    await ledger.change(async (tx) => {
      await endUnused(tx, caller.fingerprint, at);
      await addCertificate(tx, made.row);
      const what = { fingerprint: made.row.fingerprint, notAfterMs: made.row.not_after };
      const entry = { actor: who, fingerprint: caller.fingerprint, address, act: 'Renew', outcome: 'done' } as const;
      await audit.addWithin(tx, { ...entry, subject: { kind, name: caller.name }, new: what });
    });
    return { certificate: made.certificate, authorities: authority.trusted(), due: false };
  }

  return { renew };
}

/** Or one token would be good for ever. */
function notRenewed() {
  return fail('refused', 'a pipeline’s certificate is not renewed: its next token is exchanged for another one', {
    next: 'ctl login HOST:PORT with the pipeline’s introduction, as at its beginning',
  });
}
