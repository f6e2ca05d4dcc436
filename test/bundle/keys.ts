// Keys as `minisign -G -W` makes them, without the program.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type PublicKey, readPublicKey } from '../../bundle/minisign.ts';
import { readSecretKey, signText } from '../../bundle/minisign-secret.ts';
import type { Proof } from '../../bundle/proof.ts';
import { type Named, writeStatement } from '../../bundle/statement.ts';

export interface MadeKey {
  /** The file. */
  secret: string;
  /** The line that is given to hosts. */
  line: string;
  public: PublicKey;
  sign(named: Named): Proof;
}

export function makeKey(): MadeKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const own = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const id = randomBytes(8);
  const head = Buffer.concat([Buffer.from('Ed\0\0B2'), Buffer.alloc(48)]);
  const secret = `untrusted comment: a key\n${Buffer.concat([head, id, seed, own, Buffer.alloc(32)]).toString('base64')}\n`;
  const line = Buffer.concat([Buffer.from('Ed'), id, own]).toString('base64');
  const sign = (named: Named) => {
    const statement = writeStatement(named, Date.now());
    return { statement, signature: signText(statement, readSecretKey(secret).open(''), 'a test') };
  };
  return { secret, line, public: readPublicKey(line) as PublicKey, sign };
}
