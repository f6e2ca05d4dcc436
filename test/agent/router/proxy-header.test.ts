// Who came, as a proxy in front says it: every shape of the header, and all that is none.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Told } from '../../../agent/router/proxy-header.ts';
import { crc32c, plainAddress, readProxyHeader, takeProxyHeader } from '../../../agent/router/proxy-header.ts';
import { proxyHeader as header } from './proxied.ts';

const tcp4 = Buffer.from([192, 0, 2, 7, 10, 0, 0, 1, 0x30, 0x39, 0x01, 0xbb]);
const tcp6 = Buffer.concat([Buffer.from('20010db8000000000000000000000007', 'hex'), Buffer.alloc(16, 1), tcp4.subarray(8)]);
const mapped = Buffer.concat([Buffer.from('00000000000000000000ffffc0000207', 'hex'), Buffer.alloc(16, 1), tcp4.subarray(8)]);
const tlv = (type: number, value: Buffer) => Buffer.concat([Buffer.from([type, value.length >> 8, value.length & 255]), value]);

function checksummed(damage = 0): Buffer {
  const whole = header(0x21, 0x11, Buffer.concat([tcp4, tlv(3, Buffer.alloc(4))]));
  whole.writeUInt32BE((crc32c(whole) ^ damage) >>> 0, whole.length - 4);
  return whole;
}

describe('a PROXY header of version 2', () => {
  const good: [string, Buffer, Told][] = [
    ['IPv4', header(0x21, 0x11, tcp4), { address: '192.0.2.7', port: 12345 }],
    ['IPv6', header(0x21, 0x21, tcp6), { address: '2001:db8::7', port: 12345 }],
    ['IPv4 within IPv6', header(0x21, 0x21, mapped), { address: '192.0.2.7', port: 12345 }],
    ['LOCAL: a health check of the proxy', header(0x20, 0x00), null],
    ['LOCAL with an address, which says nothing', header(0x20, 0x11, tcp4), null],
    ['an address that the proxy does not know', header(0x21, 0x00), null],
    ['more said behind the address', header(0x21, 0x11, Buffer.concat([tcp4, tlv(1, Buffer.from('h2'))])), good4()],
    ['a checksum that is right', checksummed(), good4()],
  ];
  for (const [name, bytes, told] of good) {
    it(`is read: ${name}`, () => {
      const following = Buffer.from('GET / HTTP/1.1\r\n');
      assert.deepEqual(readProxyHeader(Buffer.concat([bytes, following])), { bytes: bytes.length, told });
      for (let cut = 0; cut < bytes.length; cut += 1) {
        const said = readProxyHeader(bytes.subarray(0, cut));
        assert.ok('needs' in said && said.needs > cut && said.needs <= bytes.length, `cut at ${cut}: ${JSON.stringify(said)}`);
      }
    });
  }

  const bad: [string, Buffer][] = [
    ['version 1', Buffer.from('PROXY TCP4 192.0.2.7 10.0.0.1 12345 443\r\n')],
    ['no header at all', Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n')],
    ['a TLS handshake', Buffer.from('16030100c8010000c40303', 'hex')],
    ['one wrong byte in the signature', Buffer.from('\r\n\r\n\0\r\nQUIX\n\x21\x11\0\x0c')],
    ['another version', header(0x31, 0x11, tcp4)],
    ['another command', header(0x22, 0x11, tcp4)],
    ['datagrams', header(0x21, 0x12, tcp4)],
    ['a Unix socket', header(0x21, 0x31, Buffer.alloc(216))],
    ['a family that there is not', header(0x21, 0x41, tcp4)],
    ['an address that is too short', header(0x21, 0x11, tcp4.subarray(0, 11))],
    ['an IPv6 address of the length of IPv4', header(0x21, 0x21, tcp4)],
    ['more than any proxy says', header(0x21, 0x11, Buffer.alloc(4081))],
    ['extras that are cut off in their head', header(0x21, 0x11, Buffer.concat([tcp4, Buffer.from([1, 0])]))],
    ['extras that are longer than the header', header(0x21, 0x11, Buffer.concat([tcp4, Buffer.from([1, 0, 9, 65])]))],
    ['a checksum that is wrong', checksummed(1)],
    ['a checksum of three bytes', header(0x21, 0x11, Buffer.concat([tcp4, tlv(3, Buffer.alloc(3))]))],
  ];
  for (const [name, bytes] of bad) {
    it(`is refused: ${name}`, () => {
      const said = readProxyHeader(bytes);
      assert.ok('refused' in said, JSON.stringify(said));
    });
  }
});

describe('a connection with a PROXY header', () => {
  it('leaves what follows where it is, however the bytes are cut', async (t) => {
    const bytes = Buffer.concat([header(0x21, 0x11, tcp4), Buffer.from('and more')]);
    const [client, server] = await pair(t);
    const taken = Promise.withResolvers<Told>();
    takeProxyHeader(server, taken.resolve);
    for (const byte of bytes) {
      client.write(Buffer.from([byte]));
      await setImmediate();
    }
    assert.deepEqual(await taken.promise, good4());
    client.end();
    assert.equal((await server.toArray()).join(''), 'and more');
  });

  it('is cut off when it sends something else, and when it ends before the header does', async (t) => {
    for (const bytes of [Buffer.from('PROXY UNKNOWN\r\n'), header(0x21, 0x11, tcp4).subarray(0, 20)]) {
      const [client, server] = await pair(t);
      takeProxyHeader(server, () => assert.fail('taken'));
      client.end(bytes);
      await once(client, 'close');
      assert.ok(server.destroyed);
    }
  });

  it('knows an IPv4 address that came mapped into IPv6', () => {
    assert.deepEqual(['::ffff:192.0.2.7', '2001:db8::7', '::ffff:c000:207'].map(plainAddress), [
      '192.0.2.7',
      '2001:db8::7',
      '::ffff:c000:207',
    ]);
  });
});

function good4(): Told {
  return { address: '192.0.2.7', port: 12345 };
}

/** Both ends of a connection; the second allows half-open, as doors' do. */
async function pair(t: TestContext): Promise<[Socket, Socket]> {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => {});
  client.setNoDelay(true);
  const [accepted] = (await once(server, 'connection')) as [Socket];
  accepted.on('error', () => {});
  t.after(() => {
    client.destroy();
    accepted.destroy();
    server.close();
  });
  return [client, accepted];
}
