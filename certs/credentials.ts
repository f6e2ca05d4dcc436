// What a program proves itself with: a folder that holds cert.pem, key.pem and ca.pem (whom the holder trusts).
import { constants, X509Certificate as NodeCertificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkServerIdentity, createSecureContext, type PeerCertificate, type SecureContextOptions } from 'node:tls';
import { ChannelCredentials } from '@grpc/grpc-js';
import { fail } from '../proto/failure.ts';
import { authoritiesIn } from './authorities.ts';
import { type CertificateKind, type Identity, identityOf, serverNameOf } from './identity.ts';

/** The code of the error when a server is of another cluster than the certificate that it is shown. */
export const otherCluster = 'CASTELLAN_OTHER_CLUSTER';

export interface Credentials {
  folder: string;
  /** Whom the certificate names. */
  identity: Identity;
  /** sha256 of each authority that the holder trusts, lower-case hex. */
  trusted: string[];
  /** For node:tls: both ends speak TLS 1.3 alone, and a resumed session would skip the check of the certificate. */
  tls: SecureContextOptions;
}

export interface ServerCredentials extends Credentials {
  role: 'server';
}

export interface ClientCredentials extends Credentials {
  role: 'client';
  /** The name that the server's certificate must carry. */
  serverName: string;
  forChannel(): ChannelCredentials;
  /** For node:tls: is it a server of this cluster? */
  checkServer(host: string, certificate: PeerCertificate): Error | undefined;
}

/** @throws Failure `refused` that says which file is missing, unreadable, unfit or out of date, and what to do. */
export function serverCredentials(folder: string): ServerCredentials {
  return { role: 'server', ...readCredentials(folder, ['server']) };
}

/** For an agent (a host's certificate) or ctl (an operator's). @throws Failure as serverCredentials */
export function clientCredentials(folder: string): ClientCredentials {
  const read = readCredentials(folder, ['host', 'operator']);
  const { cluster } = read.identity;
  const checkServer = (host: string, certificate: PeerCertificate) => checkServerOf(cluster, host, certificate);
  return {
    role: 'client',
    ...read,
    serverName: serverNameOf(cluster),
    forChannel: () =>
      ChannelCredentials.createFromSecureContext(createSecureContext(read.tls), { checkServerIdentity: checkServer }),
    checkServer,
  };
}

function readCredentials(folder: string, kinds: CertificateKind[]): Credentials {
  const [cert, key, ca] = ['cert.pem', 'key.pem', 'ca.pem'].map((name) => readPem(folder, name)) as [string, string, string];
  checkSecret(join(folder, 'key.pem'));
  const identity = checked(folder, cert, key, kinds);
  const tls = { cert, key, ca, ...onlyTheseTerms };
  const trusted = parsed(() => authoritiesIn(ca), `${join(folder, 'ca.pem')} holds no authorities`);
  return { folder, identity, trusted, tls };
}

// A peer chooses among the groups: the large ones and those of finite fields cost a server many times as much as these.
const onlyTheseTerms = {
  minVersion: 'TLSv1.3',
  maxVersion: 'TLSv1.3',
  secureOptions: constants.SSL_OP_NO_TICKET,
  ecdhCurve: 'X25519MLKEM768:X25519:P-256',
} as const;

/** Root's own programs read what nobody else may; what others can read too is no secret any more. */
function checkSecret(path: string): void {
  const { mode } = statSync(path);
  if ((mode & 0o007) === 0) return;
  const next = `chmod 600 ${path}; if somebody may have read it, make a new certificate`;
  throw fail('refused', `${path} can be read by everybody on this machine`, { next });
}

function readPem(folder: string, name: string): string {
  const path = join(folder, name);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const next =
      'ctl server init makes them for a server, ctl hosts add for a host, make tls-certs for a first try; there is no mode without';
    throw fail('refused', `cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`, { next });
  }
}

function checked(folder: string, cert: string, key: string, kinds: CertificateKind[]): Identity {
  const certificate = parsed(() => new NodeCertificate(cert), `${join(folder, 'cert.pem')} is not a certificate`);
  // Throws when they do not belong together, which a server would notice only as every connection failing.
  parsed(() => createSecureContext({ cert, key }), `${join(folder, 'key.pem')} is not the key of cert.pem beside it`);
  const identity = identityOf(certificate.raw);
  if (!identity || !kinds.includes(identity.kind)) {
    const found = identity ? `${identity.kind} "${identity.name}"` : 'nobody of ours';
    throw fail('refused', `${join(folder, 'cert.pem')} names ${found}; a certificate of a ${kinds.join(' or an ')} is needed`);
  }
  if (Date.now() > identity.notAfterMs) throw fail('refused', expiredWords(folder, identity), { next: nextOf(identity) });
  if (Date.now() < identity.notBeforeMs) {
    const valid = `the certificate in ${folder} is valid from ${new Date(identity.notBeforeMs).toISOString()} on`;
    const next = 'set the clock: it is behind';
    throw fail('refused', `${valid}, and this machine's clock says ${new Date().toISOString()}`, { next });
  }
  return identity;
}

function nextOf({ kind, name }: Identity): string {
  if (kind === 'server') return 'make a new certificate: ctl server init, or make tls-certs where the authorities are';
  return kind === 'host'
    ? `ctl hosts add ${name}, and then ctl agent join --force here`
    : 'an admin makes a token: ctl operators add';
}

export function expiredWords(folder: string, identity: Identity): string {
  return `the certificate in ${folder} expired at ${new Date(identity.notAfterMs).toISOString()}`;
}

function parsed<T>(read: () => T, otherwise: string): T {
  try {
    return read();
  } catch (error) {
    throw fail('refused', otherwise, { cause: error });
  }
}

export function checkServerOf(cluster: string, host: string, certificate: PeerCertificate): Error | undefined {
  const identity = identityOf(certificate.raw);
  if (identity?.kind !== 'server' || identity.cluster !== cluster) {
    return Object.assign(new Error(`not a server of ${cluster}`), { code: otherCluster });
  }
  return checkServerIdentity(host, certificate);
}
