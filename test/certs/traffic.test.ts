// A certificate for users' traffic is looked at whole: what cannot be used is told with every reason, and never with the key.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { before, it } from 'node:test';
import { readTraffic } from '../../certs/traffic.ts';
import { type Chains, makeChains } from './chains.ts';

const day = 86_400_000;
let chains: Chains;
before(async () => {
  chains = await makeChains();
});

function mistakes(chain: string, key: string): string[] {
  const read = readTraffic(chain, key, Date.now());
  return 'mistakes' in read ? read.mistakes : [];
}

it('names, life, issuer; the same chain is the same certificate, whatever stands around it', async () => {
  const { chain, key } = await chains.issue({ hosts: ['WWW.example.com', '*.example.com'] });
  const [one, other] = [chain, `# comment\n${chain.replaceAll('\n', '\r\n')}\n`].map((text) =>
    readTraffic(text, key, Date.now()),
  );
  ok(one && 'certificate' in one && other && 'certificate' in other);
  const { hosts, issuer, digest, notAfterMs } = one.certificate;
  deepEqual(hosts, ['www.example.com', '*.example.com']);
  equal(issuer, 'Test authority');
  equal(digest, other.certificate.digest);
  ok(Math.abs(notAfterMs - Date.now() - 90 * day) < 60_000);
});

it('a key of another certificate, one that is none, one that is encrypted, one that is too short', async () => {
  const [one, other, short] = [await chains.issue(), await chains.issue(), await chains.issue({ rsaBits: 1024 })];
  deepEqual(mistakes(one.chain, other.key), ['the key is not the key of this certificate']);
  deepEqual(mistakes(one.chain, 'secret'), ['the key cannot be read: PEM is expected']);
  const cipher = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
  const encrypted = createPrivateKey(one.key).export(cipher) as string;
  deepEqual(mistakes(one.chain, encrypted), ['the key is encrypted: take its passphrase off']);
  deepEqual(mistakes(short.chain, short.key), ['the key is too short: at least 2048 bits are expected']);
  deepEqual(mistakes((await chains.issue({ rsaBits: 2048 })).chain, 'x'), ['the key cannot be read: PEM is expected']);
});

it('a chain that is out of order, has something else in it, or is none', async () => {
  const [one, other] = [await chains.issue(), await chains.issue()];
  match(mistakes(chains.between + one.leaf, one.key).join(), /certificate 2 in the file did not sign the one before it/);
  match(mistakes(one.leaf + other.leaf, one.key).join(), /certificate 2 in the file did not sign/);
  deepEqual(mistakes(one.chain + chains.root, one.key), []);
  deepEqual(mistakes(one.leaf, one.key), []);
  deepEqual(mistakes('', one.key), ['there is no certificate in it: PEM is expected']);
  match(mistakes(one.leaf.replace(/\n.{20}/, '\nAAAAAAAAAAAAAAAAAAAA'), one.key).join(), /cannot be read/);
  match(mistakes('x'.repeat(70_000), one.key).join(), /more than 64 KiB/);
});

it('all that is wrong at once: it is over, for clients, and names no host', async () => {
  const { chain, key } = await chains.issue({ from: -10, until: -1, usage: 'clientAuth', hosts: [] });
  match(mistakes(chain, key).join('\n'), /^it expired at .*Z\nit names no host .*\nit is not for servers/);
  const later = await chains.issue({ from: 1 });
  match(mistakes(later.chain, later.key).join(), /is valid from/);
  const odd = await chains.issue({ hosts: ['www.*.example.com', 'a b'] });
  match(mistakes(odd.chain, odd.key).join('\n'), /"www\.\*\.example\.com" in it is no host name\n"a b"/);
});
