// Exchanges: a token of the platform that a pipeline runs on, for a certificate of minutes. Each token once.
import { requestedKey } from '../certs/request.ts';
import { fail } from '../proto/failure.ts';
import type { Pipeline } from './decide/pipelines.ts';
import type { Enrolled, Enrolling } from './invitations.ts';
import { openIssuerKeys } from './oidc/issuer-keys.ts';
import { type Verified, verifyToken } from './oidc/verify.ts';
import { addExchange, findExchange, pruneExchanges } from './records/exchanges.ts';
import { addCertificate } from './records/ledger.ts';
import { findOperator, pipelineOf } from './records/operators.ts';
import type { ExchangeRow } from './records/tables.ts';

interface Brought {
  /** The operator. */
  pipeline: string;
  token: string;
  csr: Uint8Array;
  address: string;
}

export interface Exchanges {
  /**
   * The same token with the same key again gets the same certificate: a reply may be lost. fresh: it is a new one.
   * @throws Failure unauthenticated, unavailable (its issuer's keys cannot be had), bad-input
   */
  exchange(brought: Brought): Promise<Enrolled & { fresh: boolean }>;
}

export function openExchanges({ records, ledger, authority, audit, log, now }: Enrolling): Exchanges {
  const keys = openIssuerKeys(now);

  async function exchange({ pipeline: name, token, csr, address }: Brought): Promise<Enrolled & { fresh: boolean }> {
    if (!authority) throw refused();
    const row = await findOperator(records.db, name);
    const pipeline = row && pipelineOf(row);
    if (!pipeline) throw denied(undefined, address, 'no such pipeline');
    const verified = await verifyToken(token, pipeline, keys, now());
    if ('trouble' in verified) throw denied(name, address, verified.trouble, verified.unreachable);
    const key = (await requestedKey(csr)).sha256;
    const before = await findExchange(records.db, verified.id);
    if (before) return again(before, name, key, address);
    const given = await give(name, pipeline, { verified, csr, address });
    if (given) return { ...enrolled(given, name), fresh: true };
    const used = await findExchange(records.db, verified.id);
    if (used) return again(used, name, key, address);
    throw denied(name, address, 'pipeline was changed just now');
  }

  /** The certificate; undefined: the token was exchanged just now, or the pipeline is another one. */
  async function give(
    name: string,
    pipeline: Pipeline,
    { verified: { id, untilMs, about }, csr, address }: { verified: Verified; csr: Uint8Array; address: string },
  ): Promise<string | undefined> {
    if (!authority) return undefined;
    const [at, by] = [now(), `token of ${pipeline.issuer}`];
    const made = await authority.issueTo({ kind: 'operator', name, csr, lifeMs: pipeline.lifeMs }, { at, by, token: id });
    const { fingerprint, not_after } = made.row;
    const taken = await ledger.change(async (tx) => {
      await pruneExchanges(tx, at);
      const row = await findOperator(tx, name);
      if (!row || JSON.stringify(pipelineOf(row)) !== JSON.stringify(pipeline)) return false;
      const exchange = { id, name, key: made.keySha256, reply: made.certificate, not_after, until: untilMs };
      if (!(await addExchange(tx, exchange))) return false;
      await addCertificate(tx, made.row);
      await audit.addWithin(tx, {
        actor: `operator ${name}`,
        fingerprint: '',
        address,
        act: 'Enroll',
        outcome: 'done',
        subject: { name, kind: 'operator' },
        new: { fingerprint, notAfterMs: not_after, issuer: pipeline.issuer, token: about },
      });
      return true;
    });
    return taken ? made.certificate : undefined;
  }

  /** A token that was exchanged: with the same key, or with another, and then two have had it. */
  function again({ name: holder, key: used, reply, not_after }: ExchangeRow, name: string, key: string, address: string) {
    if (used !== key) {
      log.warn({ name, address }, 'a token came again with another key: somebody else has had it');
      throw denied(name, address, 'token was exchanged with another key');
    }
    if (holder !== name || not_after <= now()) throw denied(name, address, 'token was exchanged');
    return { ...enrolled(reply, name), fresh: false };
  }

  function enrolled(certificate: string, name: string): Enrolled {
    return { certificate, authorities: authority?.trusted() ?? '', kind: 'operator', name };
  }

  function denied(name: string | undefined, address: string, trouble: string, unreachable = false) {
    const caller = name && `operator ${name} (token)`;
    log.warn({ name, address, trouble }, 'a pipeline’s token is not taken');
    audit.denied({ rpc: '/castellan.v1.Enrollment/Enroll', address, fingerprint: undefined, caller, trouble });
    return unreachable ? cannotTell() : refused();
  }

  return { exchange };
}

/** Nothing is learnt from it: not whether there is such a pipeline, nor what it would have to bring. */
function refused() {
  return fail('unauthenticated', 'the server does not take this token for this pipeline', {
    next: 'an admin sees why: ctl audit',
  });
}

/** Only to those who know already which issuer is meant. */
function cannotTell() {
  return fail('unavailable', 'whether this token is good cannot be found out now: the keys of its issuer cannot be had', {
    next: 'try again in a minute; an admin sees why: ctl audit',
  });
}
