// Doors: who is told to come by a proxy in front, what listens already, and what happens when there is no room.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { Agent, request as openRequest } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { openDoor } from '../../../agent/router/doors.ts';
import { defaultLimits, openGate } from '../../../agent/router/gate.ts';
import { ask, until } from './client.ts';
import { ask2 } from './http2-client.ts';
import { proxiedFrom, proxyHeader } from './proxied.ts';
import { passSecure } from './secure.ts';

/** Behind a load balancer that says this first. */
async function through(port: number, header: Buffer): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  socket.write(header);
  return socket;
}

async function replyOver(socket: Socket): Promise<string> {
  socket.write('GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n');
  return Buffer.concat(await socket.toArray()).toString();
}

describe('a door with a PROXY header', () => {
  it('tells replicas who came, and nothing of the proxy, in clear, by TLS and by HTTP/2', async (t) => {
    const plain = await passSecure(t, { proxy: true, tls: false });
    const secure = await passSecure(t, { proxy: true });
    assert.match(await replyOver(await through(plain.port, proxiedFrom('192.0.2.7', 1))), /^HTTP\/1\.1 200 /);
    const options = { servername: 'a.test', rejectUnauthorized: false };
    const socket = connectTls({ socket: await through(secure.port, proxiedFrom('192.0.2.8', 1)), ...options });
    assert.match(await replyOver(socket), /^HTTP\/1\.1 200 /);
    const under = await through(secure.port, proxiedFrom('192.0.2.9', 1));
    const session = connectHttp2('https://a.test', {
      createConnection: () => connectTls({ socket: under, ...options, ALPNProtocols: ['h2'] }),
    });
    assert.equal((await ask2(session)).status, 200);
    session.destroy();
    const seen = [plain, secure].flatMap(({ replicas }) => replicas[0]?.requests.map(({ headers }) => headers) ?? []);
    assert.deepEqual(
      seen.map((headers) => [headers['x-forwarded-for'], headers['x-forwarded-proto']]),
      [
        ['192.0.2.7', 'http'],
        ['192.0.2.8', 'https'],
        ['192.0.2.9', 'https'],
      ],
    );
  });

  it('takes the proxy’s own health check for the proxy’s', async (t) => {
    const { port, replicas } = await passSecure(t, { proxy: true, tls: false });
    assert.match(await replyOver(await through(port, proxyHeader(0x20, 0))), /^HTTP\/1\.1 200 /);
    assert.equal(replicas[0]?.requests[0]?.headers['x-forwarded-for'], '127.0.0.1');
  });

  it('lets in nobody who sends none, or another version', async (t) => {
    const { port, replicas } = await passSecure(t, { proxy: true, tls: false });
    for (const first of ['', 'PROXY TCP4 192.0.2.7 10.0.0.1 1 80\r\n']) {
      assert.equal(await replyOver(await through(port, Buffer.from(first))).catch(() => ''), '');
    }
    assert.equal(replicas[0]?.requests.length, 0);
  });

  it('counts each client’s connections, and not the proxy’s', async (t) => {
    const gate = openGate({ connections: 9, perAddress: 1 });
    const { port } = await passSecure(t, { proxy: true, tls: false, gate });
    const held = await through(port, proxiedFrom('192.0.2.7', 1));
    await until('it is in', () => gate.count() === 1);
    assert.equal(await replyOver(await through(port, proxiedFrom('192.0.2.7', 2))).catch(() => ''), '');
    assert.match(await replyOver(await through(port, proxiedFrom('192.0.2.8', 1))), /^HTTP\/1\.1 200 /);
    held.destroy();
  });
});

describe('a door without a PROXY header', () => {
  it('takes one for what it is: no request', async (t) => {
    const { port, replicas } = await passSecure(t, { tls: false });
    assert.match(await replyOver(await through(port, proxiedFrom('192.0.2.7', 1))), /^HTTP\/1\.1 400 /);
    assert.equal(replicas[0]?.requests.length, 0);
  });
});

describe('a door that is given what listens already', () => {
  it('answers there, and leaves it to others when it closes', async (t) => {
    const { traffic } = await passSecure(t, { tls: false });
    const listening = createServer().listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const door = await openDoor(traffic, { address: '127.0.0.1', port: 0 }, true, listening);
    assert.equal((await ask(door.port)).status, 200);
    await door.close(0);
    assert.equal(listening.listening, false);
  });
});

describe('a full house', () => {
  it('ends connections on which nothing is under way, and lets others in again', async (t) => {
    const gate = openGate({ connections: 3, perAddress: 9 });
    const { port, log, replicas } = await passSecure(t, { tls: false, gate });
    const agent = new Agent({ keepAlive: true });
    t.after(() => agent.destroy());
    const busy = openRequest({ host: '127.0.0.1', port, path: '/wait', agent: false });
    busy.on('error', () => {});
    busy.end();
    const [waiting] = await once(busy, 'response');
    await Promise.all([ask(port, { agent }), ask(port, { agent })]);
    assert.equal(gate.count(), 3);
    await assert.rejects(ask(port));
    await until('somebody gets in', () =>
      ask(port).then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
    replicas[0]?.release();
    assert.equal((await waiting.toArray()).join(''), 'waiting\ndone\n');
    assert.match(log.told.at(-1)?.message ?? '', /no room for more connections/);
  });

  it('with few descriptors keeps some: idle connections are ended, and the next is answered', async (t) => {
    const file = fileURLToPath(new URL('few-descriptors.ts', import.meta.url));
    const child = spawn('prlimit', ['--nofile=60:60', process.execPath, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => child.kill('SIGKILL'));
    const port = Number(String((await once(child.stdout, 'data'))[0]));
    const sockets = Array.from({ length: 100 }, () =>
      connect(port, '127.0.0.1')
        .on('error', () => {})
        .resume(),
    );
    t.after(() => {
      for (const socket of sockets) socket.destroy();
    });
    await until('some are ended', () => sockets.some((socket) => socket.closed));
    await until('the next is answered', () =>
      ask(port).then(
        ({ status }) => status === 404,
        () => false,
      ),
    );
    assert.ok(readdirSync(`/proc/${child.pid}/fd`).length < 55);
  });

  it('is smaller than the descriptors that there are, which leaves some for replicas', () => {
    for (const [descriptors, connections, perAddress] of [
      [1024, 512, 410],
      [20_000, 13_162, 10_530],
      [100, 16, 13],
    ] as const) {
      assert.deepEqual(defaultLimits(descriptors), { connections, perAddress });
    }
  });

  it('takes all addresses of one IPv6 network for one', () => {
    const gate = openGate({ connections: 9, perAddress: 1 });
    assert.equal(gate.claim('2001:db8:0:1::7'), true);
    assert.equal(gate.claim('2001:db8:0:1:9::1'), false);
    assert.equal(gate.claim('2001:db8:0:2::7'), true);
    assert.equal(gate.claim('::1'), true);
    gate.release('2001:db8:0:1::7');
    assert.equal(gate.claim('2001:db8:0:1:9::1'), true);
  });
});
