// What a scanner of TLS is offered by the listener for everybody with a certificate, and by that for newcomers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { execa } from 'execa';
import { fromDebian } from '../needed.ts';
import { type IdentitiesWorld, openIdentitiesWorld } from '../server/identities-world.ts';
import { assertNeverResumed } from './never-resumed.ts';
import { tlsOf } from './raw-http2.ts';

const isThere = async () => (await execa('sslscan', ['--version'], { reject: false })).exitCode === 0;
const skip = (await fromDebian(isThere, 'sslscan')) ? false : 'there is no sslscan, and it cannot be installed';

describe('TLS as a scanner sees it', { skip }, () => {
  let world: IdentitiesWorld;
  before(async () => {
    world = await openIdentitiesWorld([]);
  });
  after(() => world.close());

  for (const listener of ['mainAddress', 'newcomers'] as const) {
    test(`W10: TLS 1.3 with P-256 or X25519 and nothing else, of ${listener}`, async () => {
      const { stdout } = await execa('sslscan', ['--xml=-', '--no-colour', world[listener]]);
      const enabled = all(stdout, /<protocol type="(\w+)" version="([\d.]+)" enabled="1"/g);
      assert.deepEqual(enabled, ['tls 1.3'], stdout);
      assert.deepEqual(all(stdout, /<group sslversion="TLSv1.3" bits="\d+" name="([\w ()-]+)"/g), [
        'secp256r1 (NIST P-256)',
        'x25519',
      ]);
      assert.deepEqual(new Set(all(stdout, /<cipher [^>]*sslversion="([\w.]+)"/g)), new Set(['TLSv1.3']));
      assert.deepEqual(all(stdout, /<pk error="false" type="(\w+)" curve_name="(\w+)"/g), ['EC prime256v1']);
      assert.deepEqual(all(stdout, /<(renegotiation supported|compression supported|heartbleed [^>]*vulnerable)="1"/g), []);
    });

    test(`no session of ${listener} can be taken up again`, async () => {
      const { cert, key, ...open } = tlsOf(world.placeOf('ann'));
      const [host, port] = world[listener].split(':');
      await assertNeverResumed({
        ...open,
        ...(listener === 'mainAddress' ? { cert, key } : {}),
        host,
        port: Number(port),
        ALPNProtocols: ['h2'],
      });
    });
  }
});

function all(text: string, what: RegExp): string[] {
  return [...text.matchAll(what)].map(([, ...parts]) => parts.join(' '));
}
