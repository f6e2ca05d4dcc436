import { equal, notDeepEqual, ok, throws } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import fc from 'fast-check';
import { keyFile, readKeyFile } from '../../lib/key-file.ts';
import { keyId, mac, seal, Unsealable, unseal } from '../../lib/seal.ts';

const folder = mkdtempSync(join(tmpdir(), 'seal-'));
after(() => rmSync(folder, { recursive: true }));

const key = randomBytes(32);

it('any text comes back with its key and what it is for, and with nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, about, other) => {
      const sealed = seal(key, text, about);
      equal(unseal(key, sealed, about), text.toWellFormed());
      throws(() => unseal(randomBytes(32), sealed, about), Unsealable);
      if (other !== about) throws(() => unseal(key, sealed, other), Unsealable);
    }),
    { numRuns: 200 },
  );
});

it('a flipped bit or a missing byte anywhere is found', () => {
  const sealed = seal(key, 'hunter2', 'app');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] as number) ^ 1;
    throws(() => unseal(key, changed, 'app'), Unsealable, `byte ${at}`);
    throws(() => unseal(key, sealed.subarray(0, at), 'app'), Unsealable, `cut at ${at}`);
  }
});

it('the same text is never sealed the same way twice, and does not stand in it', () => {
  const all = new Set(Array.from({ length: 1000 }, () => seal(key, 'hunter2', 'app').toString('hex')));
  equal(all.size, 1000);
  equal(new Set([...all].map((sealed) => sealed.slice(0, 24))).size, 1000, 'a nonce was used twice');
  ok(!seal(key, 'hunter2', 'app').includes('hunter2'));
});

it('a MAC is equal for equal texts under one key alone', () => {
  equal(mac(key, 'hunter2'), mac(key, 'hunter2'));
  notDeepEqual(mac(key, 'hunter2'), mac(key, 'hunter3'));
  notDeepEqual(mac(key, 'hunter2'), mac(randomBytes(32), 'hunter2'));
});

it('a key file is made once, for its owner alone, and read again', () => {
  const path = join(folder, 'sub', 'secrets.key');
  const made = keyFile(path);
  equal(statSync(path).mode & 0o777, 0o600);
  equal(keyId(keyFile(path)), keyId(made));
  ok(!readFileSync(path, 'utf8').includes(keyId(made)));
});

it('a key that everybody can read, or that is none, is refused and told', () => {
  const path = join(folder, 'open.key');
  keyFile(path);
  chmodSync(path, 0o644);
  throws(() => readKeyFile(path), /can be read by everybody/);
  chmodSync(path, 0o600);
  writeFileSync(path, 'hunter2\n');
  throws(
    () => keyFile(path),
    (error: Error) => /holds no key/.test(error.message) && !error.message.includes('hunter2'),
  );
  throws(() => readKeyFile(join(folder, 'missing.key')), /cannot be read/);
});
