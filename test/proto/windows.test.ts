// HTTP/2 windows are wide on both sides from the first byte: with grpc-js's own, a link of 20 ms carries 1.8 MB/s.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectHttp2, constants, type ServerHttp2Session } from 'node:http2';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { Server } from '@grpc/grpc-js';
import { clientCredentials, serverCredentials } from '../../certs/credentials.ts';
import { limits } from '../../proto/limits.ts';
import { controlService } from '../../proto/load.ts';
import { ServerTls, serverWithSessions } from '../../proto/sessions.ts';
import { openClient } from '../../proto/stream.ts';
import { eventually } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';

let peers: Peers;
before(async () => {
  peers = await openPeers();
});
after(() => peers.close());

test('what the server tells a client: its windows and limits', async () => {
  const server = await peers.listen({});
  const { tls, serverName, checkServer } = clientCredentials(peers.folders.operator);
  const session = connectHttp2(`https://127.0.0.1:${server.port}`, {
    ...tls,
    servername: serverName,
    checkServerIdentity: checkServer,
  });
  await once(session, 'remoteSettings');
  assert.equal(session.remoteSettings.initialWindowSize, limits.windowBytes);
  assert.equal(session.remoteSettings.maxConcurrentStreams, limits.maxConcurrentStreams);
  assert.equal(session.remoteSettings.maxHeaderListSize, limits.maxHeaderBytes);
  await eventually('the window of the connection to open', () => (session.state.remoteWindowSize ?? 0) >= limits.windowBytes);
  session.destroy();
});

test('on the server, a session has the window of a stream and of the connection, and its client’s too', async () => {
  const sessions: ServerHttp2Session[] = [];
  const { server } = serverWithSessions({}, (session) => sessions.push(session));
  const injector = server.createConnectionInjector(new ServerTls(serverCredentials(peers.folders.server).tls, true));
  const front = createServer((socket) => injector.injectConnection(socket)).listen(0, '127.0.0.1');
  await once(front, 'listening');
  const { port } = front.address() as { port: number };
  const client = openClient(controlService, {
    address: `127.0.0.1:${port}`,
    credentials: clientCredentials(peers.folders.operator),
  });
  // Nothing is served here; the answer says so, and the connection stands.
  await assert.rejects(client.status({}));
  const [session] = sessions as [ServerHttp2Session];
  assert.equal(session.state.effectiveLocalWindowSize, limits.windowBytes);
  assert.equal(session.localSettings.initialWindowSize, limits.windowBytes);
  assert.equal(session.remoteSettings.initialWindowSize, limits.windowBytes);
  await eventually('the client to open its window', () => (session.state.remoteWindowSize ?? 0) >= limits.windowBytes);
  client.close();
  front.close();
  server.forceShutdown();
});

test('without the method that grpc-js keeps to itself, a server is made all the same', () => {
  const inner = Server.prototype as unknown as { createHttp2Server?: unknown };
  const kept = inner.createHttp2Server;
  assert.equal(typeof kept, 'function', 'grpc-js has changed: is there an option for the window now?');
  inner.createHttp2Server = undefined;
  try {
    assert.ok(serverWithSessions({}).server instanceof Server);
  } finally {
    inner.createHttp2Server = kept;
  }
});

test('W06: more streams than allowed on one connection wait, and are all served', async () => {
  let most = 0;
  let now = 0;
  const server = await peers.listen({
    status: async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return {};
    },
  });
  const client = peers.control(server);
  await Promise.all(Array.from({ length: 300 }, () => client.status({})));
  assert.ok(most <= limits.maxConcurrentStreams, `${most} at once`);
});

test('40 KB of headers end the stream, not the server', async () => {
  const server = await peers.listen({ status: async () => ({}) });
  const { tls, serverName, checkServer } = clientCredentials(peers.folders.operator);
  const session = connectHttp2(`https://127.0.0.1:${server.port}`, {
    ...tls,
    servername: serverName,
    checkServerIdentity: checkServer,
  });
  session.on('error', () => {});
  // The limit holds from when it was acknowledged.
  await once(session, 'remoteSettings');
  await new Promise((resolve) => session.ping(resolve));
  const stream = session.request({
    [constants.HTTP2_HEADER_PATH]: '/castellan.v1.Control/Status',
    [constants.HTTP2_HEADER_METHOD]: 'POST',
    'content-type': 'application/grpc',
    filler: 'x'.repeat(40_000),
  });
  const answered: unknown[] = [];
  stream.on('error', () => {}).on('response', (headers) => answered.push(headers[':status']));
  const closed = new Promise((resolve) => stream.on('close', resolve));
  stream.resume().end();
  await closed;
  assert.ok(!answered.includes(200), 'the call was taken');
  session.destroy();
  await peers.control(server).status({});
});
