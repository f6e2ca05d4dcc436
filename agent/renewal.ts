// This host's certificate is renewed by itself, from half of its life on: a new key, proven by a call, before the old one goes.
// Whom the host trusts is kept up in the same way while the authorities are exchanged.
import type { Logger } from 'pino';
import { authoritiesIn, isSameSet } from '../certs/authorities.ts';
import { type ClientCredentials, clientCredentials } from '../certs/credentials.ts';
import { finishTakingPlace, layBeside, renewAt, takePlace } from '../certs/renewal.ts';
import { newRequest } from '../certs/request.ts';
import { type Clock, pause } from '../lib/clock.ts';
import type { RenewalInput } from '../proto/generated/castellan/v1/Renewal.ts';

export interface Renewals {
  /** The newest that is proven; or the only one that is left. */
  current(): ClientCredentials;
  /** Of the certificate's life that has gone, told when it is late; undefined: all is well. */
  trouble(): string | undefined;
  close(): void;
}

export interface Asking {
  /** Empty: only whom to trust is asked for. */
  csr: Uint8Array;
  /** What the host acknowledges. */
  trusted: string[];
}

interface Options {
  folder: string;
  /** Asks for a certificate with the credentials in use. */
  renew(asking: Asking): Promise<RenewalInput>;
  /** Makes a call with these. Throws when that fails. */
  prove(next: ClientCredentials): Promise<unknown>;
  /** From here on the newer one is to be used. */
  renewed(): void;
  clock: Clock;
  /** 0 to 1. */
  random(): number;
  log: Pick<Logger, 'info' | 'warn'>;
}

const lookEveryMs = 60_000;
const longestWaitMs = 3_600_000;
const lateFrom = 0.6;
const none = Buffer.alloc(0);

/** @throws Failure refused when no certificate can be used */
export function openRenewals({ folder, renew, prove, renewed, clock, random, log }: Options): Renewals {
  let unproven = finishTakingPlace(folder);
  let credentials = usable(folder, unproven);
  let due = renewAt(credentials.identity, random());
  let reason: string | undefined;
  const life = new AbortController();
  void keepFresh();

  async function keepFresh(): Promise<void> {
    // Whoever opened this is still at it.
    await null;
    for (let waitMs = lookEveryMs; !life.signal.aborted; await pause(clock, waitMs, life.signal)) {
      try {
        await lookOnce();
        waitMs = lookEveryMs;
      } catch (error) {
        if (life.signal.aborted) return;
        reason = (error as Error).message;
        waitMs = nextWaitMs(waitMs);
        log.warn({ reason, validUntil: endOf(credentials) }, 'the certificate is not renewed yet');
      }
    }
  }

  async function lookOnce(): Promise<void> {
    if (unproven === undefined && clock.now() < due && !(await isAskedTo())) return;
    unproven ??= await lay(await renewal());
    await proveNext(unproven);
    log.info({ validUntil: endOf(credentials) }, 'the certificate is renewed');
  }

  /** That the server cannot be reached is told by others, and nothing is late yet. */
  async function isAskedTo(): Promise<boolean> {
    const answer = await renew({ csr: none, trusted: credentials.trusted }).catch(() => undefined);
    if (!answer) return false;
    if (answer.authorities) await trust(answer.authorities);
    return answer.due === true;
  }

  /** Others than before: the certificate and its key stay, and a call shows that the server is still known. */
  async function trust(authorities: string): Promise<void> {
    if (isSameSet(authoritiesIn(authorities), credentials.trusted)) return;
    const { cert, key } = credentials.tls;
    unproven = lay({ key: String(key), certificate: String(cert), authorities });
    await proveNext(unproven);
    log.info({ trusted: credentials.trusted }, 'other authorities are trusted from now on');
  }

  async function proveNext(beside: string): Promise<void> {
    const next = clientCredentials(beside);
    try {
      await prove(next);
    } catch (error) {
      // While the old one is still good the new one was not used: another one is asked for. Else this one is tried again.
      if (await stillGood()) unproven = undefined;
      throw error;
    }
    // The one before is at its end, whether or not the disk takes this one now.
    credentials = next;
    renewed();
    takePlace(folder);
    unproven = undefined;
    reason = undefined;
    credentials = clientCredentials(folder);
    due = renewAt(credentials.identity, random());
  }

  async function stillGood(): Promise<boolean> {
    return prove(credentials).then(
      () => true,
      () => false,
    );
  }

  async function renewal(): Promise<{ key: string; certificate: string; authorities: string }> {
    const { key, csr } = await newRequest(credentials.identity.name);
    const { certificate = '', authorities = '' } = await renew({ csr, trusted: credentials.trusted });
    return { key, certificate, authorities };
  }

  function lay(next: { key: string; certificate: string; authorities: string }): string {
    authoritiesIn(next.authorities);
    return layBeside(folder, next);
  }

  /** Longer and longer, and not beyond the end. */
  function nextWaitMs(before: number): number {
    const left = credentials.identity.notAfterMs - clock.now();
    return Math.min(before * 2, longestWaitMs, Math.max(lookEveryMs, left / 8));
  }

  return {
    current: () => credentials,
    trouble: () => {
      const { notBeforeMs, notAfterMs } = credentials.identity;
      const gone = (clock.now() - notBeforeMs) / (notAfterMs - notBeforeMs);
      if (gone < lateFrom) return undefined;
      return `its certificate ends at ${endOf(credentials)} and is not renewed${reason ? `: ${reason}` : ''}`;
    },
    close: () => life.abort(),
  };
}

function endOf({ identity }: ClientCredentials): string {
  return new Date(identity.notAfterMs).toISOString();
}

/** One that was used before it was put in place may be the only one that has not ended. */
function usable(folder: string, unproven: string | undefined): ClientCredentials {
  try {
    return clientCredentials(folder);
  } catch (error) {
    if (unproven === undefined) throw error;
    return clientCredentials(unproven);
  }
}
