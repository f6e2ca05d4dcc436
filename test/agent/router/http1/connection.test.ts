// Connections of HTTP/1 clients: what is asked on them in turn, how they end, and those that mean harm.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { openDoor } from '../../../../agent/router/doors.ts';
import { route } from '../../../contracts/router.ts';
import { ask, sendRaw, until } from '../client.ts';
import type { Passing } from '../passing.ts';
import { pass } from '../passing.ts';

async function passing(t: TestContext, ...handlers: RequestListener[]): Promise<Passing> {
  const started = await pass(...handlers);
  t.after(started.close);
  return started;
}

const echo: RequestListener = (request, response) => {
  request.on('error', () => {});
  response.on('error', () => {});
  request.pipe(response);
};
const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;
const post = (body: string) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const last = get('/', 'Connection: close\r\n');

describe('one request after the other', () => {
  it('bodies and requests in one packet are told apart, whatever their framing', async (t) => {
    const { port, replicas } = await passing(t, echo);
    const chunked = 'PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n';
    const answer = await sendRaw(port, post('one') + chunked + post('') + post('GET / HTTP/1.1\r\n\r\n') + last);
    assert.equal(answer.match(/HTTP\/1\.1 200 OK/g)?.length, 5);
    assert.match(answer, /one[\s\S]*two[\s\S]*GET \/ HTTP/);
    assert.deepEqual(
      replicas[0]?.requests.map(({ method }) => method),
      ['POST', 'PUT', 'POST', 'POST', 'GET'],
    );
  });

  it('a thousand at once are answered one by one, also by the router itself', async (t) => {
    const { port, traffic } = await passing(t, echo);
    assert.equal((await sendRaw(port, get('/').repeat(1000) + last)).match(/HTTP\/1\.1 200 OK/g)?.length, 1001);
    traffic.use({ revision: 2, routes: [] });
    assert.equal((await sendRaw(port, get('/').repeat(1000) + last)).match(/HTTP\/1\.1 404/g)?.length, 1001);
  });

  it('what follows the last request of a connection goes nowhere', async (t) => {
    const { port, replicas } = await passing(t, echo);
    await sendRaw(port, last + get('/after'));
    assert.equal(replicas[0]?.requests.length, 1);
  });

  it('an empty line between two requests is of nobody', async (t) => {
    const { port } = await passing(t, echo);
    assert.equal((await sendRaw(port, `${post('one')}\r\n${last}`)).match(/HTTP\/1\.1 200 OK/g)?.length, 2);
  });

  it('a client of HTTP/1.0 may keep its connection where the length is known', async (t) => {
    const { port } = await passing(t, (_, response) => response.end('known'));
    const old = 'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n';
    const answer = await sendRaw(port, `${old}GET / HTTP/1.0\r\n\r\n`);
    assert.match(
      answer,
      /^HTTP\/1\.1 200 OK[\s\S]*Connection: keep-alive\r\n\r\nknownHTTP\/1\.1 200 OK[\s\S]*Connection: close\r\n\r\nknown$/,
    );
  });

  it('an answer of the router itself to an upload that has not come leaves nothing to be misread', async (t) => {
    const { port, traffic } = await passing(t, echo);
    traffic.use({ revision: 2, routes: [] });
    const whole = await sendRaw(port, post('GET / HTTP/1.1\r\n\r\n') + last);
    assert.equal(whole.match(/HTTP\/1\.1 404/g)?.length, 2);
    const half = await sendRaw(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf');
    assert.match(half, /^HTTP\/1\.1 404[\s\S]*Connection: close/);
  });
});

describe('expecting to continue', () => {
  it('a client that does not wait is served too', async (t) => {
    const { port } = await passing(t, echo);
    const answer = await sendRaw(
      port,
      `POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc${last}`,
    );
    assert.match(answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK[\s\S]*abc[\s\S]*HTTP\/1\.1 200 OK/);
  });

  it('a client of HTTP/1.0 gets no interim answers', async (t) => {
    const { port } = await passing(t, (_, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      response.end('done');
    });
    assert.match(await sendRaw(port, 'GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n'), /^HTTP\/1\.1 200 OK[\s\S]*done$/);
  });
});

describe('the end of a connection', () => {
  it('a door that closes ends what is idle at once, and the rest with its next answer', async (t) => {
    const { traffic, replicas } = await passing(t, (request, response) => {
      if (request.url === '/wait') replicas[0]?.server.once('go', () => response.end('waited'));
      else response.end();
    });
    const door = await openDoor(traffic, { address: '127.0.0.1', port: 0 }, true);
    const idle = connect(door.port, '127.0.0.1');
    const busy = connect(door.port, '127.0.0.1');
    idle.write(get('/'));
    await once(idle, 'data');
    busy.write(get('/wait'));
    await until('it is asked', () => replicas[0]?.requests.length === 2);
    const closed = door.close(0);
    idle.resume();
    await once(idle, 'close');
    let said = '';
    busy.on('data', (bytes) => {
      said += bytes;
    });
    replicas[0]?.server.emit('go');
    await once(busy, 'close');
    assert.match(said, /Connection: close[\s\S]*waited$/);
    await closed;
  });

  it('a head that does not end in time: 408; a connection without a word just ends', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const { port } = await passing(t, echo);
    const [slow, silent] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    let said = '';
    slow.on('data', (bytes) => {
      said += bytes;
    });
    silent.resume();
    slow.write('GET / HTTP/1.1\r\nHost');
    await Promise.all([once(slow, 'connect'), once(silent, 'connect')]);
    await until('both are there', async () => (await ask(port)).status === 200);
    const { now } = performance;
    t.mock.method(performance, 'now', () => now.call(performance) + 61_000);
    t.mock.timers.tick(100);
    await Promise.all([once(slow, 'close'), once(silent, 'close')]);
    assert.match(said, /^HTTP\/1\.1 408 /);
  });
});

describe('replicas that misbehave', () => {
  async function saying(t: TestContext, passes: Passing, answer: (socket: Socket) => void): Promise<void> {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      t.after(() => socket.destroy());
      socket.once('data', () => answer(socket));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const target = { replica: 'odd', release: 1, address: '127.0.0.1', port: (server.address() as AddressInfo).port };
    passes.traffic.use({ revision: 2, routes: [route([target])] });
  }

  it('an answer in single bytes is whole', async (t) => {
    const passes = await passing(t);
    const text =
      'HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n';
    await saying(t, passes, (socket) => {
      socket.setNoDelay(true);
      let at = 0;
      const send = () => {
        if (at < text.length) socket.write(text[at] as string, () => setImmediate(send));
        at += 1;
      };
      send();
    });
    const answer = await ask(passes.port);
    assert.deepEqual([answer.status, answer.body, answer.trailers['x-t']], [200, 'abc', '1']);
  });

  it('more than one answer to a request: the second goes to nobody', async (t) => {
    const passes = await passing(t);
    const one = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none';
    await saying(t, passes, (socket) => void socket.write(`${one}${one.replace('one', 'two')}`));
    for (let turn = 0; turn < 3; turn += 1) assert.equal((await ask(passes.port)).body, 'one');
  });

  it('a switch of protocols that nobody asked for: 502', async (t) => {
    const passes = await passing(t);
    await saying(t, passes, (socket) => void socket.write('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'));
    assert.equal((await ask(passes.port)).status, 502);
    assert.equal(passes.traffic.inFlight.total(), 0);
  });

  it('a head without end: 502', async (t) => {
    const passes = await passing(t);
    await saying(t, passes, (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${`X-Long: ${'x'.repeat(1000)}\r\n`.repeat(40)}`));
    assert.equal((await ask(passes.port)).status, 502);
  });

  it('a body that ends with the connection is whole for old and new clients, and broken when it is reset', async (t) => {
    const passes = await passing(t);
    await saying(t, passes, (socket) => void socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it'));
    assert.equal((await ask(passes.port)).body, 'all of it');
    assert.match(await sendRaw(passes.port, 'GET / HTTP/1.0\r\n\r\n'), /\r\n\r\nall of it$/);
    await saying(t, passes, (socket) => void socket.write('HTTP/1.1 200 OK\r\n\r\nhalf', () => socket.resetAndDestroy()));
    await assert.rejects(ask(passes.port));
  });
});

describe('clients that mean harm', () => {
  it('two thousand heads that never end keep nobody else waiting, and little memory', async (t) => {
    const { port, traffic } = await passing(t, echo);
    const before = process.memoryUsage().rss;
    const slowHead = async () => {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      await once(socket, 'connect');
      socket.write('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
      return socket;
    };
    const sockets: Socket[] = [];
    // Not all at once: what the system lets wait to be accepted is fewer.
    for (let batch = 0; batch < 40; batch += 1) sockets.push(...(await Promise.all(Array.from({ length: 50 }, slowHead))));
    t.after(() => {
      for (const socket of sockets) socket.destroy();
    });
    for (const socket of sockets) socket.write('more');
    assert.equal((await ask(port)).status, 200);
    const each = (process.memoryUsage().rss - before) / sockets.length;
    assert.ok(each < 100_000, `${each} bytes for each pair of connections`);
    assert.equal(traffic.inFlight.total(), 0);
    for (const socket of sockets) socket.destroy();
  });

  it('a chunk extension without end is broken off', async (t) => {
    const { port, traffic } = await passing(t, echo);
    const head = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;';
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.resume();
    const more = setInterval(() => socket.write('a'.repeat(1000)), 1);
    t.after(() => clearInterval(more));
    socket.write(head);
    await once(socket, 'close');
    await until('nothing is in flight', () => traffic.inFlight.total() === 0);
  });
});
