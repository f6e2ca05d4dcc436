// Several authorities in one PEM text: who trusts whom while they are exchanged.
import { createHash, X509Certificate } from 'node:crypto';

/** A rotation has two of each kind; nobody has reason to send many more. */
const most = 8;

/** sha256 of each, lower-case hex, in their order. @throws Error when one is no authority, there is none, or there are too many */
export function authoritiesIn(pem: string): string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 || blocks.length > most)
    throw new Error(`there are ${blocks.length} authorities: 1 to ${most} are expected`);
  return blocks.map((block) => {
    const certificate = new X509Certificate(block);
    if (!certificate.ca) throw new Error('one of the authorities is none');
    return fingerprintOf(certificate);
  });
}

/** sha256 of the DER, lower-case hex. */
export function fingerprintOf({ raw }: X509Certificate): string {
  return createHash('sha256').update(raw).digest('hex');
}

export function isSameSet(some: string[], others: string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
