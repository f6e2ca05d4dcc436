// The list of certificates that were made beside a server's own, by whoever holds its authorities: a line of JSON for each.
// The server takes them into its ledger; what is in neither is nobody's.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurable } from '../lib/durable-file.ts';
import { isLabel, isSha256 } from '../lib/names.ts';
import { type CertificateKind, callerKinds } from './identity.ts';

export interface Issued {
  /** sha256 of the DER, lower-case hex. */
  fingerprint: string;
  kind: CertificateKind;
  name: string;
  notBeforeMs: number;
  notAfterMs: number;
  /** sha256 of the authority that has signed it, lower-case hex; undefined: nobody has noted it. */
  authority?: string;
}

const fileName = 'issued.jsonl';

/** In the folder of the server's own certificate. */
export function issuedPath(folder: string): string {
  return join(folder, fileName);
}

/** @throws Error that names the line; or when others than its owner may write the file */
export function readIssued(folder: string): Issued[] {
  const path = issuedPath(folder);
  if (!existsSync(path)) return [];
  if ((statSync(path).mode & 0o022) !== 0) throw new Error(`${path} can be written by others than its owner; chmod 600 ${path}`);
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, `${path}:${at + 1}`)]));
}

/** Those that are there already are not written again. */
export function addIssued(folder: string, added: Issued[]): void {
  const known = readIssued(folder);
  const fresh = added.filter(({ fingerprint }) => !known.some((one) => one.fingerprint === fingerprint));
  if (fresh.length === 0) return;
  writeDurable(issuedPath(folder), [...known, ...fresh].map((one) => `${JSON.stringify(one)}\n`).join(''));
}

function readLine(line: string, place: string): Issued {
  try {
    const { fingerprint, kind, name, notBeforeMs, notAfterMs, authority } = JSON.parse(line) as Issued;
    const fits = isSha256(fingerprint) && callerKinds.includes(kind) && isLabel(name);
    const signed = authority === undefined || isSha256(authority);
    if (fits && signed && Number.isSafeInteger(notBeforeMs) && Number.isSafeInteger(notAfterMs))
      return { fingerprint, kind, name, notBeforeMs, notAfterMs, ...(authority && { authority }) };
  } catch {
    // Told below.
  }
  throw new Error(`${place} does not name a certificate`);
}
