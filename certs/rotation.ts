// The authorities in their folder while they are exchanged: new ones beside the old ones, and a phase that says which of them
// sign and which are trusted. A crash anywhere leaves one phase or the next.
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, syncFolder, writeDurable } from '../lib/durable-file.ts';
import { fingerprintOf } from './authorities.ts';
import { type Authorities, type AuthorityKind, makeAuthority } from './issue.ts';

/**
 * steady: one authority of each kind. announced: new ones are trusted beside the old ones, which still sign. issuing: the new
 * ones sign, and the old ones are still trusted.
 */
export type Phase = 'steady' | 'announced' | 'issuing';

export interface AuthoritySet {
  phase: Phase;
  /** Those that sign. */
  issuing: Authorities;
  old: Authorities;
  /** undefined: steady. */
  next: Authorities | undefined;
}

const kinds = ['server-ca', 'client-ca'] as const satisfies AuthorityKind[];

/** `folder` is the one that holds `authorities`. What was begun is finished. @throws Error when a file is missing */
export function readSet(folder: string): AuthoritySet {
  const place = join(folder, 'authorities');
  if (phaseIn(place) === 'settling') finishSettling(place);
  const phase = phaseIn(place) as Phase;
  const cluster = readFileSync(join(place, 'cluster'), 'utf8').trim();
  const old = pairsIn(place, cluster);
  const next = phase === 'steady' ? undefined : pairsIn(join(place, 'next'), cluster);
  return { phase, old, next, issuing: phase === 'issuing' && next ? next : old };
}

/** PEM of all that are trusted of this kind, those that sign first. */
export function trustedOf({ old, next, issuing }: AuthoritySet, kind: AuthorityKind): string {
  const certs = [issuing, old, next].flatMap((one) => (one ? [one[kind].cert] : []));
  return [...new Set(certs)].map((cert) => `${cert.trim()}\n`).join('');
}

/** sha256 of its DER, lower-case hex. */
export function fingerprintOfPair({ cert }: { cert: string }): string {
  return fingerprintOf(new X509Certificate(cert));
}

/** One phase on, from this one. Done when it returns. */
export async function advance(folder: string, from: Phase): Promise<AuthoritySet> {
  const place = join(folder, 'authorities');
  if (from === 'steady') await makeNext(place);
  if (from === 'issuing') {
    writePhase(place, 'settling');
    finishSettling(place);
  } else writePhase(place, from === 'steady' ? 'announced' : 'issuing');
  return readSet(folder);
}

/** One phase back. */
export function goBack(folder: string, from: Exclude<Phase, 'steady'>): AuthoritySet {
  const place = join(folder, 'authorities');
  if (from === 'issuing') writePhase(place, 'announced');
  else {
    rmSync(join(place, 'phase'));
    syncFolder(place);
    rmSync(join(place, 'next'), { recursive: true, force: true });
  }
  return readSet(folder);
}

async function makeNext(place: string): Promise<void> {
  // Of a rotation that was taken back, or that ended here.
  rmSync(join(place, 'next'), { recursive: true, force: true });
  const next = makeFolder(join(place, 'next'));
  const cluster = readFileSync(join(place, 'cluster'), 'utf8').trim();
  for (const kind of kinds) {
    const { cert, key } = await makeAuthority(cluster, kind);
    writeDurable(join(next, `${kind}.key.pem`), key);
    writeDurable(join(next, `${kind}.pem`), cert);
  }
}

/** The new ones take the old ones' place. */
function finishSettling(place: string): void {
  const next = join(place, 'next');
  for (const kind of kinds)
    for (const name of [`${kind}.key.pem`, `${kind}.pem`])
      writeDurable(join(place, name), readFileSync(join(next, name), 'utf8'));
  rmSync(join(place, 'phase'));
  syncFolder(place);
  rmSync(next, { recursive: true, force: true });
}

function phaseIn(place: string): Phase | 'settling' {
  const file = join(place, 'phase');
  if (!existsSync(file)) return 'steady';
  const text = readFileSync(file, 'utf8').trim();
  if (text === 'announced' || text === 'issuing' || text === 'settling') return text;
  throw new Error(`${file} says "${text.slice(0, 40)}", which is no phase`);
}

function writePhase(place: string, phase: Phase | 'settling'): void {
  writeDurable(join(place, 'phase'), `${phase}\n`);
}

function pairsIn(place: string, cluster: string): Authorities {
  const pair = (kind: AuthorityKind) => ({
    cert: readFileSync(join(place, `${kind}.pem`), 'utf8'),
    key: readFileSync(join(place, `${kind}.key.pem`), 'utf8'),
  });
  return { cluster, 'server-ca': pair('server-ca'), 'client-ca': pair('client-ca') };
}
