// Secret keys as minisign keeps them, with a password or without, and signing with them.
import { createPrivateKey, createPublicKey, type KeyObject, scryptSync, sign } from 'node:crypto';
import { base64, keyId, prehash } from './minisign.ts';

export interface SecretKey {
  /** As minisign shows it. */
  id: string;
  idBytes: Buffer;
  key: KeyObject;
}

/** Without its password it is no use yet. */
export interface SealedKey {
  sealed: boolean;
  /** @throws Error when this is not its password, or the key is damaged */
  open(password: string): SecretKey;
}

/** The DER before an Ed25519 seed (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const kinds = { none: '\0\0', scrypt: 'Sc' };
/** minisign's own parameters take 1 GiB; a file must not ask for more. */
const maxMemoryBytes = 2 ** 30;
const maxOperations = 2 ** 26;

/** @throws Error when it is no secret key of minisign */
export function readSecretKey(text: string): SealedKey {
  const bytes = base64(/^untrusted comment: [^\n]*\n([^\n]+)\n?$/.exec(text)?.[1], 158);
  const kind = bytes?.toString('latin1', 2, 4);
  if (bytes?.toString('latin1', 0, 2) !== 'Ed' || (kind !== kinds.none && kind !== kinds.scrypt))
    throw new Error('it is no secret key of minisign (minisign -G makes one)');
  const sealed = kind === kinds.scrypt;
  return { sealed, open: (password) => opened(sealed ? unsealed(bytes, password) : bytes.subarray(54)) };
}

/** What minisign writes for `minisign -S`; the text is prehashed. */
export function signText(text: string, { idBytes, id, key }: SecretKey, trustedComment: string): string {
  const signature = sign(null, prehash(text), key);
  const global = sign(null, Buffer.concat([signature, Buffer.from(trustedComment)]), key);
  const own = Buffer.concat([Buffer.from('ED'), idBytes, signature]).toString('base64');
  const lines = [
    `untrusted comment: signature by key ${id}`,
    own,
    `trusted comment: ${trustedComment}`,
    global.toString('base64'),
  ];
  return `${lines.join('\n')}\n`;
}

/** Id, seed, public key, and a checksum that says nothing which the public key does not say already. */
function opened(bytes: Buffer): SecretKey {
  const [idBytes, seed, publicKey] = [bytes.subarray(0, 8), bytes.subarray(8, 40), bytes.subarray(40, 72)];
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  const derived = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  if (!derived.equals(publicKey)) throw new Error('the password is wrong, or the key is damaged');
  return { id: keyId(idBytes), idBytes, key };
}

function unsealed(bytes: Buffer, password: string): Buffer {
  const [operations, memory] = [bytes.readBigUInt64LE(38), bytes.readBigUInt64LE(46)];
  if (operations > maxOperations || memory > maxMemoryBytes) throw new Error('it asks for more than minisign ever does');
  const cost = { ...costOf(Number(operations), Number(memory)), maxmem: 2 * maxMemoryBytes };
  const stream = scryptSync(password, bytes.subarray(6, 38), 104, cost);
  return Buffer.from(bytes.subarray(54).map((byte, at) => byte ^ (stream[at] as number)));
}

/** As libsodium makes scrypt's parameters of its two limits (pickparams of crypto_pwhash_scryptsalsa208sha256). */
function costOf(asked: number, memory: number): { N: number; r: number; p: number } {
  const operations = Math.max(32_768, asked);
  const r = 8;
  const isShort = operations < memory / 32;
  const most = isShort ? operations / (r * 4) : memory / (r * 128);
  let log2 = 1;
  while (log2 < 63 && 2 ** log2 <= Math.floor(most) / 2) log2 += 1;
  const N = 2 ** log2;
  const p = isShort ? 1 : Math.floor(Math.min(0x3fffffff, Math.floor(operations / 4 / N)) / r);
  return { N, r, p: Math.max(1, p) };
}
