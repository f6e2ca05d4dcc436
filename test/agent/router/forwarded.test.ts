// What the next hop is told of the client, and whose word is believed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Asked } from '../../../agent/router/exchange.ts';
import { cameSecure, forwardedLines, readClient } from '../../../agent/router/forwarded.ts';
import { within } from '../../../lib/networks.ts';

const trusts = within(['10.0.0.0/8', 'fd00::/8']);

function told(from: string, sent: Record<string, string>, secure = false): Record<string, string> & { client: string } {
  const header = (name: string) => sent[name];
  const client = readClient(trusts, { address: from, port: 1234 }, header);
  const asked = {
    authority: 'a.test:81',
    client,
    secure: cameSecure(secure, client.trusted ? header('x-forwarded-proto') : undefined),
    header,
  } as Partial<Asked> as Asked;
  const lines = forwardedLines(asked).trimEnd().split('\r\n');
  const pairs = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]);
  return { ...Object.fromEntries(pairs), client: client.address };
}

const lies = {
  'x-forwarded-for': '6.6.6.6',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.test',
  forwarded: 'for=6.6.6.6',
  'x-request-id': 'mine',
};

describe('who the client is', () => {
  it('from anyone: the other end of the connection, whatever it says', () => {
    const { 'x-request-id': id, ...rest } = told('9.9.9.9', lies);
    assert.match(String(id), /^[0-9a-f-]{36}$/);
    assert.deepEqual(rest, {
      'x-forwarded-for': '9.9.9.9',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'a.test:81',
      forwarded: 'for=9.9.9.9;host="a.test:81";proto=http',
      client: '9.9.9.9',
    });
  });

  it('from a trusted proxy: what it says, and the proxy behind that', () => {
    assert.deepEqual(told('10.0.0.1', lies), {
      'x-forwarded-for': '6.6.6.6, 10.0.0.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.test',
      forwarded: 'for=6.6.6.6, for=10.0.0.1;host="evil.test";proto=https',
      'x-request-id': 'mine',
      client: '6.6.6.6',
    });
  });

  it('of several hops the first from here that is not trusted', () => {
    const of = (list: string) => told('10.0.0.1', { 'x-forwarded-for': list }).client;
    assert.equal(of('1.1.1.1, 2.2.2.2, 10.0.0.2'), '2.2.2.2');
    assert.equal(of('10.9.9.9, 10.0.0.2'), '10.9.9.9');
    assert.equal(of('2001:db8::1, fd00::5'), '2001:db8::1');
    assert.equal(of('1.1.1.1:4711, [2001:db8::2]:80'), '2001:db8::2');
  });

  for (const list of ['', 'unknown', '1.1.1.1, ', '1.1.1.1, <script>', 'a'.repeat(5000), '_hidden', '1.1.1', ',,,']) {
    it(`a malformed list is dropped: ${JSON.stringify(list.slice(0, 20))}`, () => {
      const { 'x-forwarded-for': chain, client } = told('10.0.0.1', { 'x-forwarded-for': list });
      assert.deepEqual([chain, client], ['10.0.0.1', '10.0.0.1']);
    });
  }

  it('IPv6 stands in quotes and brackets in Forwarded', () => {
    assert.equal(told('2001:db8::1', {}).forwarded, 'for="[2001:db8::1]";host="a.test:81";proto=http');
  });

  it('what is malformed in the other headers is dropped too, also from someone trusted', () => {
    const sent = { 'x-forwarded-proto': 'gopher', 'x-forwarded-host': 'a b', forwarded: 'for=;;', 'x-request-id': 'a b' };
    const { 'x-request-id': id, ...rest } = told('10.0.0.1', sent, true);
    assert.notEqual(id, 'a b');
    assert.deepEqual(rest, {
      'x-forwarded-for': '10.0.0.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'a.test:81',
      forwarded: 'for=10.0.0.1;host="a.test:81";proto=https',
      client: '10.0.0.1',
    });
  });
});
