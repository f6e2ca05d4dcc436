// The keys that an issuer signs its tokens with: found by its discovery document, kept for a while, and never asked for more
// often than now and then, however many tokens come that nobody has signed.
import { errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { httpsTransport, type Transport, Unreachable } from '../acme/http.ts';
import { keysIn } from './key-set.ts';

export interface IssuerKeys {
  /** ca: PEM of whom to trust instead of the system's authorities. The finder throws Unreachable, and jose's errors. */
  of(issuer: string, ca: string): JWTVerifyGetKey;
}

interface Kept {
  /** undefined: none could be had yet. */
  find: JWTVerifyGetKey | undefined;
  readAt: number;
  triedAt: number;
  /** Of the last try. */
  trouble: Unreachable | undefined;
  pending: Promise<void> | undefined;
}

/** Twice, and within what a pipeline waits for its answer. */
const answerMs = 8000;
/** Withdrawn keys are good for no longer than this. */
const keptMs = 10 * 60_000;
const unknownKeyMs = 30_000;
const unreachableMs = 5000;
const mostIssuers = 100;

export function openIssuerKeys(now: () => number): IssuerKeys {
  const all = new Map<string, Kept>();

  function keptOf(issuer: string, ca: string): Kept {
    const key = `${issuer}\n${ca}`;
    const known = all.get(key);
    if (known) return known;
    if (all.size >= mostIssuers) all.clear();
    const kept: Kept = { find: undefined, readAt: 0, triedAt: 0, trouble: undefined, pending: undefined };
    all.set(key, kept);
    return kept;
  }

  async function refresh(kept: Kept, issuer: string, ca: string): Promise<void> {
    if (kept.trouble && now() - kept.triedAt < unreachableMs) throw kept.trouble;
    kept.pending ??= read(kept, issuer, ca).finally(() => {
      kept.pending = undefined;
    });
    await kept.pending;
  }

  async function read(kept: Kept, issuer: string, ca: string): Promise<void> {
    kept.triedAt = now();
    kept.trouble = undefined;
    try {
      kept.find = keysIn(await keySetOf(issuer, httpsTransport(ca, answerMs)));
      kept.readAt = now();
    } catch (error) {
      kept.trouble = error instanceof Unreachable ? error : new Unreachable('what it gives as its keys is no key set');
      throw kept.trouble;
    }
  }

  return {
    of: (issuer, ca) => async (header, token) => {
      const kept = keptOf(issuer, ca);
      if (!kept.find || now() - kept.readAt >= keptMs) await refresh(kept, issuer, ca);
      try {
        return await found(kept, header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || now() - kept.triedAt < unknownKeyMs) throw error;
      }
      await refresh(kept, issuer, ca);
      return found(kept, header, token);
    },
  };
}

async function found({ find }: Kept, ...which: Parameters<JWTVerifyGetKey>) {
  if (!find) throw new Unreachable('its keys were never read');
  return find(...which);
}

/** OpenID Connect Discovery 1.0, section 4. */
async function keySetOf(issuer: string, transport: Transport): Promise<JSONWebKeySet> {
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const document = await readAs(discovery, transport, place);
  if (document.issuer !== issuer) throw new Unreachable(`${place} speaks for another issuer`);
  return readAs(keySet, transport, document.jwks_uri);
}

const discovery = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https$/ }) });
const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

async function readAs<T>(shape: z.ZodType<T>, transport: Transport, url: string): Promise<T> {
  const { status, body } = await transport(url, { method: 'GET' });
  if (status !== 200) throw new Unreachable(`${url} answers ${status}`);
  const parsed = shape.safeParse(jsonIn(body));
  if (!parsed.success) throw new Unreachable(`${url} answers with something else than is asked for`);
  return parsed.data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
