// `make tls-certs`: authorities and certificates for a first try. Run again, it keeps what is good and adds what is missing.
import { createPrivateKey, X509Certificate as NodeCertificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname, userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { isLabel, labelRule } from '../lib/names.ts';
import { fail } from '../proto/failure.ts';
import { endWith } from '../proto/program-end.ts';
import { addressesOf } from './addresses.ts';
import { identityOf } from './identity.ts';
import { type Authorities, authorityOf, type Wanted } from './issue.ts';
import { addIssued, type Issued } from './issued.ts';
import { fingerprintOfPair } from './rotation.ts';
import { folderOf, issueInto, makeAuthorities } from './store.ts';

export interface Made {
  folder: string;
  /** False: the one that was there is still good for more than half of its life. */
  fresh: boolean;
}

export interface MakeOptions {
  out: string;
  hosts: string[];
  operators: string[];
  /** DNS names and IP addresses that the server is connected to by. */
  addresses: string[];
}

/** @throws Failure `bad-input` with every name that cannot be one; the file system's errors */
export async function makeCertificates({ out, hosts, operators, addresses }: MakeOptions): Promise<Made[]> {
  checkNames([...hosts, ...operators], addresses);
  const authorities = await makeAuthorities(out);
  const wanted: Wanted[] = [
    { kind: 'server', name: hostLabel(), addresses: unique([...addresses, ...presentAddresses(out)]) },
    ...unique(hosts).map((name) => ({ kind: 'host', name }) as const),
    ...unique(operators).map((name) => ({ kind: 'operator', name }) as const),
  ];
  const made: Made[] = [];
  for (const one of wanted) made.push(await ensure(out, authorities, one));
  addIssued(
    join(out, 'server'),
    made.flatMap(({ folder }) => issuedIn(folder, authorities)),
  );
  return made;
}

async function ensure(out: string, authorities: Authorities, wanted: Wanted): Promise<Made> {
  const folder = join(out, folderOf(wanted));
  if (isGood(folder, authorities, wanted)) return { folder, fresh: false };
  await issueInto(out, authorities, wanted);
  return { folder, fresh: true };
}

/** What the server is to know of it. Nobody calls a server with a server's certificate. */
function issuedIn(folder: string, authorities: Authorities): Issued[] {
  const identity = identityOf(new NodeCertificate(readFileSync(join(folder, 'cert.pem'))).raw);
  if (!identity || identity.kind === 'server') return [];
  const { fingerprint, kind, name, notBeforeMs, notAfterMs } = identity;
  // What was kept is of the one that signs now too: else it would not have been good.
  const authority = fingerprintOfPair(authorities['client-ca']);
  return [{ fingerprint, kind, name, notBeforeMs, notAfterMs, authority }];
}

function isGood(folder: string, authorities: Authorities, wanted: Wanted): boolean {
  const [cert, key, ca] = ['cert.pem', 'key.pem', 'ca.pem'].map((name) => readIfThere(join(folder, name)));
  if (!cert || !key || !ca) return false;
  try {
    const certificate = new NodeCertificate(cert);
    const identity = identityOf(certificate.raw);
    const signer = new NodeCertificate(authorities[authorityOf(wanted.kind)].cert);
    if (identity?.kind !== wanted.kind || identity.cluster !== authorities.cluster) return false;
    if (!certificate.verify(signer.publicKey) || !certificate.checkPrivateKey(createPrivateKey(key))) return false;
    if (Date.now() > (identity.notBeforeMs + identity.notAfterMs) / 2) return false;
    const present = addressesOf(certificate.raw);
    return (wanted.addresses ?? []).every((address) => present.includes(address));
  } catch {
    // Damaged: make a new one.
    return false;
  }
}

/** A certificate that is made anew keeps the addresses that were asked for earlier. */
function presentAddresses(out: string): string[] {
  const cert = readIfThere(join(out, 'server', 'cert.pem'));
  try {
    return cert ? addressesOf(new NodeCertificate(cert).raw) : [];
  } catch {
    return [];
  }
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function checkNames(names: string[], addresses: string[]): void {
  const details = [
    ...names.filter((name) => !isLabel(name)).map((name) => `"${name}" is no name: ${labelRule}`),
    ...addresses
      .filter((address) => !isAddress(address))
      .map((address) => `"${address}" is neither a DNS name nor an IP address`),
  ];
  if (details.length > 0) throw fail('bad-input', 'no certificates were made', { details });
}

function isAddress(text: string): boolean {
  return isIP(text) !== 0 || (text.length <= 253 && text.split('.').every((part) => isLabel(part)));
}

function unique(all: string[]): string[] {
  return [...new Set(all)];
}

function hostLabel(): string {
  return labelFrom(hostname().split('.')[0] ?? '') ?? 'host';
}

/** The nearest label, or undefined when nothing is left of it. */
function labelFrom(text: string): string | undefined {
  const nearest = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-|-$/g, '');
  return isLabel(nearest) ? nearest : undefined;
}

function optionsFrom(args: string[]): MakeOptions {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string', default: 'certs/local' },
      host: { type: 'string', multiple: true, default: [] },
      operator: { type: 'string', multiple: true, default: [] },
      address: { type: 'string', multiple: true, default: [] },
    },
  });
  const operators = values.operator.length > 0 ? values.operator : [labelFrom(userInfo().username) ?? 'admin'];
  const own = [hostname().toLowerCase()].filter(isAddress);
  return {
    out: values.out,
    hosts: [hostLabel(), ...values.host],
    operators,
    addresses: ['localhost', '127.0.0.1', '::1', ...own, ...values.address],
  };
}

function describe(made: Made[], out: string): string {
  const lines = made.map(({ folder, fresh }) => `  ${fresh ? 'made' : 'kept'}  ${relative('.', folder)}`);
  return [
    `Certificates in ${out}:`,
    ...lines,
    '',
    'Give each holder its own folder, and keep authorities/ where only you can read it.',
    'More of them: make tls-certs ARGS="--host web-1 --operator ann --address server.example.com"',
    '',
  ].join('\n');
}

async function main(args: string[]): Promise<void> {
  try {
    const options = optionsFrom(args);
    process.stdout.write(describe(await makeCertificates(options), options.out));
  } catch (error) {
    endWith(error);
  }
}

if (import.meta.main) await main(process.argv.slice(2));
