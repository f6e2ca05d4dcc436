// `--sign`: a key of minisign's, opened before anything is packed, and what it says of a bundle.
import { readFileSync, statSync } from 'node:fs';
import { readSecretKey, type SealedKey, type SecretKey, signText } from '../bundle/minisign-secret.ts';
import type { Proof } from '../bundle/proof.ts';
import { type Named, writeStatement } from '../bundle/statement.ts';
import { type Options, Usage } from './command.ts';
import { readSecret } from './read-secret.ts';

/** undefined: nothing is to be signed. @throws Usage when the key cannot be used */
export async function signingKey({ sign, passwordFile }: Options): Promise<SecretKey | undefined> {
  if (sign === undefined) {
    if (passwordFile !== undefined) throw new Usage('--password-file is the password of the key that --sign names');
    return undefined;
  }
  const sealed = sealedKey(sign);
  const password = sealed.sealed ? await readSecret(`the password of ${sign}`, passwordFile) : '';
  return tried(sign, () => sealed.open(password));
}

export function signBundle(named: Named, key: SecretKey, now: number): Proof {
  const statement = writeStatement(named, now);
  return { statement, signature: signText(statement, key, `${named.app}@${named.version}`) };
}

function sealedKey(file: string): SealedKey {
  return tried(file, () => {
    const key = readSecretKey(readFileSync(file, 'utf8'));
    if ((statSync(file).mode & 0o007) !== 0) throw new Error(`everybody can read it: chmod 600 ${file}`);
    return key;
  });
}

function tried<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new Usage(`${file} cannot be signed with: ${(error as Error).message}`);
  }
}
