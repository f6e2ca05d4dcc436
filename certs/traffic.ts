// A certificate that users' clients are shown: its chain and its key, checked whole where they enter.
import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { dnsNamesIn } from './identity.ts';

export interface TrafficCertificate {
  /** PEM, the certificate itself first. */
  chain: string;
  /** PKCS #8 PEM */
  key: string;
  /** sha256 of the chain: another chain is another certificate. */
  digest: string;
  /** DNS names in it, in lower case; `*` only as the first label. */
  hosts: string[];
  notBeforeMs: number;
  notAfterMs: number;
  /** As people call it: the issuer's common name, or its organisation. */
  issuer: string;
}

const mostBytes = 64 * 1024;
const mostInChain = 10;
const mostHosts = 1000;
const serverAuth = '1.3.6.1.5.5.7.3.1';
const hostName = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** Or every mistake, none of which quotes the key. */
export function readTraffic(
  chainText: string,
  keyText: string,
  now: number,
): { certificate: TrafficCertificate } | { mistakes: string[] } {
  const chain = certificatesIn(chainText);
  if ('mistake' in chain) return { mistakes: [chain.mistake] };
  const [leaf] = chain as [X509Certificate];
  const key = privateKey(keyText);
  const hosts = hostsOf(leaf);
  const mistakes = [
    ...('mistake' in key ? [key.mistake] : keyMistakes(leaf, key)),
    ...orderMistakes(chain),
    ...chain.flatMap((one, at) => timeMistakes(one, at, now)),
    ...useMistakes(leaf, hosts),
  ];
  if (mistakes.length > 0 || 'mistake' in key) return { mistakes };
  const text = chain.map((one) => one.toString()).join('');
  return {
    certificate: {
      chain: text,
      key: key.export({ type: 'pkcs8', format: 'pem' }) as string,
      digest: createHash('sha256').update(text).digest('hex'),
      hosts,
      notBeforeMs: leaf.validFromDate.getTime(),
      notAfterMs: leaf.validToDate.getTime(),
      issuer: issuerOf(leaf),
    },
  };
}

function certificatesIn(text: string): X509Certificate[] | { mistake: string } {
  if (text.length > mostBytes) return { mistake: `the certificate file has more than ${mostBytes / 1024} KiB` };
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return { mistake: 'there is no certificate in it: PEM is expected' };
  if (blocks.length > mostInChain) return { mistake: `there are more than ${mostInChain} certificates in it` };
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return { mistake: 'one of the certificates in it cannot be read' };
  }
}

function privateKey(text: string): KeyObject | { mistake: string } {
  if (text.length > mostBytes) return { mistake: `the key file has more than ${mostBytes / 1024} KiB` };
  try {
    return createPrivateKey(text);
  } catch (error) {
    const isEncrypted = (error as NodeJS.ErrnoException).code === 'ERR_MISSING_PASSPHRASE' || /ENCRYPTED/.test(text);
    return { mistake: isEncrypted ? 'the key is encrypted: take its passphrase off' : 'the key cannot be read: PEM is expected' };
  }
}

function keyMistakes(leaf: X509Certificate, key: KeyObject): string[] {
  if (!leaf.checkPrivateKey(key)) return ['the key is not the key of this certificate'];
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type !== 'rsa' && type !== 'ec') return [`clients do not take keys of the kind ${type}: RSA or ECDSA is expected`];
  return type === 'rsa' && (details?.modulusLength ?? 0) < 2048 ? ['the key is too short: at least 2048 bits are expected'] : [];
}

/** Each is signed by the next one. */
function orderMistakes(chain: X509Certificate[]): string[] {
  return chain.flatMap((one, at) => {
    const next = chain[at + 1];
    if (!next || (one.checkIssued(next) && next.ca && one.verify(next.publicKey))) return [];
    return [`certificate ${at + 2} in the file did not sign the one before it: the chain is out of order, or of another`];
  });
}

function timeMistakes({ validFromDate, validToDate }: X509Certificate, at: number, now: number): string[] {
  const which = at === 0 ? 'it' : `certificate ${at + 1} of the chain`;
  if (now > validToDate.getTime()) return [`${which} expired at ${validToDate.toISOString()}`];
  return now < validFromDate.getTime() ? [`${which} is valid from ${validFromDate.toISOString()} on`] : [];
}

function useMistakes(leaf: X509Certificate, hosts: string[]): string[] {
  const wrong = hosts.filter((host) => !hostName.test(host) || host.length > 253);
  const uses = leaf.keyUsage as string[] | undefined;
  return [
    ...(hosts.length > mostHosts ? [`it names more than ${mostHosts} hosts`] : []),
    ...(hosts.length === 0 ? ['it names no host (subjectAltName)'] : []),
    ...wrong.map((host) => `${JSON.stringify(host.slice(0, 80))} in it is no host name`),
    ...(uses && !uses.includes(serverAuth) ? ['it is not for servers (extendedKeyUsage)'] : []),
  ];
}

function hostsOf(leaf: X509Certificate): string[] {
  try {
    return [...new Set(dnsNamesIn(leaf.raw).map((name) => name.toLowerCase()))];
  } catch {
    return [];
  }
}

function issuerOf({ issuer }: X509Certificate): string {
  const fields = new Map(issuer.split('\n').map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)] as const));
  return (fields.get('CN') ?? fields.get('O') ?? issuer).slice(0, 200);
}
