// Who may make which call. Identity is the certificate and nothing else, looked at again on every call, since TLS looks
// at it only once.
import { createHash } from 'node:crypto';
import type { PeerCertificate } from 'node:tls';
import type { Logger } from 'pino';
import { type Caller, type Identity, identityOf } from '../certs/identity.ts';
import { fail } from './failure.ts';

/** Full RPC name, such as `/castellan.v1.Control/Deploy` -> who may call it. */
export type AuthorizeTable = Readonly<Record<string, readonly Caller['kind'][]>>;

export interface Gate {
  /** @throws Failure `unauthenticated` or `forbidden`, both in the same words, so that nothing is learnt from them */
  admit(rpc: string, certificate: Partial<PeerCertificate> | undefined, address: string): Identity;
}

const denied = 'not allowed';
const mostRemembered = 10_000;

export function openGate(cluster: string, authorize: AuthorizeTable, log: Pick<Logger, 'warn'>): Gate {
  const identify = rememberIdentities();

  return {
    admit: (rpc, certificate, address) => {
      const identity = certificate?.raw?.length ? identify(certificate.raw) : undefined;
      const trouble = troubleWith(identity, cluster);
      if (!identity || trouble) {
        log.warn({ rpc, address, fingerprint: identity?.fingerprint, trouble }, 'call denied');
        throw fail('unauthenticated', denied);
      }
      if (!authorize[rpc]?.includes(identity.kind)) {
        log.warn({ rpc, address, fingerprint: identity.fingerprint, caller: `${identity.kind} ${identity.name}` }, 'call denied');
        throw fail('forbidden', denied);
      }
      return identity;
    },
  };
}

function troubleWith(identity: Identity | undefined, cluster: string): string | undefined {
  if (!identity) return 'no certificate, or one that names nobody';
  if (identity.cluster !== cluster) return 'certificate of another cluster';
  const now = Date.now();
  const clock = `by this server's clock, which says ${new Date(now).toISOString()}`;
  if (now < identity.notBeforeMs) return `certificate not valid before ${new Date(identity.notBeforeMs).toISOString()}, ${clock}`;
  if (now > identity.notAfterMs) return `certificate expired at ${new Date(identity.notAfterMs).toISOString()}, ${clock}`;
  return undefined;
}

/** Reading a certificate costs more than a small call does. */
function rememberIdentities(): (der: Buffer) => Identity | undefined {
  const known = new Map<string, Identity | undefined>();
  return (der) => {
    const fingerprint = createHash('sha256').update(der).digest('hex');
    if (!known.has(fingerprint)) {
      if (known.size >= mostRemembered) known.clear();
      known.set(fingerprint, identityOf(der));
    }
    return known.get(fingerprint);
  };
}
