// To grpc-js a server that is down and one that refuses us look the same; people are told which it is.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createServer } from 'node:tls';
import { issueInto, makeAuthorities } from '../../certs/store.ts';
import { explainUnavailable } from '../../proto/explain.ts';
import type { Listener } from '../../proto/server.ts';
import { openPeers, type Peers } from './peers.ts';

let peers: Peers;
let server: Listener;
before(async () => {
  peers = await openPeers();
  server = await peers.listen({});
});
after(() => peers.close());

const at = (port: number) => `127.0.0.1:${port}`;

/** Our certificate and key with another authority to trust, or theirs with ours. */
function mixed(name: string, from: { pair: string; ca: string }): string {
  const folder = join(peers.folder, name);
  mkdirSync(folder);
  for (const file of ['cert.pem', 'key.pem']) copyFileSync(join(from.pair, file), join(folder, file));
  copyFileSync(join(from.ca, 'ca.pem'), join(folder, 'ca.pem'));
  return folder;
}

/** An operator of other authorities, which may claim to be our cluster's. */
async function elsewhere(name: string, cluster?: string): Promise<string> {
  const folder = join(peers.folder, name);
  const authorities = await makeAuthorities(folder);
  return issueInto(folder, { ...authorities, cluster: cluster ?? authorities.cluster }, { kind: 'operator', name: 'ann' });
}

test('nothing listens', async () => {
  const gone = await peers.listen({});
  await gone.close();
  const failure = await explainUnavailable(at(gone.port), peers.folders.operator);
  assert.equal(failure.code, 'unavailable');
  assert.match(failure.message, /nothing listens at 127\.0\.0\.1:\d+/);
});

test('the name does not resolve', async () => {
  const failure = await explainUnavailable(`no-such-host.invalid:${server.port}`, peers.folders.operator);
  assert.equal(failure.code, 'unavailable');
  assert.match(failure.message, /does not resolve/);
});

test('the server’s certificate comes from an authority that we do not trust', async () => {
  const other = await elsewhere('untrusted');
  const failure = await explainUnavailable(at(server.port), mixed('untrusting', { pair: peers.folders.operator, ca: other }));
  assert.equal(failure.code, 'unauthenticated');
  assert.match(failure.message, /ca\.pem did not sign/);
});

test('the server does not accept our certificate', async () => {
  const forged = await elsewhere('forged', peers.authorities.cluster);
  const failure = await explainUnavailable(at(server.port), mixed('unaccepted', { pair: forged, ca: peers.folders.operator }));
  assert.equal(failure.code, 'unauthenticated');
  assert.match(failure.message, /does not accept the certificate in .*unaccepted/);
});

test('the server is of another cluster than our certificate', async () => {
  const other = await elsewhere('foreign');
  const failure = await explainUnavailable(at(server.port), mixed('misplaced', { pair: other, ca: peers.folders.operator }));
  assert.equal(failure.code, 'unauthenticated');
  assert.match(failure.message, /of another cluster/);
});

test('our own certificate has expired', async () => {
  const hour = 3_600_000;
  const past = { notBefore: new Date(Date.now() - 2 * hour), notAfter: new Date(Date.now() - hour) };
  const folder = await peers.issue({ kind: 'operator', name: 'late', ...past });
  const failure = await explainUnavailable(at(server.port), folder);
  assert.match(failure.message, /expired at/);
});

test('C02: the server’s certificate is out of date by our clock: the words name the clock', async () => {
  const day = 86_400_000;
  for (const [name, from, to, words] of [
    ['early', day, 2 * day, /is not valid yet, by this machine's clock, which says \d{4}-.*Z/],
    ['late', -2 * day, -day, /has expired, by this machine's clock, which says \d{4}-.*Z/],
  ] as const) {
    const dates = { notBefore: new Date(Date.now() + from), notAfter: new Date(Date.now() + to) };
    const folder = await peers.issue({ kind: 'server', name, addresses: ['127.0.0.1'], ...dates });
    const key = readFileSync(join(folder, 'key.pem'));
    const cert = readFileSync(join(folder, 'cert.pem'));
    const other = createServer({ key, cert, ALPNProtocols: ['h2'] }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const failure = await explainUnavailable(at((other.address() as AddressInfo).port), peers.folders.operator);
    other.close();
    assert.match(failure.message, words);
    assert.match(failure.next ?? '', /set the clock/);
  }
});

test('C02: our own certificate is not valid yet: the words name the clock', async () => {
  const hour = 3_600_000;
  const dates = { notBefore: new Date(Date.now() + hour), notAfter: new Date(Date.now() + 2 * hour) };
  const folder = await peers.issue({ kind: 'operator', name: 'early', ...dates });
  const failure = await explainUnavailable(at(server.port), folder);
  assert.match(failure.message, /is valid from \d{4}-.*Z on, and this machine's clock says \d{4}-.*Z/);
  assert.match(failure.next ?? '', /set the clock/);
});

test('all is well: then it is not the connection', async () => {
  const failure = await explainUnavailable(at(server.port), peers.folders.operator);
  assert.match(failure.message, /answers and accepts/);
});
