// The keys that a host knows, as its settings name them.
import { deepEqual, equal, match, throws } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { agentSettings } from '../../agent/config.ts';
import { signersOf } from '../../agent/signers.ts';
import { makeKey } from '../bundle/keys.ts';

describe('the keys of a host', () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-signers-'));
  after(() => rmSync(folder, { recursive: true }));
  const [one, two] = [makeKey(), makeKey()];
  const file = join(folder, 'two.pub');
  writeFileSync(file, `untrusted comment: minisign public key\n${two.line}\n`);
  const read = (signatures: object) => agentSettings.safeParse({ server: 'server:1', signatures });
  const signers = (signatures: object) => signersOf(agentSettings.parse({ server: 'server:1', signatures }));

  it('are lines and files, and with one everything has to be signed', () => {
    deepEqual(
      signers({ keys: [one.line, file] })?.map(({ id }) => id),
      [one.public.id, two.public.id],
    );
    equal(signers({}), undefined);
    equal(signers({ keys: [one.line], require: false }), undefined);
  });

  it('cannot be none where everything has to be signed', () => {
    match(read({ require: true }).error?.message ?? '', /must have a key, if signatures are required/);
  });

  it('are none other than minisign’s', () => {
    match(read({ keys: ['RWnonsense'] }).error?.message ?? '', /must be a public key of minisign/);
    writeFileSync(join(folder, 'no.pub'), one.secret);
    throws(() => signers({ keys: [join(folder, 'no.pub')] }), /no public key of minisign/);
    throws(() => signers({ keys: [join(folder, 'away.pub')] }), /ENOENT/);
  });
});
