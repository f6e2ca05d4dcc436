// Whether a token is one that a pipeline may come with: signed by its issuer, for us alone, young, with the claims that were pinned.
import { createHash } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { Unreachable } from '../acme/http.ts';
import { type Pipeline, shown, troubleWithClaims } from '../decide/pipelines.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { givenKeys } from './key-set.ts';

export interface Verified {
  /** What it is known by when it comes again. */
  id: string;
  /** No later than this would it be taken. */
  untilMs: number;
  /** Whose run it is, for the audit. */
  about: Record<string, string>;
}

/** Why not. unreachable: nobody knows yet. */
export interface Trouble {
  trouble: string;
  unreachable: boolean;
}

export const maxTokenBytes = 8192;
const toleranceS = 30;
const maxAgeS = 3600;
/** Those of a key pair: with a shared key whoever checks a token could make one. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

export async function verifyToken(
  token: string,
  pipeline: Pipeline,
  keys: IssuerKeys,
  nowMs: number,
): Promise<Verified | Trouble> {
  const early = troubleAtFirstSight(token, pipeline);
  if (early) return trouble(early);
  try {
    const { payload } = await jwtVerify(token, keysFor(pipeline, keys), {
      algorithms,
      issuer: pipeline.issuer,
      audience: pipeline.audience,
      requiredClaims: ['exp', 'iat'],
      maxTokenAge: maxAgeS,
      clockTolerance: toleranceS,
      currentDate: new Date(nowMs),
    });
    const late = troubleWithAudience(payload, pipeline) ?? troubleWithClaims(pipeline.claims, payload);
    return late ? trouble(late) : verified(token, payload);
  } catch (error) {
    if (error instanceof Unreachable) return { trouble: `its issuer’s keys cannot be had: ${error.message}`, unreachable: true };
    if (error instanceof errors.JOSEError) return trouble(wordsFor(error));
    throw error;
  }
}

/** Before anybody is asked for keys. Nothing of it is proven yet. */
function troubleAtFirstSight(token: string, { issuer }: Pipeline): string | undefined {
  if (token.length > maxTokenBytes) return `token is longer than ${maxTokenBytes} bytes`;
  try {
    const { iss } = decodeJwt(token);
    return iss === issuer ? undefined : `issuer is ${shown(iss)}, not ${shown(issuer)}`;
  } catch {
    return 'this is no token';
  }
}

function keysFor({ issuer, ca, keys }: Pipeline, all: IssuerKeys) {
  return keys === '' ? all.of(issuer, ca) : givenKeys(keys);
}

/** Whoever else it is for could bring it here. */
function troubleWithAudience({ aud }: JWTPayload, { audience }: Pipeline): string | undefined {
  const only = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud;
  return only === audience ? undefined : 'token is for others as well';
}

function wordsFor(error: errors.JOSEError): string {
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return `audience is ${shown([error.payload.aud].flat()[0])}, and not the one that is pinned`;
  return error.message;
}

function verified(token: string, { exp = 0, iat = 0, sub, jti }: JWTPayload): Verified {
  // Of a signature there may be several forms, and of what is signed there is one.
  const id = createHash('sha256')
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest('hex');
  const untilMs = (Math.min(exp, iat + maxAgeS) + toleranceS) * 1000;
  const about = Object.entries({ sub, jti }).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.slice(0, 200)]] : [],
  );
  return { id, untilMs, about: Object.fromEntries(about) };
}

function trouble(words: string): Trouble {
  return { trouble: words, unreachable: false };
}
