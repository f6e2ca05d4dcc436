// Keys that this host knows, as its settings name them: a line of minisign's, or a file with one.
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { type PublicKey, readPublicKey } from '../bundle/minisign.ts';
import type { AgentSettings } from './config.ts';

/** undefined: nothing needs to be signed. @throws Error when one cannot be read: better no agent than one that takes anything */
export function signersOf({ signatures }: Pick<AgentSettings, 'signatures'>): PublicKey[] | undefined {
  const keys = signatures.keys.map(readKey);
  return (signatures.require ?? keys.length > 0) ? keys : undefined;
}

function readKey(named: string): PublicKey {
  const key = readPublicKey(isAbsolute(named) ? readFileSync(named, 'utf8') : named);
  if (!key) throw new Error(`signatures.keys: ${named} is no public key of minisign`);
  return key;
}
