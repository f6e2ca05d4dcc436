// Certificates for users' traffic, made for tests: a root, an authority below it, and what that signs.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

export interface Leaf {
  hosts?: string[];
  /** From now; days. */
  from?: number;
  until?: number;
  rsaBits?: number;
  usage?: 'serverAuth' | 'clientAuth';
}

export interface Chains {
  root: string;
  /** PEM of the authority that signs, for those who build a chain by hand. */
  between: string;
  /** chain: the certificate and the authority that signed it. */
  issue(leaf?: Leaf): Promise<{ leaf: string; chain: string; key: string }>;
}

const day = 86_400_000;
const ec = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export async function makeChains(): Promise<Chains> {
  const [rootKeys, betweenKeys] = [await keys(), await keys()];
  const life = (from: number, until: number) => ({
    notBefore: new Date(Date.now() + from * day),
    notAfter: new Date(Date.now() + until * day),
  });
  const authority = [new BasicConstraintsExtension(true, undefined, true)];
  const root = await X509CertificateGenerator.create({
    ...life(-1000, 1000),
    ...{ serialNumber: '01', subject: 'CN=Test root', issuer: 'CN=Test root', extensions: authority },
    ...{ publicKey: rootKeys.publicKey, signingKey: rootKeys.privateKey, signingAlgorithm: ec },
  });
  const between = await X509CertificateGenerator.create({
    ...life(-1000, 1000),
    ...{ serialNumber: '02', subject: 'CN=Test authority', issuer: root.subject, extensions: authority },
    ...{ publicKey: betweenKeys.publicKey, signingKey: rootKeys.privateKey, signingAlgorithm: ec },
  });

  async function issue({ hosts = ['www.example.com'], from = -1, until = 90, rsaBits, usage = 'serverAuth' }: Leaf = {}) {
    const own = await keys(rsaBits);
    const names = new SubjectAlternativeNameExtension(hosts.map((value) => ({ type: 'dns', value }))) as Extension;
    const made = await X509CertificateGenerator.create({
      ...life(from, until),
      ...{ serialNumber: '03', subject: 'CN=leaf', issuer: between.subject },
      extensions: [...(hosts.length > 0 ? [names] : []), new ExtendedKeyUsageExtension([ExtendedKeyUsage[usage]])],
      ...{ publicKey: own.publicKey, signingKey: betweenKeys.privateKey, signingAlgorithm: ec },
    });
    return { leaf: pem(made), chain: pem(made) + pem(between), key: await keyOf(own) };
  }

  return { root: pem(root), between: pem(between), issue };
}

function keys(rsaBits?: number): Promise<webcrypto.CryptoKeyPair> {
  const rsa = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: rsaBits ?? 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  };
  return webcrypto.subtle.generateKey(rsaBits === undefined ? ec : rsa, true, [
    'sign',
    'verify',
  ]) as Promise<webcrypto.CryptoKeyPair>;
}

async function keyOf({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')}\n`;
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}
