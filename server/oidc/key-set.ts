// An issuer's keys, from its own place or from a file where that cannot be reached.
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const mostBytes = 64 * 1024;
const leastRsaBits = 2048;

// Anything private in it, or shared between both ends, would be in the records and in the audit.
const publicKey = z
  .looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']) })
  .refine((key) => !['d', 'k', 'p', 'q'].some((field) => Object.hasOwn(key, field)));
const publicKeys = z.looseObject({ keys: z.array(publicKey).min(1) });

/** The finder throws nothing but jose's errors. @throws errors.JWKSInvalid when it is no key set */
export function keysIn(set: Parameters<typeof createLocalJWKSet>[0]): JWTVerifyGetKey {
  const find = createLocalJWKSet(set);
  return async (header, token) => {
    const key = await find(header, token).catch((error: unknown) => {
      throw error instanceof errors.JOSEError ? error : unusable();
    });
    const { modulusLength = leastRsaBits } = key.algorithm as { modulusLength?: number };
    if (modulusLength < leastRsaBits) throw unusable();
    return key;
  };
}

/** @throws Error when they are none */
export function givenKeys(text: string): JWTVerifyGetKey {
  return keysIn(publicKeys.parse(JSON.parse(text)));
}

/** Undefined: they can be used. */
export function mistakeInKeys(text: string): string | undefined {
  try {
    if (text.length <= mostBytes && givenKeys(text)) return undefined;
  } catch {
    // Told below, without a word of what is in it.
  }
  return `the keys are a JSON Web Key Set of at most ${mostBytes / 1024} KiB with public keys only`;
}

function unusable() {
  return new errors.JOSENotSupported('the key that it names cannot be used');
}
