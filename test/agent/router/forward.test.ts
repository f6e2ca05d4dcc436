// The data path: what goes in at one end comes out at the other, whole, once, or visibly broken.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage, RequestListener, RequestOptions } from 'node:http';
import { Agent, request as openRequest } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { route } from '../../contracts/router.ts';
import { ask, sendRaw, until } from './client.ts';
import type { Passing } from './passing.ts';
import { pass } from './passing.ts';

async function passing(t: TestContext, ...handlers: RequestListener[]): Promise<Passing> {
  const started = await pass(...handlers);
  t.after(started.close);
  return started;
}

const open = (port: number, options: RequestOptions = {}): ClientRequest =>
  openRequest({ host: '127.0.0.1', port, agent: false, ...options });

const replyTo = async (request: ClientRequest): Promise<IncomingMessage> => (await once(request, 'response'))[0];

describe('heads on their way through', () => {
  it('Host, path and query arrive as they were sent, and who the client is as we know it', async (t) => {
    const { port, replicas } = await passing(t, (_, response) => response.end());
    const lies = {
      'X-Forwarded-For': '6.6.6.6',
      'X-Forwarded-Proto': 'https',
      Forwarded: 'for=6.6.6.6',
      X_Forwarded_For: '6.6.6.6',
    };
    await ask(port, {
      path: '/a%2Fb/c?d=%20&e=../f',
      headers: { host: 'A.test:81', 'x-real-ip': '6.6.6.6', proxy: 'evil', ...lies },
    });
    const seen = replicas[0]?.requests[0];
    const { connection, 'x-request-id': id, ...headers } = seen?.headers ?? {};
    assert.equal(seen?.url, '/a%2Fb/c?d=%20&e=../f');
    assert.match(String(id), /^[0-9a-f-]{36}$/);
    assert.equal(connection, undefined);
    const ours = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http', 'x-forwarded-host': 'A.test:81' };
    const forwarded = 'for=127.0.0.1;host="A.test:81";proto=http';
    assert.deepEqual(headers, { host: 'A.test:81', forwarded, ...ours });
  });

  it('a request id that is there already stays if it comes from someone trusted', async (t) => {
    const { port, replicas, traffic } = await passing(t, (_, response) => response.end());
    await ask(port, { headers: { 'x-request-id': 'mine' } });
    traffic.use({ ...traffic.table(), trusted: ['127.0.0.0/8'] });
    await ask(port, { headers: { 'x-request-id': 'mine' } });
    const ids = replicas[0]?.requests.map(({ headers }) => headers['x-request-id']);
    assert.match(String(ids?.[0]), /^[0-9a-f-]{36}$/);
    assert.equal(ids?.[1], 'mine');
  });

  it('headers for one hop end here, in both directions, and Connection cannot take away what is ours', async (t) => {
    const { port, replicas } = await passing(t, (_, response) => {
      response.writeHead(200, { Connection: 'X-Hop, close', 'X-Hop': '1', 'Keep-Alive': 'timeout=1', 'X-Stays': '1' }).end();
    });
    const connection = 'X-Hop, X-Forwarded-For, Host, Content-Length, keep-alive';
    const { headers } = await ask(port, {
      method: 'POST',
      body: 'abc',
      headers: { connection, 'x-hop': '1', te: 'trailers', 'content-length': 3 },
    });
    const seen = replicas[0]?.requests[0]?.headers ?? {};
    assert.deepEqual(
      [seen['x-hop'], seen.te, seen['x-forwarded-for'], seen['content-length']],
      [undefined, undefined, '127.0.0.1', '3'],
    );
    assert.deepEqual([headers['x-hop'], headers['x-stays']], [undefined, '1']);
    assert.notEqual(headers['keep-alive'], 'timeout=1');
  });

  it('headers that come more than once do so behind the router too', async (t) => {
    const { port } = await passing(t, (_, response) => response.writeHead(200, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']).end());
    assert.deepEqual((await ask(port)).headers['set-cookie'], ['a=1', 'b=2']);
  });

  it('an upgrade that is no WebSocket is answered without one', async (t) => {
    const { port } = await passing(t, (_, response) => response.end('plain'));
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQCAAAAAAIAAAAA' };
    assert.equal((await ask(port, { method: 'POST', body: 'x', headers })).body, 'plain');
  });
});

describe('answers', () => {
  it('HEAD keeps its Content-Length and has no body', async (t) => {
    const { port } = await passing(t, (_, response) => response.writeHead(200, { 'Content-Length': 1000 }).end());
    const answer = await ask(port, { method: 'HEAD' });
    assert.deepEqual([answer.headers['content-length'], answer.body], ['1000', '']);
  });

  for (const status of [204, 304]) {
    it(`${status} has no body, and the connection goes on`, async (t) => {
      const { port } = await passing(t, (_, response) => response.writeHead(status, { ETag: '"1"' }).end());
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      t.after(() => agent.destroy());
      for (let turn = 0; turn < 3; turn += 1) {
        const answer = await ask(port, { agent });
        assert.deepEqual([answer.status, answer.body, answer.headers.etag], [status, '', '"1"']);
      }
    });
  }

  it('a chunked body stays chunked, one of known length keeps its length, one without either is whole', async (t) => {
    const { port } = await passing(t, (request, response) => {
      if (request.url === '/chunked') return void response.writeHead(200, { Trailer: 'X-Sum' }).write('ab', () => response.end());
      if (request.url === '/length') return void response.writeHead(200, { 'Content-Length': 2 }).end('ab');
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200, { Connection: 'close' }).write('ab', () => response.end());
    });
    const chunked = await ask(port, { path: '/chunked' });
    const length = await ask(port, { path: '/length' });
    assert.deepEqual([chunked.headers['transfer-encoding'], length.headers['content-length']], ['chunked', '2']);
    assert.deepEqual([chunked.body, length.body, (await ask(port, { path: '/close' })).body], ['ab', 'ab', 'ab']);
  });

  it('trailers go both ways', async (t) => {
    const { port, replicas } = await passing(t, (request, response) => {
      response.writeHead(200, { Trailer: 'X-Sum' });
      response.write('body');
      request.resume().on('end', () => {
        response.addTrailers({ 'X-Sum': '42' });
        response.end();
      });
    });
    const request = open(port, { method: 'POST', headers: { Trailer: 'X-Sent', 'Transfer-Encoding': 'chunked' } });
    request.write('abc');
    request.addTrailers({ 'X-Sent': '7' });
    request.end();
    const reply = await replyTo(request);
    await reply.toArray();
    assert.equal(reply.trailers['x-sum'], '42');
    assert.equal(replicas[0]?.requests[0]?.trailers['x-sent'], '7');
  });

  it('trailers for someone who cannot take them are left out', async (t) => {
    const { port } = await passing(t, (_, response) => {
      response.writeHead(200, { Trailer: 'X-Sum', 'Transfer-Encoding': 'chunked' });
      response.write('body');
      response.addTrailers({ 'X-Sum': '42' });
      response.end();
    });
    assert.match(await sendRaw(port, 'GET / HTTP/1.0\r\n\r\n'), /\r\n\r\nbody$/);
    assert.equal((await ask(port, { method: 'HEAD' })).status, 200);
  });

  it('early hints are passed on', async (t) => {
    const { port } = await passing(t, (_, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      response.end('done');
    });
    const request = open(port).end();
    const replied = replyTo(request);
    const [hint] = await once(request, 'information');
    assert.deepEqual([hint.statusCode, hint.headers.link], [103, '</a.css>; rel=preload']);
    assert.equal(String(Buffer.concat(await (await replied).toArray())), 'done');
  });

  it('events of an event stream arrive when they are sent, its head even before', async (t) => {
    let send: (text: string) => void = () => {};
    const { port } = await passing(t, (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      send = (text) => response.write(text);
    });
    const request = open(port).end();
    const reply = await replyTo(request);
    for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
      send(event);
      assert.equal(String((await once(reply, 'data'))[0]), event);
    }
    request.destroy();
  });

  it('a client of the last century gets its answer and the end of the connection', async (t) => {
    const { port } = await passing(t, (_, response) => response.end('old'));
    assert.match(await sendRaw(port, 'GET / HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 200 [\s\S]*\r\n\r\nold$/);
  });

  it('requests sent at once are answered in order, one after the other', async (t) => {
    let under = 0;
    let most = 0;
    const { port } = await passing(t, (request, response) => {
      under += 1;
      most = Math.max(most, under);
      setTimeout(
        () => {
          under -= 1;
          response.end(`<${request.url}>`);
        },
        request.url === '/1' ? 30 : 0,
      );
    });
    const lines = ['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    const answer = await sendRaw(port, `${lines.join('')}GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    assert.deepEqual(answer.match(/<[^>]*>/g), ['</1>', '</2>', '</3>', '</4>']);
    assert.equal(most, 1);
  });

  it('an answer that breaks off does so for the client too, whatever its framing', async (t) => {
    const { port, traffic } = await passing(t, (request, response) => {
      response.writeHead(200, request.url === '/length' ? { 'Content-Length': 100 } : {});
      response.write('half', () => response.destroy());
    });
    await assert.rejects(ask(port, { path: '/chunked' }));
    await assert.rejects(ask(port, { path: '/length' }));
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
    socket.resume();
    const [error] = await once(socket, 'error').catch((reason) => [reason]);
    assert.equal(error.code, 'ECONNRESET');
    assert.equal(traffic.figures.all()[0]?.failures, 3);
  });
});

describe('bodies', () => {
  const sink: RequestListener = async (request, response) => {
    const hash = createHash('sha256');
    await pipeline(request, hash);
    response.end(hash.digest('hex'));
  };

  it('a large upload arrives as it was, with a length and in chunks', async (t) => {
    const { port } = await passing(t, sink);
    const bytes = randomBytes(8 * 1024 * 1024);
    const expected = createHash('sha256').update(bytes).digest('hex');
    for (const headers of [{ 'Content-Length': bytes.length }, { 'Transfer-Encoding': 'chunked' }]) {
      const request = open(port, { method: 'PUT', headers });
      request.end(bytes);
      assert.equal(String(Buffer.concat(await (await replyTo(request)).toArray())), expected);
    }
  });

  it('an empty chunked body is empty, and a POST without a body has none', async (t) => {
    const { port, replicas } = await passing(t, sink);
    const empty = createHash('sha256').digest('hex');
    const chunked = await ask(port, { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } });
    const none = await sendRaw(port, 'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    assert.equal(chunked.body, empty);
    assert.ok(none.endsWith(empty) || none.includes(empty));
    assert.equal(replicas[0]?.requests[1]?.headers['content-length'], '0');
  });

  it('Expect: 100-continue is answered by the replica', async (t) => {
    const { port } = await passing(t, sink);
    const request = open(port, { method: 'POST', headers: { Expect: '100-continue', 'Content-Length': 3 } });
    request.flushHeaders();
    await once(request, 'continue');
    request.end('abc');
    const body = String(Buffer.concat(await (await replyTo(request)).toArray()));
    assert.equal(body, createHash('sha256').update('abc').digest('hex'));
  });

  it('a replica that wants no body after all ends the connection with its answer', async (t) => {
    const { port, replicas } = await passing(t, () => {});
    replicas[0]?.server.on('checkContinue', (_, response) => response.writeHead(413).end('too much'));
    const answer = await sendRaw(port, 'POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n');
    assert.match(answer, /^HTTP\/1\.1 413 [\s\S]*Connection: close[\s\S]*too much/i);
  });

  it('an upload that breaks off breaks off for the replica', async (t) => {
    const broken = Promise.withResolvers<boolean>();
    const { port, traffic, replicas } = await passing(t, (request) => {
      request.resume().on('error', () => {});
      request.on('close', () => broken.resolve(!request.complete));
    });
    const request = open(port, { method: 'POST', headers: { 'Content-Length': 100 } });
    request.on('error', () => {});
    request.write('half');
    await until('the upload has begun', () => replicas[0]?.requests.length === 1);
    request.destroy();
    assert.equal(await broken.promise, true);
    await until('nothing is in flight', () => traffic.inFlight.total() === 0);
    assert.deepEqual([traffic.figures.all()[0]?.abandoned, traffic.figures.all()[0]?.failures], [1, 0]);
  });

  it('a download that nobody wants any more ends at the replica', async (t) => {
    const gone = Promise.withResolvers<void>();
    const { port, traffic } = await passing(t, (_, response) => {
      response.write('first');
      response.on('close', gone.resolve);
    });
    const request = open(port).end();
    await once(await replyTo(request), 'data');
    request.destroy();
    await gone.promise;
    await until('nothing is in flight', () => traffic.inFlight.total() === 0);
    assert.equal(traffic.figures.all()[0]?.abandoned, 1);
  });

  it('an upload that goes on behind its answer is in flight until it ends', async (t) => {
    const { port, traffic } = await passing(t, (request, response) => {
      request.resume();
      response.end('early');
    });
    const agent = new Agent({ keepAlive: true });
    t.after(() => agent.destroy());
    const request = open(port, { agent, method: 'POST', headers: { 'Content-Length': 8 } });
    request.write('half');
    await once((await replyTo(request)).resume(), 'end');
    assert.equal(traffic.inFlight.total(), 1);
    request.end('half');
    await until('nothing is in flight', () => traffic.inFlight.total() === 0);
    assert.equal(traffic.figures.all()[0]?.failures, 0);
  });

  it('a client that does not read holds the replica back, not the memory', async (t) => {
    const most = 256 * 1024 * 1024;
    let sent = 0;
    const { port } = await passing(t, (_, response) => {
      Readable.from(
        blocks(most, (bytes) => {
          sent += bytes;
        }),
      ).pipe(response);
    });
    const request = open(port).end();
    const reply = await replyTo(request);
    await untilStill(() => sent);
    assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes were taken from the replica for a client that reads nothing`);
    reply.on('error', () => {});
    request.destroy();
  });

  it('a replica that does not read holds the client back, not the memory', async (t) => {
    const most = 256 * 1024 * 1024;
    let sent = 0;
    const { port } = await passing(t, () => {});
    const request = open(port, { method: 'POST' });
    request.on('error', () => {});
    Readable.from(
      blocks(most, (bytes) => {
        sent += bytes;
      }),
    ).pipe(request);
    await untilStill(() => sent);
    assert.ok(sent > 0 && sent < 32 * 1024 * 1024, `${sent} bytes were taken from a client for a replica that reads nothing`);
    request.destroy();
  });
});

describe('choosing and trying again', () => {
  it('the replica with the least in flight gets the next request, equals get them in turn', async (t) => {
    const held: (() => void)[] = [];
    const handler: RequestListener = (request, response) =>
      request.url === '/hold' ? void held.push(() => response.end()) : void response.end();
    const { port, replicas } = await passing(t, handler, handler, handler);
    for (let turn = 0; turn < 6; turn += 1) await ask(port);
    assert.deepEqual(
      replicas.map(({ requests }) => requests.length),
      [2, 2, 2],
    );
    const holding = [ask(port, { path: '/hold' }), ask(port, { path: '/hold' })];
    await until('both are held', () => held.length === 2);
    const busy = replicas.filter(({ requests }) => requests.at(-1)?.url === '/hold');
    for (let turn = 0; turn < 3; turn += 1) await ask(port);
    assert.deepEqual(
      busy.map(({ requests }) => requests.at(-1)?.url),
      ['/hold', '/hold'],
    );
    for (const release of held) release();
    await Promise.all(holding);
  });

  it('R10: a replica that takes no connection is passed over, with any method and body', async (t) => {
    const { port, replicas, traffic } = await passing(
      t,
      (_, response) => response.end(),
      async (request, response) => {
        response.end(Buffer.concat(await request.toArray()));
      },
    );
    await replicas[0]?.close();
    for (let turn = 0; turn < 4; turn += 1) assert.equal((await ask(port, { method: 'POST', body: 'once' })).body, 'once');
    assert.equal(traffic.figures.all()[0]?.failures, 0);
  });

  it('no replica takes a connection: 502, without a word of the request', async (t) => {
    const { port, replicas } = await passing(t, () => {});
    await replicas[0]?.close();
    const answer = await ask(port, { path: '/<script>' });
    assert.deepEqual([answer.status, answer.headers['content-type']], [502, 'text/plain; charset=utf-8']);
    assert.doesNotMatch(answer.body, /script/);
  });

  it('a kept connection that turns out to be dead: once more on a new one, but never a POST', async (t) => {
    const seen: string[] = [];
    const { port, traffic } = await passing(t);
    const target = await startAbrupt(t, seen);
    traffic.use({ revision: 2, routes: [route([target])] });
    assert.equal((await ask(port, { path: '/1' })).body, 'ok');
    assert.equal((await ask(port, { path: '/2' })).body, 'ok');
    assert.deepEqual(seen, ['GET /1', 'GET /2', 'GET /2']);
    assert.equal((await ask(port, { path: '/3' })).body, 'ok');
    assert.equal((await ask(port, { path: '/4', method: 'POST', body: 'x' })).status, 502);
    assert.equal(seen.filter((line) => line === 'POST /4').length, 1);
  });

  it('an answer that is no HTTP: 502', async (t) => {
    const { port, traffic } = await passing(t);
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const target = { replica: 'ssh', release: 1, address: '127.0.0.1', port: (server.address() as AddressInfo).port };
    traffic.use({ revision: 2, routes: [route([target])] });
    assert.equal((await ask(port)).status, 502);
    assert.equal(traffic.figures.all()[0]?.failures, 1);
  });

  it('the idle connections to a replica are closed when it leaves the table', async (t) => {
    const { port, traffic, replicas } = await passing(t, (_, response) => response.end());
    const sockets = new Set<Socket>();
    replicas[0]?.server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    await Promise.all([ask(port), ask(port)]);
    assert.equal(sockets.size, 2);
    traffic.use({ revision: 2, routes: [] });
    await until('all are closed', () => sockets.size === 0, 500);
  });
});

/** Answers the first request of a connection, and hangs up on the second. */
async function startAbrupt(t: TestContext, seen: string[]) {
  const server = createServer((socket) => {
    let answered = false;
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      const line = /^(GET|POST) (\S+)/.exec(String(chunk));
      if (line) seen.push(`${line[1]} ${line[2]}`);
      if (answered) return socket.destroy();
      answered = true;
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { replica: 'abrupt', release: 1, address: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

function* blocks(total: number, sent: (bytes: number) => void): Generator<Buffer> {
  const block = Buffer.alloc(64 * 1024);
  for (let left = total; left > 0; left -= block.length) {
    sent(block.length);
    yield block;
  }
}

/** Until a number that grows has been the same for 20 looks. */
async function untilStill(value: () => number): Promise<void> {
  let last = -1;
  let same = 0;
  await until('the flow has stopped', () => {
    same = value() === last && last > 0 ? same + 1 : 0;
    last = value();
    return same >= 20;
  });
}
