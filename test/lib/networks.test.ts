// Which addresses a network holds.
import assert from 'node:assert/strict';
import { BlockList, isIPv6 } from 'node:net';
import { it } from 'node:test';
import fc from 'fast-check';
import { clientOf, isNetwork, within } from '../../lib/networks.ts';

const held: [network: string, address: string, holds: boolean][] = [
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['10.9.8.7/8', '10.0.0.1', true],
  ['0.0.0.0/0', '203.0.113.9', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['::/0', '2001:db8::1', true],
  ['::/0', '203.0.113.9', false],
  ['192.0.2.7', '192.0.2.7', true],
  ['192.0.2.7', '192.0.2.8', false],
  ['192.0.2.7/32', '::ffff:192.0.2.7', true],
  ['::ffff:192.0.2.0/120', '192.0.2.200', true],
  ['::ffff:192.0.2.0/120', '192.0.3.200', false],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['fe80::/10', 'fe80::1%eth0', true],
  ['::1', '::1', true],
  ['::1', '0:0:0:0:0:0:0:1', true],
  ['64:ff9b::192.0.2.0/120', '64:ff9b::c000:2ff', true],
  ['255.255.255.255', '255.255.255.255', true],
  ['10.0.0.0/8', 'unknown', false],
  ['10.0.0.0/8', '', false],
];

for (const [network, address, holds] of held) {
  it(`${network} ${holds ? 'holds' : 'does not hold'} ${address || 'nothing'}`, () => {
    assert.equal(within([network])(address), holds);
  });
}

it('knows what is no network', () => {
  for (const text of [
    '',
    '10.0.0',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '::ffff:1.2.3.4/95',
    'a/8',
  ]) {
    assert.equal(isNetwork(text), false, text);
  }
  for (const text of ['10.0.0.0', '10.0.0.0/0', '::', '::/128', '2001:db8::/32']) assert.equal(isNetwork(text), true, text);
});

it('says the same as the list that Node has', () => {
  const ip = fc.oneof(fc.ipV4(), fc.ipV6());
  fc.assert(
    fc.property(ip, fc.nat(128), ip, (base, length, address) => {
      const family = isIPv6(base) ? 'ipv6' : 'ipv4';
      const bits = family === 'ipv6' ? length : length % 33;
      const list = new BlockList();
      list.addSubnet(base, bits, family);
      const isHeld = (isIPv6(address) ? 'ipv6' : 'ipv4') === family && list.check(address, family);
      assert.equal(within([`${base}/${bits}`])(address), isHeld);
    }),
  );
});

it('takes the addresses of one IPv6 network for one client', () => {
  assert.equal(clientOf('2001:db8:1:2:3:4:5:6'), clientOf('2001:db8:1:2::9'));
  assert.notEqual(clientOf('2001:db8:1:2::9'), clientOf('2001:db8:1:3::9'));
  assert.equal(clientOf('::ffff:192.0.2.200'), '192.0.2.200');
  assert.equal(clientOf('unknown'), 'unknown');
});
