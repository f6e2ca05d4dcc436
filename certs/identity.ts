// Who a certificate speaks for: read from its DER, by structure, and never from text that was split.
import { createHash, X509Certificate } from 'node:crypto';
import { isLabel } from '../lib/names.ts';
import { type DerValue, derValues } from './der.ts';

export const callerKinds = ['host', 'operator', 'server'] as const;

export type CertificateKind = (typeof callerKinds)[number];

export interface Caller {
  /** newcomer: one without a certificate, where that is allowed; all else is empty then. */
  kind: CertificateKind | 'newcomer';
  name: string;
  cluster: string;
  /** sha256 of the certificate, lower-case hex. */
  fingerprint: string;
}

export interface Identity extends Caller {
  kind: CertificateKind;
  notBeforeMs: number;
  notAfterMs: number;
}

/** `spiffe://CLUSTER/KIND/NAME` */
export function uriOf({ cluster, kind, name }: Pick<Identity, 'cluster' | 'kind' | 'name'>): string {
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
  const uris = uriNamesIn(der);
  const caller = uris.length === 1 ? parseUri(uris[0] ?? '') : undefined;
  if (!caller) return undefined;
  const { validFromDate, validToDate } = new X509Certificate(der);
  const fingerprint = createHash('sha256').update(der).digest('hex');
  return { ...caller, fingerprint, notBeforeMs: validFromDate.getTime(), notAfterMs: validToDate.getTime() };
}

/** All URIs among the subject's alternative names. */
export function uriNamesIn(der: Uint8Array): string[] {
  return alternativeNamesIn(der).filter(isUri).map(textOf);
}

/** All DNS names there, as they are written. */
export function dnsNamesIn(der: Uint8Array): string[] {
  return alternativeNamesIn(der)
    .filter(({ tag }) => tag === dnsName)
    .map(textOf);
}

/** The structure is RFC 5280's: section 4.1, and 4.2.1.6 for the names. */
function alternativeNamesIn(der: Uint8Array): DerValue[] {
  const [certificate, ...more] = derValues(der);
  if (more.length > 0) throw new Error('more than a certificate');
  const [tbs] = derValues(contentOf(certificate, sequence));
  const wrappers = derValues(contentOf(tbs, sequence)).filter(({ tag }) => tag === extensionsField);
  const extensions = wrappers.flatMap(({ content }) => derValues(contentOf(derValues(content)[0], sequence)));
  return extensions.flatMap(alternativeNames);
}

function textOf({ content }: DerValue): string {
  return Buffer.from(content).toString('latin1');
}

const sequence = 0x30;
const objectIdentifier = 0x06;
const octetString = 0x04;
/** [3] in TBSCertificate */
const extensionsField = 0xa3;
/** [2] IA5String in GeneralName */
const dnsName = 0x82;
/** [6] IA5String in GeneralName */
const uriName = 0x86;
/** 2.5.29.17 */
const subjectAltName = Buffer.from([0x55, 0x1d, 0x11]);

/** The names in this extension, when it is that one. */
function alternativeNames(extension: DerValue): DerValue[] {
  const parts = derValues(contentOf(extension, sequence));
  if (!subjectAltName.equals(contentOf(parts[0], objectIdentifier))) return [];
  const [names, ...more] = derValues(contentOf(parts.at(-1), octetString));
  if (more.length > 0) throw new Error('more than a list of names');
  return derValues(contentOf(names, sequence));
}

function isUri({ tag }: DerValue): boolean {
  if ((tag & 0x1f) === 6 && tag !== uriName) throw new Error('a URI in pieces');
  return tag === uriName;
}

function contentOf(value: DerValue | undefined, tag: number): Uint8Array {
  if (value?.tag === tag) return value.content;
  throw new Error('not what a certificate has in this place');
}

function parseUri(uri: string): Pick<Identity, 'cluster' | 'kind' | 'name'> | undefined {
  const [, cluster = '', kind, name = ''] = /^spiffe:\/\/([a-z0-9-]+)\/(host|operator|server)\/([a-z0-9-]+)$/.exec(uri) ?? [];
  if (!isLabel(cluster) || !isLabel(name)) return undefined;
  return { cluster, kind: kind as CertificateKind, name };
}
