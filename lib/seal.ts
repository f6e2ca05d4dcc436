// Texts that nobody reads without the key: AES-256-GCM, a nonce of its own for each, bound to what the text is for.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

/** The key is another one, or this was sealed for something else, or it was changed. */
export class Unsealable extends Error {}

/** `about`: what it is for; unsealed with anything else it is not had. */
export function seal(key: Buffer, text: string, about: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws Unsealable */
export function unseal(key: Buffer, sealed: Uint8Array, about: string): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    throw new Unsealable('sealed with another key, or changed since');
  }
}

/** Equal for equal texts, and of no use to guess them by without the key. */
export function mac(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(`mac\0${text}`).digest('hex');
}

/** What a key is known by; says nothing of it. */
export function keyId(key: Buffer): string {
  return createHmac('sha256', key).update('key id').digest('hex').slice(0, 16);
}
