// Makes authorities and certificates: P-256, one use each, one URI that says who it is.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { type CertificateKind, serverNameOf, uriOf } from './identity.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How long each lives, in ms. */
export const lives = { authority: 3650 * dayMs, server: 90 * dayMs, host: 90 * dayMs, operator: 365 * dayMs } as const;

export interface Pair {
  /** PEM */
  cert: string;
  /** PKCS #8 PEM */
  key: string;
}

export type AuthorityKind = 'server-ca' | 'client-ca';

/** Both of a cluster: hosts and operators trust the one that signs servers, the server trusts the one that signs them. */
export interface Authorities {
  cluster: string;
  'server-ca': Pair;
  'client-ca': Pair;
  /** PEM of all that are trusted, while they are exchanged; without it: these alone. */
  bundles?: Record<AuthorityKind, string>;
}

/** A fresh cluster name: a label, made once with its authorities. */
export function newCluster(): string {
  return `castellan-${randomBytes(4).toString('hex')}`;
}

export async function makeAuthority(cluster: string, kind: AuthorityKind): Promise<Pair> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...commonFields(lives.authority),
    // The cluster's name in it tells authorities apart that were made at different times.
    name: `O=Castellan, CN=${cluster} ${kind}`,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return pairOf(certificate, keys.privateKey);
}

export interface Wanted {
  kind: CertificateKind;
  name: string;
  /** For a server: DNS names and IP addresses that it is connected to by, besides its logical name. */
  addresses?: string[];
  /** Overrides, for tests of certificates that nobody should make. */
  notBefore?: Date;
  notAfter?: Date;
  uris?: string[];
}

/** A certificate and its key, signed by the authority that goes with its kind. */
export async function issue(authorities: Authorities, wanted: Wanted): Promise<Pair> {
  const keys = await newKeys();
  return pairOf(await certify(authorities, wanted, keys.publicKey), keys.privateKey);
}

/** A certificate for a key that somebody else holds. All that it says comes from `wanted`. */
export async function certify(
  authorities: Authorities,
  wanted: Wanted,
  publicKey: webcrypto.CryptoKey,
): Promise<X509Certificate> {
  const authority = authorities[authorityOf(wanted.kind)];
  const issuer = new X509Certificate(authority.cert);
  return X509CertificateGenerator.create({
    ...commonFields(lives[wanted.kind]),
    ...(wanted.notBefore && { notBefore: wanted.notBefore }),
    ...(wanted.notAfter && { notAfter: wanted.notAfter }),
    subject: `O=Castellan, CN=${wanted.name}`,
    issuer: issuer.subject,
    publicKey,
    signingKey: await importKey(authority.key),
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([wanted.kind === 'server' ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(namesOf(authorities.cluster, wanted)) as Extension,
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
}

export function authorityOf(kind: CertificateKind): AuthorityKind {
  return kind === 'server' ? 'server-ca' : 'client-ca';
}

function namesOf(cluster: string, { kind, name, addresses = [], uris }: Wanted): JsonGeneralName[] {
  const who = (uris ?? [uriOf({ cluster, kind, name })]).map((value) => ({ type: 'url', value }) as const);
  if (kind !== 'server') return who;
  const where = [serverNameOf(cluster), ...addresses];
  return [...who, ...where.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }) as const)];
}

/** Backdated, since clocks differ by a little. */
function commonFields(lifeMs: number) {
  return {
    serialNumber: serial(),
    notBefore: new Date(Date.now() - 5 * minuteMs),
    notAfter: new Date(Date.now() + lifeMs),
    signingAlgorithm: algorithm,
  };
}

/** 128 random bits; a positive integer, so that the first one is 0. */
function serial(): string {
  const bytes = randomBytes(17);
  bytes[0] = 0;
  return bytes.toString('hex');
}

export function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;
}

function importKey(pem: string) {
  const [der] = PemConverter.decode(pem);
  return webcrypto.subtle.importKey('pkcs8', der as ArrayBuffer, algorithm, false, ['sign']);
}

async function pairOf(certificate: X509Certificate, key: webcrypto.CryptoKey): Promise<Pair> {
  return { cert: pemOf(certificate), key: await keyPem(key) };
}

export function pemOf(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

/** PKCS #8 PEM */
export async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}
