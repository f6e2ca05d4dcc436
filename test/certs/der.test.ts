// Our reader of certificates beside a general one: the same URIs, or none.
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { X509Certificate as General, SubjectAlternativeNameExtension } from '@peculiar/x509';
import fc from 'fast-check';
import { derValues } from '../../certs/der.ts';
import { identityOf, uriNamesIn, uriOf } from '../../certs/identity.ts';
import { type Authorities, issue, makeAuthority } from '../../certs/issue.ts';

const cluster = 'castellan-0a1b2c3d';

async function authorities(): Promise<Authorities> {
  const [servers, clients] = [await makeAuthority(cluster, 'server-ca'), await makeAuthority(cluster, 'client-ca')];
  return { cluster, 'server-ca': servers, 'client-ca': clients } as Authorities;
}

function generalUris(der: Uint8Array): string[] {
  const extensions = new General(der).getExtensions(SubjectAlternativeNameExtension);
  const names = Array.from(extensions).flatMap((extension) => Array.from(extension.names.items));
  return names.filter(({ type }) => type === 'url').map(({ value }) => value);
}

/** It wants every extension to be in order, also those that say nothing of names. */
function generalOrNothing(der: Uint8Array): string[] | undefined {
  try {
    return generalUris(der);
  } catch {
    return undefined;
  }
}

test('certificates of each kind are read as the general reader reads them', async () => {
  const by = await authorities();
  for (const kind of ['server', 'host', 'operator'] as const) {
    for (const name of ['a', 'web-1', 'x'.repeat(63)]) {
      const { raw } = new X509Certificate((await issue(by, { kind, name, addresses: ['10.0.0.1', 'one.example.com'] })).cert);
      assert.deepEqual(uriNamesIn(raw), generalUris(raw));
      assert.equal(identityOf(raw)?.name, name);
    }
  }
});

test('X10: of bytes that were changed the two readers never read two different names', async () => {
  const { raw } = new X509Certificate((await issue(await authorities(), { kind: 'host', name: 'web-1' })).cert);
  const change = fc.record({ at: fc.nat(raw.length - 1), byte: fc.nat(255) });
  let read = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const der = Buffer.from(raw);
      for (const { at, byte } of changes) der[at] = byte;
      const identity = identityOf(der);
      const general = identity && generalOrNothing(der);
      if (!identity || !general) return;
      read += 1;
      assert.deepEqual([uriOf(identity)], general);
    }),
    { numRuns: 1500, seed: 7 },
  );
  assert.ok(read > 100, `only ${read} were readable`);
});

test('what is not DER is refused: open, overlong and cut lengths, tags of several bytes', () => {
  assert.deepEqual(
    derValues(Buffer.from('0401ff0500', 'hex')).map(({ tag }) => tag),
    [4, 5],
  );
  for (const hex of ['3080', '0481', '048101ff', '04820001ff', '0484ffffffff', '1f8101', '0402ff', '04']) {
    assert.throws(() => derValues(Buffer.from(hex, 'hex')), hex);
  }
});
