// Who a certificate speaks for: read from its DER, by structure, and never from text that was split.
import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509';
import { isLabel } from '../lib/names.ts';

export const callerKinds = ['host', 'operator', 'server'] as const;

export interface Caller {
  kind: (typeof callerKinds)[number];
  name: string;
  cluster: string;
  /** sha256 of the certificate, lower-case hex. */
  fingerprint: string;
}

export interface Identity extends Caller {
  notBeforeMs: number;
  notAfterMs: number;
}

/** `spiffe://CLUSTER/KIND/NAME` */
export function uriOf({ cluster, kind, name }: Pick<Caller, 'cluster' | 'kind' | 'name'>): string {
  return `spiffe://${cluster}/${kind}/${name}`;
}

/** The DNS name in every server certificate of a cluster: callers ask for it whatever address they connect to. */
export function serverNameOf(cluster: string): string {
  return `server.${cluster}.castellan.internal`;
}

/** Undefined: a certificate that is not readable or has not exactly one URI, and that one ours. */
export function identityOf(der: Uint8Array): Identity | undefined {
  try {
    return readIdentity(der);
  } catch {
    // Not DER, or not a certificate: whoever it is, we do not know them.
    return undefined;
  }
}

/** DNS names and IP addresses in a server's certificate, without its logical name. @throws when it is no certificate */
export function addressesOf(der: Uint8Array): string[] {
  const addresses = namesIn(new X509Certificate(der)).filter(({ type }) => type === 'dns' || type === 'ip');
  return addresses.map(({ value }) => value).filter((value) => !value.endsWith('.castellan.internal'));
}

function namesIn(certificate: X509Certificate) {
  return certificate.getExtensions(SubjectAlternativeNameExtension).flatMap((extension) => extension.names.items);
}

function readIdentity(der: Uint8Array): Identity | undefined {
  const certificate = new X509Certificate(der);
  const uris = namesIn(certificate).filter(({ type }) => type === 'url');
  const caller = uris.length === 1 ? parseUri(uris[0]?.value ?? '') : undefined;
  return (
    caller && {
      ...caller,
      fingerprint: createHash('sha256').update(der).digest('hex'),
      notBeforeMs: certificate.notBefore.getTime(),
      notAfterMs: certificate.notAfter.getTime(),
    }
  );
}

function parseUri(uri: string): Omit<Caller, 'fingerprint'> | undefined {
  const [, cluster = '', kind, name = ''] = /^spiffe:\/\/([a-z0-9-]+)\/(host|operator|server)\/([a-z0-9-]+)$/.exec(uri) ?? [];
  if (!isLabel(cluster) || !isLabel(name)) return undefined;
  return { cluster, kind: kind as Caller['kind'], name };
}
