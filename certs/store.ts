// Where certificates lie: a folder for each holder with cert.pem, key.pem and ca.pem, and one for the authorities.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeDurable } from '../lib/durable-file.ts';
import { fail } from '../proto/failure.ts';
import type { Identity } from './identity.ts';
import {
  type Authorities,
  type AuthorityKind,
  authorityOf,
  issue,
  makeAuthority,
  newCluster,
  type Pair,
  type Wanted,
} from './issue.ts';
import { layBeside, takePlace } from './renewal.ts';
import { readSet, trustedOf } from './rotation.ts';

/** `server`, `hosts/NAME`, `operators/NAME` */
export function folderOf({ kind, name }: Pick<Identity, 'kind' | 'name'>): string {
  return kind === 'server' ? 'server' : join(`${kind}s`, name);
}

/** The authorities in this folder; those that are missing are made. @throws Failure refused; the file system's error */
export async function makeAuthorities(folder: string): Promise<Authorities> {
  const place = makeFolder(join(folder, 'authorities'));
  const named = join(place, 'cluster');
  if (!existsSync(named)) writeDurable(named, `${newCluster()}\n`);
  const cluster = readFileSync(named, 'utf8').trim();
  for (const kind of ['server-ca', 'client-ca'] as const) await authority(place, cluster, kind);
  const set = readSet(folder);
  return { ...set.issuing, bundles: { 'server-ca': trustedOf(set, 'server-ca'), 'client-ca': trustedOf(set, 'client-ca') } };
}

async function authority(place: string, cluster: string, kind: AuthorityKind): Promise<Pair> {
  const found = readPair(place, kind);
  if (found) return found;
  // Another one would make everything worthless that this one has signed.
  if (existsSync(join(place, `${kind}.pem`)))
    throw fail('refused', `${join(place, `${kind}.key.pem`)} is not there, the key of ${kind}.pem`, {
      next: 'bring it back; or remove the certificate too, and all that it has signed is worth nothing',
    });
  const made = await makeAuthority(cluster, kind);
  writePair(place, kind, made);
  return made;
}

/** Issues a certificate and lays it into its folder, with the authority that its holder must trust. Returns the folder. */
export async function issueInto(folder: string, authorities: Authorities, wanted: Wanted): Promise<string> {
  const place = makeFolder(join(folder, folderOf(wanted)));
  const trusted = authorityOf(wanted.kind) === 'server-ca' ? 'client-ca' : 'server-ca';
  const { cert, key } = await issue(authorities, wanted);
  layBeside(place, { certificate: cert, key, authorities: authorities.bundles?.[trusted] ?? authorities[trusted].cert });
  takePlace(place);
  return place;
}

function readPair(place: string, name: string): Pair | undefined {
  const [cert, key] = [join(place, `${name}.pem`), join(place, `${name}.key.pem`)];
  return existsSync(cert) && existsSync(key) ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : undefined;
}

function writePair(place: string, name: string, pair: Pair): void {
  writeDurable(join(place, `${name}.key.pem`), pair.key);
  writeDurable(join(place, `${name}.pem`), pair.cert);
}
