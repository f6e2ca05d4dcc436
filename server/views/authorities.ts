// The authorities as operators see them.
import { X509Certificate } from 'node:crypto';
import { fingerprintOf } from '../../certs/authorities.ts';
import type { Authorities as Pairs } from '../../certs/issue.ts';
import type { AuthoritiesInput } from '../../proto/generated/castellan/v1/Authorities.ts';
import { type Authority, noAuthority } from '../authority.ts';
import type { Rotation } from '../rotation.ts';

/** @throws Failure refused where they are kept elsewhere */
export async function authoritiesView(authority: Authority | undefined, rotation: Rotation): Promise<AuthoritiesInput> {
  if (!authority) throw noAuthority();
  const { phase, old, next, issuing } = authority.set();
  const waiting = await rotation.waiting();
  return {
    phase: phases[phase],
    authorities: [old, next].flatMap((pairs) => (pairs ? views(pairs, pairs === issuing) : [])),
    waiting: waiting.map(({ kind, name, why }) => `${kind} ${name} ${why}`),
  };
}

function views(pairs: Pairs, issuing: boolean) {
  return (['server-ca', 'client-ca'] as const).map((kind) => {
    const certificate = new X509Certificate(pairs[kind].cert);
    return {
      kind,
      fingerprint: fingerprintOf(certificate),
      notAfterMs: certificate.validToDate.getTime(),
      trusted: true,
      issuing,
    };
  });
}

const phases = { steady: 'STEADY', announced: 'ANNOUNCED', issuing: 'ISSUING' } as const;
