// A request for a certificate (PKCS #10): the key stays with whoever asks, and only its public half is taken from what is sent.
import 'reflect-metadata';
import { createHash, createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequest, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { fail } from '../proto/failure.ts';
import { keyPem, newKeys } from './issue.ts';

export interface KeyAndRequest {
  /** PKCS #8 PEM */
  key: string;
  /** PKCS #10, DER */
  csr: Buffer;
}

/** Of a P-256 key with a name is some 300 bytes. */
export const maxRequestBytes = 4096;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export async function newRequest(name: string): Promise<KeyAndRequest> {
  return requestFor(name, await keyPem((await newKeys()).privateKey));
}

/** For a key that is there already: PKCS #8 PEM, P-256. @throws Error when it is none */
export async function requestFor(name: string, key: string): Promise<KeyAndRequest> {
  const keys = await importPair(key);
  const request = await Pkcs10CertificateRequestGenerator.create({ name: `CN=${name}`, keys, signingAlgorithm: algorithm });
  return { key, csr: Buffer.from(request.rawData) };
}

async function importPair(pem: string): Promise<webcrypto.CryptoKeyPair> {
  const key = createPrivateKey(pem);
  const [pkcs8, spki] = [
    key.export({ type: 'pkcs8', format: 'der' }),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  ];
  const [privateKey, publicKey] = await Promise.all([
    webcrypto.subtle.importKey('pkcs8', Uint8Array.from(pkcs8), algorithm, true, ['sign']),
    webcrypto.subtle.importKey('spki', Uint8Array.from(spki), algorithm, true, ['verify']),
  ]);
  return { privateKey, publicKey };
}

export interface RequestedKey {
  publicKey: webcrypto.CryptoKey;
  /** sha256 of its SubjectPublicKeyInfo, lower-case hex. */
  sha256: string;
}

/** The key that a request is for, and that whoever made it holds. @throws Failure bad-input */
export async function requestedKey(csr: Uint8Array): Promise<RequestedKey> {
  if (csr.length === 0 || csr.length > maxRequestBytes) throw fail('bad-input', `a request has 1 to ${maxRequestBytes} bytes`);
  const request = await readRequest(csr);
  const spki = new Uint8Array(request.publicKey.rawData);
  return { publicKey: await importPublic(spki), sha256: createHash('sha256').update(spki).digest('hex') };
}

async function readRequest(csr: Uint8Array): Promise<Pkcs10CertificateRequest> {
  try {
    const request = new Pkcs10CertificateRequest(Uint8Array.from(csr));
    if (await request.verify()) return request;
  } catch {
    // Told below, without a word of what was sent.
  }
  throw fail('bad-input', 'this is no request for a certificate, or not signed with its own key');
}

async function importPublic(spki: Uint8Array<ArrayBuffer>): Promise<webcrypto.CryptoKey> {
  try {
    return await webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
  } catch (error) {
    throw fail('bad-input', 'the key must be ECDSA on P-256', { cause: error });
  }
}
