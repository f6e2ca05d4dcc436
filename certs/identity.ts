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

function readIdentity(der: Uint8Array): Identity | undefined {
  const certificate = new X509Certificate(der);
  const named = certificate.getExtensions(SubjectAlternativeNameExtension);
  const uris = named.flatMap((extension) => extension.names.items).filter((name) => name.type === 'url');
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
