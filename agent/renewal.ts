// This host's certificate is renewed by itself, from half of its life on: a new key, proven by a call, before the old one goes.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type ClientCredentials, clientCredentials } from '../certs/credentials.ts';
import { finishTakingPlace, layBeside, renewAt, takePlace } from '../certs/renewal.ts';
import { newRequest } from '../certs/request.ts';
import type { Renewal } from '../proto/generated/castellan/v1/Renewal.ts';

export interface Renewals {
  /** The newest that is proven. */
  current(): ClientCredentials;
  /** Of the certificate's life that has gone, told when it is late; undefined: all is well. */
  trouble(): string | undefined;
  close(): void;
}

interface Options {
  folder: string;
  /** Asks for a certificate with the credentials in use. */
  renew(csr: Uint8Array): Promise<Renewal>;
  /** Makes a call with these. Throws when that fails. */
  prove(next: ClientCredentials): Promise<unknown>;
  /** From here on the newer one is to be used. */
  renewed(): void;
  now(): number;
  random(): number;
  log: Pick<Logger, 'info' | 'warn'>;
}

const lookEveryMs = 60_000;
const longestWaitMs = 3_600_000;
const lateFrom = 0.6;

/** @throws Failure refused when the certificate cannot be used */
export function openRenewals({ folder, renew, prove, renewed, now, random, log }: Options): Renewals {
  let unproven = finishTakingPlace(folder);
  let credentials = clientCredentials(folder);
  let due = renewAt(credentials.identity, random());
  let reason: string | undefined;
  const life = new AbortController();
  void keepFresh();

  async function keepFresh(): Promise<void> {
    for (
      let waitMs = lookEveryMs;
      !life.signal.aborted;
      await sleep(waitMs, undefined, { signal: life.signal, ref: false }).catch(() => {})
    ) {
      if (now() < due && unproven === undefined) continue;
      try {
        await renewOnce();
        waitMs = lookEveryMs;
      } catch (error) {
        reason = (error as Error).message;
        waitMs = Math.min(waitMs * 2, longestWaitMs);
        log.warn(
          { reason, validUntil: new Date(credentials.identity.notAfterMs).toISOString() },
          'the certificate is not renewed yet',
        );
      }
    }
  }

  async function renewOnce(): Promise<void> {
    unproven ??= await lay();
    try {
      await prove(clientCredentials(unproven));
    } catch (error) {
      // While the old one is still good the new one was not used: another one is asked for. Else this one is tried again.
      if (await stillGood()) unproven = undefined;
      throw error;
    }
    takePlace(folder);
    unproven = undefined;
    reason = undefined;
    credentials = clientCredentials(folder);
    due = renewAt(credentials.identity, random());
    log.info({ validUntil: new Date(credentials.identity.notAfterMs).toISOString() }, 'the certificate is renewed');
    renewed();
  }

  async function stillGood(): Promise<boolean> {
    return prove(credentials).then(
      () => true,
      () => false,
    );
  }

  async function lay(): Promise<string> {
    const { key, csr } = await newRequest(credentials.identity.name);
    return layBeside(folder, { key, ...(await renew(csr)) });
  }

  return {
    current: () => credentials,
    trouble: () => {
      const { notBeforeMs, notAfterMs } = credentials.identity;
      const gone = (now() - notBeforeMs) / (notAfterMs - notBeforeMs);
      if (gone < lateFrom) return undefined;
      return `its certificate ends at ${new Date(notAfterMs).toISOString()} and is not renewed${reason ? `: ${reason}` : ''}`;
    },
    close: () => life.abort(),
  };
}
