// A file with a key of 32 bytes, as hexadecimal digits, that nobody but its owner can read.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder, writeDurable } from './durable-file.ts';

/** @throws Error when it is missing, makes no sense, or everybody can read it */
export function readKeyFile(path: string): Buffer {
  const text = readText(path);
  // A group may read it where a service manager hands it over (systemd.exec(5), LoadCredential).
  if ((statSync(path).mode & 0o007) !== 0) throw new Error(`${path} can be read by everybody: chmod 600 ${path}`);
  if (/^[0-9a-f]{64}\n?$/.test(text)) return Buffer.from(text.trim(), 'hex');
  throw new Error(`${path} holds no key: 64 hexadecimal digits are expected`);
}

/** The key in the file, which is made when there is none. */
export function keyFile(path: string): Buffer {
  return existsSync(path) ? readKeyFile(path) : writeKeyFile(path, randomBytes(32));
}

export function writeKeyFile(path: string, key: Buffer): Buffer {
  makeFolder(dirname(path));
  writeDurable(path, `${key.toString('hex')}\n`, 0o600);
  return key;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`the key ${path} cannot be read: ${(error as Error).message}`);
  }
}
