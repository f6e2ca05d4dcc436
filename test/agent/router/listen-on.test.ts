// What `router.listen` and --listen may say.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readListen } from '../../../agent/router/listen-on.ts';

const plain = { tls: false, proxy: false };

it('ports, addresses, and how connections there begin', () => {
  assert.deepEqual(readListen('80, 443/tls,127.0.0.1:8080/proxy,[::1]:8443/tls+proxy,localhost:1/proxy+tls'), [
    { address: undefined, port: 80, ...plain },
    { address: undefined, port: 443, tls: true, proxy: false },
    { address: '127.0.0.1', port: 8080, tls: false, proxy: true },
    { address: '::1', port: 8443, tls: true, proxy: true },
    { address: 'localhost', port: 1, tls: true, proxy: true },
  ]);
});

for (const wrong of ['', '80,', '70000', 'http', ':80', '::1:80', '80/ssl', '80/', '80/tls+tls', '80/tls/proxy', '80 443']) {
  it(`refuses "${wrong}"`, () => assert.throws(() => readListen(wrong), /none of PORT/));
}
