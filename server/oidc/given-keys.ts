// Keys of an issuer that were handed over in a file, where its own place cannot be reached.
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const most = 64 * 1024;

// Anything private in it, or shared between both ends, would be in the records and in the audit.
const publicKey = z
  .looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']) })
  .refine((key) => !['d', 'k', 'p', 'q'].some((field) => Object.hasOwn(key, field)));
const keySet = z.looseObject({ keys: z.array(publicKey).min(1) });

/** @throws Error when they are none */
export function givenKeys(text: string): JWTVerifyGetKey {
  return createLocalJWKSet(keySet.parse(JSON.parse(text)));
}

/** Undefined: they can be used. */
export function mistakeInKeys(text: string): string | undefined {
  try {
    if (text.length <= most && givenKeys(text)) return undefined;
  } catch {
    // Told below, without a word of what is in it.
  }
  return `the keys are a JSON Web Key Set of at most ${most / 1024} KiB with public keys only`;
}
