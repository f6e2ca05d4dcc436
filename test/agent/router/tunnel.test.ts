// WebSockets through the router: both ways, and no side waits for one that has gone.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { route } from '../../contracts/router.ts';
import { sendRaw, until } from './client.ts';
import type { Passing } from './passing.ts';
import { pass } from './passing.ts';

async function passing(t: TestContext, count = 1): Promise<Passing> {
  const started = await pass(...Array.from({ length: count }, () => undefined));
  t.after(started.close);
  return started;
}

async function open(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  await once(socket, 'open');
  return socket;
}

describe('a WebSocket', () => {
  it('carries large messages whole', async (t) => {
    const { port, replicas } = await passing(t);
    const socket = await open(port);
    const text = 'x'.repeat(3_000_000);
    socket.send(text);
    const [answer] = await once(socket, 'message');
    assert.equal(String(answer), `${replicas[0]?.target.replica}: ${text}`);
    socket.terminate();
  });

  it('tells the replica who the client is', async (t) => {
    const { port, replicas } = await passing(t);
    const seen = once(replicas[0]?.server ?? assert.fail(), 'upgrade');
    const socket = await open(port);
    assert.equal((await seen)[0].headers['x-forwarded-for'], '127.0.0.1');
    socket.terminate();
  });

  it('whose client vanishes ends at the replica, and is in flight no more', async (t) => {
    const { port, traffic } = await passing(t);
    const socket = await open(port);
    assert.equal(traffic.inFlight.total(), 1);
    socket.terminate();
    await until('nothing is in flight', () => traffic.inFlight.total() === 0);
  });

  it('whose replica dies ends at the client', async (t) => {
    const { port, replicas, traffic } = await passing(t);
    const upgraded = once(replicas[0]?.server ?? assert.fail(), 'upgrade');
    const socket = await open(port);
    const closed = once(socket, 'close');
    (await upgraded)[1].destroy();
    await closed;
    await until('nothing is in flight', () => traffic.inFlight.total() === 0);
  });

  it('goes to the next replica when one takes no connection, and to none with 502 or 503', async (t) => {
    const { port, replicas, traffic } = await passing(t, 2);
    await replicas[0]?.close();
    for (let turn = 0; turn < 3; turn += 1) (await open(port)).terminate();
    await replicas[1]?.close();
    await assert.rejects(open(port), /502/);
    traffic.use({ revision: 2, routes: [route([])] });
    await assert.rejects(open(port), /503/);
  });

  it('that the application refuses is answered with its own words', async (t) => {
    const started = await pass((_, response) => response.writeHead(401, { 'X-Why': 'no' }).end('not you'));
    t.after(started.close);
    const [server] = started.replicas.map((replica) => replica.server);
    server?.removeAllListeners('upgrade');
    const head = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n';
    assert.match(await sendRaw(started.port, head), /^HTTP\/1\.1 401 [\s\S]*X-Why: no[\s\S]*not you/);
  });

  it('loses nothing that was sent right behind its head', async (t) => {
    const { port, replicas } = await passing(t);
    replicas[0]?.server.removeAllListeners('upgrade').on('upgrade', (_, socket, early) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nfirst ');
      if (early.length > 0) socket.unshift(early);
      socket.pipe(socket);
    });
    const socket = connect(port, '127.0.0.1');
    let seen = '';
    socket.on('data', (chunk) => {
      seen += chunk;
    });
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nearly');
    await until('all has come back', () => seen.endsWith('\r\n\r\nfirst early'));
    socket.destroy();
  });
});
