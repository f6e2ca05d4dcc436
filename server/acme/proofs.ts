// How an authority is shown that a name is ours: by an answer of every router of the environment, or by a record in its zone.
import { fail } from '../../proto/failure.ts';
import type { Challenges } from '../challenges.ts';
import type { DnsProvider } from '../dns/provider.ts';
import type { AcmeAccountRow } from '../records/tables.ts';
import { dnsValue, keyAuthorization } from './jws.ts';
import type { Proof } from './order.ts';

export interface Proving {
  challenges: Challenges;
  /** undefined: the configuration names no such provider. */
  dns(name: string): DnsProvider | undefined;
}

export const challengeKinds = ['http-01', 'dns-01'] as const;
export type ChallengeKind = (typeof challengeKinds)[number];

const kinds = { 'http-01': byHttp, 'dns-01': byDns } satisfies Record<ChallengeKind, unknown>;

/** `key`: of the account. @throws Failure refused when the provider is not known any more */
export function proofFor(proving: Proving, account: AcmeAccountRow, key: string): Proof {
  return kinds[account.challenge as ChallengeKind](proving, account, key);
}

function byHttp({ challenges }: Proving, { environment }: AcmeAccountRow, key: string): Proof {
  return {
    publish: (_, token, signal) => challenges.publish(environment, token, keyAuthorization(key, token), signal),
    withdraw: (_, token) => challenges.withdraw(environment, token),
  };
}

function byDns({ dns }: Proving, { dns: name }: AcmeAccountRow, key: string): Proof {
  const provider = dns(name);
  if (!provider) throw fail('refused', `the server’s configuration names no DNS provider ${name} (dns.providers)`);
  const record = (host: string) => `_acme-challenge.${host.replace(/^\*\./, '')}`;
  const value = (token: string) => dnsValue(keyAuthorization(key, token));
  return {
    publish: (host, token, signal) => provider.publish(record(host), value(token), signal),
    withdraw: (host, token) => provider.withdraw(record(host), value(token), AbortSignal.timeout(30_000)),
  };
}
