// The server's own certificate while it runs: read again when its files change, made anew when its time or its authority goes.
// What is not whole is never used: the one in use stays, and that is said.
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { addressesOf } from '../certs/addresses.ts';
import { authoritiesIn, isSameSet } from '../certs/authorities.ts';
import { type ServerCredentials, serverCredentials } from '../certs/credentials.ts';
import { identityOf } from '../certs/identity.ts';
import { finishTakingPlace, layBeside, renewAt, takePlace } from '../certs/renewal.ts';
import type { Authority } from './authority.ts';

export interface OwnCertificate {
  current(): ServerCredentials;
  /** From here on these hear of each other one, at once and whole. */
  use(apply: (credentials: ServerCredentials) => void): void;
  /** Reads the files again if they have changed; `now`: although they may be changing still. */
  look(now?: boolean): void;
  /** With an authority: has another one made if it is time, or if another signs or is trusted. @throws the file system's error */
  keepUp(): Promise<void>;
}

interface Options {
  folder: string;
  /** undefined: it is kept elsewhere, and others look after this certificate. */
  authority: Authority | undefined;
  log: Pick<Logger, 'info' | 'error'>;
  now(): number;
  /** 0 to 1. */
  random(): number;
}

/** @throws Failure refused when it cannot be used */
export function openOwnCertificate({ folder, authority, log, now, random }: Options): OwnCertificate {
  // Nobody but this server uses it, so that what is whole needs no proof.
  if (finishTakingPlace(folder) !== undefined) takePlace(folder);
  let credentials = serverCredentials(folder);
  let due = renewAt(credentials.identity, random());
  let read = stampOf(folder);
  let seen = read;
  const appliers: ((credentials: ServerCredentials) => void)[] = [];

  function look(atOnce = false): void {
    const stamp = stampOf(folder);
    // One file after the other is written: only what has not changed since the last look is read.
    const isSettled = atOnce || stamp === seen;
    seen = stamp;
    if (stamp === read || !isSettled) return;
    read = stamp;
    try {
      const next = serverCredentials(folder);
      if (next.identity.cluster !== credentials.identity.cluster) throw new Error('it is of another cluster');
      take(next);
    } catch (error) {
      log.error(
        { folder, reason: (error as Error).message },
        'the server’s certificate was changed and cannot be used: the one before is kept',
      );
    }
  }

  function take(next: ServerCredentials): void {
    for (const apply of appliers) apply(next);
    credentials = next;
    due = renewAt(next.identity, random());
    log.info(
      { fingerprint: next.identity.fingerprint, validUntil: new Date(next.identity.notAfterMs).toISOString() },
      'the server’s certificate is another one',
    );
  }

  async function keepUp(): Promise<void> {
    if (!authority || authority.set().old.cluster !== credentials.identity.cluster) return;
    const trusted = authority.trusted('client-ca');
    const [isTrusted, isSigned] = [isSameSet(authoritiesIn(trusted), credentials.trusted), isSignedBy(authority.signer())];
    if (isTrusted && isSigned && now() < due) return;
    const { tls, identity } = credentials;
    const isStale = !isSigned || now() >= due;
    const own = new X509Certificate(String(tls.cert));
    const pair = isStale
      ? await authority.issueOwn({ name: identity.name, addresses: addressesOf(own.raw) })
      : { cert: String(tls.cert), key: String(tls.key) };
    layBeside(folder, { certificate: pair.cert, key: pair.key, authorities: trusted });
    takePlace(folder);
    look(true);
  }

  function isSignedBy(authorityPem: string): boolean {
    return new X509Certificate(String(credentials.tls.cert)).verify(new X509Certificate(authorityPem).publicKey);
  }

  return {
    current: () => credentials,
    use: (apply) => void appliers.push(apply),
    look,
    keepUp,
  };
}

/** A server that was away for longer than its certificate lived makes another one itself, where it holds the authorities. */
export async function replaceEnded({ folder, authority, log, now }: Omit<Options, 'random'>): Promise<void> {
  const file = join(folder, 'cert.pem');
  if (!authority || !existsSync(file)) return;
  const own = readCertificate(file)?.raw;
  const identity = own && identityOf(own);
  if (!own || identity?.kind !== 'server' || identity.notAfterMs > now()) return;
  if (identity.cluster !== authority.set().old.cluster) return;
  const { cert, key } = await authority.issueOwn({ name: identity.name, addresses: addressesOf(own) });
  layBeside(folder, { certificate: cert, key, authorities: authority.trusted('client-ca') });
  takePlace(folder);
  log.info({ ended: new Date(identity.notAfterMs).toISOString() }, 'the server’s certificate had ended: it has another one');
}

function readCertificate(path: string): X509Certificate | undefined {
  try {
    return new X509Certificate(readFileSync(path));
  } catch {
    // Told by whoever wants to use it.
    return undefined;
  }
}

function stampOf(folder: string): string {
  const found = ['cert.pem', 'key.pem', 'ca.pem'].map((name) => statSync(join(folder, name), { throwIfNoEntry: false }));
  // Also another mode or owner: what was wrong may have been that.
  return found.map((one) => (one ? `${one.ctimeMs} ${one.size} ${one.ino}` : 'none')).join(' ');
}
