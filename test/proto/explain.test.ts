// To grpc-js a server that is down and one that refuses us look the same; people are told which it is.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
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

test('all is well: then it is not the connection', async () => {
  const failure = await explainUnavailable(at(server.port), peers.folders.operator);
  assert.match(failure.message, /answers and accepts/);
});
