// Who may make which call. Identity is the certificate and nothing else, looked at again on every call, since TLS looks
// at it only once.
import { createHash } from 'node:crypto';
import type { PeerCertificate } from 'node:tls';
import type { Logger } from 'pino';
import { type Caller, type Identity, identityOf } from '../certs/identity.ts';
import { fail } from './failure.ts';
import type { Rights } from './rights.ts';

/** Full RPC name, such as `/castellan.v1.Control/Deploy` -> who may call it. */
export type AuthorizeTable = Readonly<Record<string, readonly Caller['kind'][]>>;

/** What the records say of whoever has shown a good certificate: what they may, or why not. */
export type Standing = { rights: Rights | null } | { denied: 'unauthenticated' | 'forbidden'; trouble: string };
export type Judge = (rpc: string, identity: Identity) => Standing;

export interface Denial {
  rpc: string;
  /** IP address. */
  address: string;
  /** Of the certificate; none when there was none that names somebody. */
  fingerprint: string | undefined;
  /** `operator ann` */
  caller: string | undefined;
  trouble: string;
}

export interface Admitted {
  identity: Identity;
  rights: Rights | null;
}

export interface Gate {
  /** Whoever the certificate names, if anybody; it says nothing about whether it is good. */
  identify(certificate: Partial<PeerCertificate> | undefined): Identity | undefined;
  /** @throws Failure `unauthenticated` or `forbidden`, both in the same words, so that nothing is learnt from them */
  admit(rpc: string, identity: Identity | undefined, address: string): Admitted;
  /** Tells of a call that was denied. */
  deny(rpc: string, identity: Identity | undefined, address: string, trouble: string): void;
}

interface GateOptions {
  cluster: string;
  authorize: AuthorizeTable;
  /** Without it all that the table names may do everything. */
  judge?: Judge | undefined;
  denied?: ((denial: Denial) => void) | undefined;
  log: Pick<Logger, 'warn'>;
}

/** For those of a program without records: tests and benches. */
const everything: Standing = { rights: { role: 'admin', scopes: [] } };

export const notAllowed = 'not allowed';
const mostRemembered = 10_000;

export function openGate({ cluster, authorize, judge, denied, log }: GateOptions): Gate {
  const identify = rememberIdentities();

  function standingOf(rpc: string, identity: Identity | undefined): Standing {
    const trouble = troubleWith(identity, cluster);
    if (!identity || trouble) return { denied: 'unauthenticated', trouble: trouble ?? '' };
    if (!authorize[rpc]?.includes(identity.kind)) return { denied: 'forbidden', trouble: `not for a ${identity.kind}` };
    return judge ? judge(rpc, identity) : everything;
  }

  function deny(rpc: string, identity: Identity | undefined, address: string, trouble: string): void {
    const caller = identity && `${identity.kind} ${identity.name}`;
    const denial = { rpc, address, fingerprint: identity?.fingerprint, caller, trouble };
    log.warn(denial, 'call denied');
    denied?.(denial);
  }

  return {
    identify: (certificate) => (certificate?.raw?.length ? identify(certificate.raw) : undefined),
    deny,
    admit: (rpc, identity, address) => {
      const standing = standingOf(rpc, identity);
      if (identity && 'rights' in standing) return { identity, rights: standing.rights };
      const { denied: code, trouble } = standing as Extract<Standing, { trouble: string }>;
      deny(rpc, identity, address, trouble);
      throw fail(code, notAllowed);
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
