// W11 and W12: connections that prove nothing are ended, and nobody can hold more than a share of them.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { clientCredentials } from '../../certs/credentials.ts';
import { frontLimits, openFront } from '../../proto/front.ts';
import { eventually } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';

let peers: Peers;
before(async () => {
  peers = await openPeers();
});
after(() => peers.close());

const handlers = { status: async () => ({}) };

async function silent(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  return socket.resume();
}

test('a connection that says nothing, or shows a certificate and calls nothing, is ended; one that calls stays', async () => {
  const server = await peers.listen(handlers, { limits: { proveWithinMs: 2000 } });
  const client = peers.control(server);
  await client.status({});
  const mute = await silent(server.port);
  const { tls, checkServer } = clientCredentials(peers.folders.operator);
  const shown = connectTls({
    ...tls,
    port: server.port,
    host: '127.0.0.1',
    ALPNProtocols: ['h2'],
    checkServerIdentity: (_, cert) => checkServer(`server.${peers.authorities.cluster}.castellan.internal`, cert),
  });
  shown.resume().on('error', () => {});
  await Promise.all([once(mute, 'close'), once(shown, 'close')]);
  await eventually('only the caller to be connected', () => server.connections() === 1);
  await client.status({});
});

test('whoever is to leave and resets the connection has left', async (t) => {
  const identity = clientCredentials(peers.folders.operator).identity;
  const taken = Promise.withResolvers<Socket>();
  const front = await openFront({ address: '127.0.0.1', port: 0, limits: frontLimits }, taken.resolve);
  t.after(() => {
    front.destroy();
    return front.drained();
  });
  const client = await silent(front.port);
  const socket = (await taken.promise).resume();
  front.shown(socket, identity);
  const left = front.expel(
    (one) => one === identity,
    () => new Promise(() => {}),
  );
  client.resetAndDestroy();
  await left;
  assert.equal(front.connections(), 0);
});

test('above the cap new connections are closed at once, and those that are in go on', async () => {
  const server = await peers.listen(handlers, { limits: { maxConnections: 3 } });
  const client = peers.control(server);
  await client.status({});
  const inside = [await silent(server.port), await silent(server.port)];
  const refused = await silent(server.port);
  if (!refused.closed) await once(refused, 'close');
  assert.equal(server.connections(), 3);
  await client.status({});
  inside[0]?.destroy();
  await eventually('the place to be free again', () => server.connections() === 2);
  const late = await silent(server.port);
  await eventually('the place to be taken', () => server.connections() === 3);
  for (const socket of [...inside, late]) socket.destroy();
});

test('one address cannot take all places', async () => {
  const server = await peers.listen(handlers, { limits: { maxConnectionsPerAddress: 1 } });
  const first = await silent(server.port);
  const second = await silent(server.port);
  if (!second.closed) await once(second, 'close');
  const elsewhere = connect({ port: server.port, host: '127.0.0.1', localAddress: '127.0.0.2' }).on('error', () => {});
  await once(elsewhere, 'connect');
  await eventually('both addresses to be connected', () => server.connections() === 2);
  for (const socket of [first, elsewhere]) socket.destroy();
});

test('W12: of thousands of connections from one address or many so many are taken, and whoever is in is served', async () => {
  const limits = { maxConnections: 60, maxConnectionsPerAddress: 20 };
  const server = await peers.listen(handlers, { limits });
  const client = peers.control(server);
  await client.status({});
  const from = (localAddress: string) => connect({ port: server.port, host: '127.0.0.1', localAddress }).on('error', () => {});
  const rounds = 1 + Number(process.env.ABUSE_TIMES ?? 0);
  for (let round = 0; round < rounds; round += 1) {
    const sockets = Array.from({ length: 500 }, (_, at) => from(`127.0.0.${at % 5 === 0 ? 2 + (at % 40) : 100}`).resume());
    const refused = () => sockets.filter(({ closed }) => closed).length;
    await eventually('all but so many to be refused', () => refused() >= 500 - limits.maxConnections, 60_000);
    assert.ok(server.connections() <= limits.maxConnections, `${server.connections()} are connected`);
    await client.status({});
    for (const socket of sockets) socket.destroy();
    await eventually('only the caller to be connected', () => server.connections() === 1, 60_000);
  }
});
