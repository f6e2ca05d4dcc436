// Who a certificate speaks for: read from its DER, by structure, and never from text that was split.
import { createHash, X509Certificate } from 'node:crypto';
import { type AsnType, Constructed, fromBER, ObjectIdentifier, OctetString, Primitive, Sequence } from 'asn1js';
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
  const uris = uriNamesIn(der);
  const caller = uris.length === 1 ? parseUri(uris[0] ?? '') : undefined;
  if (!caller) return undefined;
  const { validFromDate, validToDate } = new X509Certificate(der);
  const fingerprint = createHash('sha256').update(der).digest('hex');
  return { ...caller, fingerprint, notBeforeMs: validFromDate.getTime(), notAfterMs: validToDate.getTime() };
}

/** All URIs among the subject's alternative names. The structure is RFC 5280's: section 4.1, and 4.2.1.6 for the names. */
function uriNamesIn(der: Uint8Array): string[] {
  const [tbs] = itemsOf(decode(der));
  const extensions = itemsOf(tbs).filter((item) => item instanceof Constructed && isTagged(item, 3));
  const named = extensions.flatMap((wrapper) => itemsOf(itemsOf(wrapper)[0])).filter(isAlternativeNames);
  const names = named.flatMap((extension) => itemsOf(decode(contentOf(itemsOf(extension).at(-1)))));
  return names.filter((name) => isTagged(name, 6)).map((name) => Buffer.from(contentOf(name)).toString('latin1'));
}

function isAlternativeNames(extension: AsnType): boolean {
  const [id] = itemsOf(extension);
  return id instanceof ObjectIdentifier && id.getValue() === '2.5.29.17';
}

/** Context-specific, as the fields of a certificate and the kinds of a name are numbered. */
function isTagged({ idBlock }: AsnType, number: number): boolean {
  return idBlock.tagClass === 3 && idBlock.tagNumber === number;
}

function decode(der: Uint8Array): AsnType {
  const { offset, result } = fromBER(der);
  if (offset !== der.byteLength) throw new Error('not one DER value');
  return result;
}

function itemsOf(value: AsnType | undefined): AsnType[] {
  if (value instanceof Sequence || value instanceof Constructed) return value.valueBlock.value;
  throw new Error('not a sequence where a certificate has one');
}

function contentOf(value: AsnType | undefined): Uint8Array {
  if (value instanceof OctetString || value instanceof Primitive) return new Uint8Array(value.valueBlock.valueHexView);
  throw new Error('no octets where a certificate has them');
}

function parseUri(uri: string): Omit<Caller, 'fingerprint'> | undefined {
  const [, cluster = '', kind, name = ''] = /^spiffe:\/\/([a-z0-9-]+)\/(host|operator|server)\/([a-z0-9-]+)$/.exec(uri) ?? [];
  if (!isLabel(cluster) || !isLabel(name)) return undefined;
  return { cluster, kind: kind as Caller['kind'], name };
}
