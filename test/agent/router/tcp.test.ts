// Connections that are no HTTP: whatever they carry goes to one replica and back, until both sides have closed.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import type { RouteRules, RouteTarget } from '../../../agent/decide/types.ts';
import { openDoor } from '../../../agent/router/doors.ts';
import type { Figure } from '../../../agent/router/figures.ts';
import type { Traffic } from '../../../agent/router/traffic.ts';
import { directTraffic } from '../../../agent/router/traffic.ts';
import { route } from '../../contracts/router.ts';
import { freePort } from '../../ports.ts';
import { until } from './client.ts';
import { proxiedFrom } from './proxied.ts';

interface TcpReplica {
  target: RouteTarget;
  sockets: Socket[];
  server: Server;
}

interface Passing {
  port: number;
  traffic: Traffic;
  replicas: TcpReplica[];
  door: Awaited<ReturnType<typeof openDoor>>;
  figure(): Figure | undefined;
}

async function startReplica(t: TestContext, name: string, serve: (socket: Socket) => void): Promise<TcpReplica> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    serve(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { target: { replica: name, release: 1, address: '127.0.0.1', port }, sockets, server };
}

async function passing(t: TestContext, serve: ((socket: Socket) => void)[], rules?: RouteRules, proxy = false): Promise<Passing> {
  const replicas: TcpReplica[] = [];
  for (const one of serve) replicas.push(await startReplica(t, `replica-${replicas.length}`, one));
  const port = await freePort();
  const entry = route(
    replicas.map(({ target }) => target),
    { port, protocol: 'tcp', ...(rules ? { rules } : {}) },
  );
  const traffic = directTraffic({ revision: 0, routes: [] });
  traffic.use({ revision: 1, routes: [entry] });
  const door = await openDoor(traffic, { address: '127.0.0.1', port, proxy }, false);
  t.after(async () => {
    traffic.inFlight.cut();
    await door.close(0);
  });
  return { port, traffic, replicas, door, figure: () => traffic.figures.all()[0] };
}

function open(t: TestContext, port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  t.after(() => socket.destroy());
  return socket.on('error', () => {});
}

const echo = (socket: Socket) => void socket.pipe(socket);

// Not toArray(), which ends the other way too.
async function all(socket: Socket): Promise<string> {
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  await once(socket, 'end');
  return Buffer.concat(parts).toString('latin1');
}

describe('a TCP route', () => {
  it('passes on what comes, either way, and the end of each way by itself', async (t) => {
    const { port, figure, traffic } = await passing(t, [
      async (socket) => {
        socket.write('\0first\r\n');
        const said = await all(socket);
        socket.end(`${said.length} bytes`);
      },
    ]);
    const client = open(t, port);
    const [greeting] = await once(client, 'data');
    assert.equal(String(greeting), '\0first\r\n');
    client.end('x'.repeat(500_000));
    assert.equal(await all(client), '500000 bytes');
    await until('nothing is in flight', () => traffic.inFlight.total() === 0);
    const { requests, failures, bytesIn, bytesOut, inFlight } = figure() ?? {};
    assert.deepEqual([requests, failures, bytesIn, bytesOut, inFlight], [1, 0, 500_000, 20, 0]);
  });

  it('waits for whoever reads slowly', async (t) => {
    let written = 0;
    const { port } = await passing(t, [
      async (socket) => {
        for (; written < 500 && !socket.destroyed; written += 1) {
          if (!socket.write(Buffer.alloc(65_536))) await once(socket, 'drain');
        }
        socket.end();
      },
    ]);
    const client = open(t, port);
    await once(client, 'connect');
    let seen = -1;
    await until('the replica waits', async () => {
      const before = seen;
      seen = written;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return written > 0 && written === before && written === seen;
    });
    assert.ok(written < 400, `${written} of 500 parts were taken`);
    assert.equal((await all(client)).length, 500 * 65_536);
  });

  it('leads to the replica with the fewest connections', async (t) => {
    const { port, replicas } = await passing(t, [echo, echo]);
    const clients: Socket[] = [];
    for (let count = 1; count <= 4; count += 1) {
      clients.push(open(t, port));
      await until(`${count} have come`, () => replicas.reduce((sum, { sockets }) => sum + sockets.length, 0) === count);
    }
    assert.deepEqual(
      replicas.map(({ sockets }) => sockets.length),
      [2, 2],
    );
    assert.equal(clients.length, 4);
  });

  it('tries another replica when one cannot be reached, and ends visibly when none can', async (t) => {
    const { port, replicas, figure } = await passing(t, [echo, echo]);
    replicas[0]?.server.close();
    for (let turn = 0; turn < 3; turn += 1) {
      const client = open(t, port);
      client.end('hello');
      assert.equal(await all(client), 'hello');
    }
    replicas[1]?.server.close();
    const client = open(t, port);
    const [error] = await once(client, 'error').catch((thrown) => [thrown]);
    assert.match(String(error.code), /ECONNRESET|EPIPE/);
    assert.equal(figure()?.failures, 1);
  });

  it('ends for a client when nothing is ready', async (t) => {
    const { port } = await passing(t, []);
    const client = open(t, port);
    client.resume();
    await new Promise((resolve) => client.once('close', resolve));
  });

  it('breaks off on one side what was broken off on the other', async (t) => {
    const { port, replicas } = await passing(t, [(socket) => void socket.write('hello')]);
    const one = open(t, port);
    await once(one, 'data');
    const two = open(t, port);
    await once(two, 'data');
    const [first, second] = replicas[0]?.sockets ?? [];
    assert.ok(first && second);
    const ended = new Promise((resolve) => two.once('error', resolve));
    const left = new Promise((resolve) => first.once('error', resolve));
    first.resume();
    one.resetAndDestroy();
    second.resetAndDestroy();
    const codes = (await Promise.all([left, ended])) as NodeJS.ErrnoException[];
    assert.deepEqual(
      codes.map(({ code }) => code),
      ['ECONNRESET', 'ECONNRESET'],
    );
  });

  it('is in flight until both sides have closed, and cut when its drain is over', async (t) => {
    const { port, traffic, door } = await passing(t, [echo]);
    const client = open(t, port);
    client.write('hello');
    await once(client, 'data');
    let drained = false;
    traffic.inFlight.whenDrained('replica-0', () => {
      drained = true;
    });
    const closed = door.close(0);
    client.write('again');
    await once(client, 'data');
    assert.deepEqual([drained, traffic.inFlight.count('replica-0')], [false, 1]);
    assert.equal(traffic.inFlight.cut('replica-0'), 1);
    assert.equal(await all(client), '');
    client.end();
    await closed;
    await until('it is drained', () => drained);
  });

  it('ends when nothing moves for as long as its rules say, however one-sided it is', async (t) => {
    const rules: RouteRules = { timeouts: { connectMs: 5000, headersMs: 5000, idleMs: 150 } };
    const { port, traffic } = await passing(
      t,
      [
        (socket) => {
          let left = 6;
          const timer = setInterval(() => {
            if (left-- > 0) socket.write('tick ');
            else clearInterval(timer);
          }, 50);
        },
      ],
      rules,
    );
    const client = open(t, port);
    assert.equal(await all(client), 'tick tick tick tick tick tick ');
    client.end();
    await until('it is over', () => traffic.inFlight.total() === 0);
  });

  it('takes a PROXY header off where the listener says that there is one, and sends none', async (t) => {
    const { port } = await passing(t, [echo], undefined, true);
    const client = open(t, port);
    client.write(proxiedFrom('192.0.2.7', 12345));
    client.end('hello');
    assert.equal(await all(client), 'hello');
    const other = open(t, port);
    other.write('PROXY TCP4 192.0.2.7 10.0.0.1 1 2\r\nhello');
    assert.equal(await all(other).catch(() => ''), '');
  });
});
