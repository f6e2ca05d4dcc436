// Requests that come by HTTP/2: the same for replicas as by HTTP/1.1, and as many at once as a client likes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http2';
import { constants } from 'node:http2';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { route } from '../../contracts/router.ts';
import { until } from './client.ts';
import { answerOn, ask2, begin, openSession } from './http2-client.ts';
import type { Secure } from './secure.ts';
import { passSecure } from './secure.ts';

const run = promisify(execFile);
const passing = (t: TestContext, ...handlers: RequestListener[]): Promise<Secure> =>
  passSecure(t, handlers.length > 0 ? { handlers } : {});
const bodyOf = async (request: IncomingMessage): Promise<string> => (await request.toArray()).join('');

describe('a request by HTTP/2', () => {
  it('comes to the replica as one of HTTP/1.1: Host, path, cookies in one, and who the client is as we know it', async (t) => {
    const { port, replicas } = await passing(t, (_, response) => response.end());
    const lies = { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'http', 'x-real-ip': '6.6.6.6' };
    const cookies = ['a=1', 'b=2'];
    await ask2(openSession(t, port), {
      ':path': '/a%2Fb?d=%20',
      ':authority': 'A.test:81',
      cookie: cookies,
      te: 'trailers',
      ...lies,
    });
    const seen = replicas[0]?.requests[0];
    const { 'x-request-id': id, connection, forwarded, ...headers } = seen?.headers ?? {};
    assert.deepEqual([seen?.url, seen?.httpVersion, typeof id], ['/a%2Fb?d=%20', '1.1', 'string']);
    assert.match(String(forwarded), /^for=127\.0\.0\.1;host="A\.test:81";proto=https$/);
    const ours = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'A.test:81' };
    assert.deepEqual(headers, { host: 'A.test:81', cookie: 'a=1; b=2', ...ours });
  });

  it('has its body, of known and of unknown length, and its trailers', async (t) => {
    const { port, replicas } = await passing(t, async (request, response) => {
      const body = await bodyOf(request);
      response.end(`${body.length} ${request.headers['content-length']} ${JSON.stringify(request.trailers)}`);
    });
    const session = openSession(t, port);
    const body = 'x'.repeat(200_000);
    const known = await ask2(session, { ':method': 'POST', 'content-length': body.length }, body);
    assert.equal(known.body, '200000 200000 {}');
    const stream = session.request({ ':method': 'POST', ':path': '/', trailer: 'x-sum' }, { waitForTrailers: true });
    stream.once('wantTrailers', () => stream.sendTrailers({ 'x-sum': '7' }));
    stream.end(body);
    assert.equal((await answerOn(stream)).body, '200000 undefined {"x-sum":"7"}');
    assert.equal(replicas[0]?.requests[1]?.headers['transfer-encoding'], 'chunked');
    const empty = await ask2(session, { ':method': 'POST' });
    assert.equal(empty.body, '0 0 {}');
  });

  it('is told to continue when its replica reads the body', async (t) => {
    const { port } = await passing(t, async (request, response) => response.end(await bodyOf(request)));
    const stream = begin(openSession(t, port), { ':method': 'POST', expect: '100-continue' }, false);
    await once(stream, 'continue');
    stream.end('now');
    assert.equal((await answerOn(stream)).body, 'now');
  });

  it('may have no larger head, and no larger body, than its route takes', async (t) => {
    const limits = { headBytes: 500, bodyBytes: 500, inFlight: null, queue: 0, queueMs: 1000 };
    const { port, replicas } = await passSecure(t, { route: (targets) => ({ ...route(targets), rules: { limits } }) });
    const session = openSession(t, port);
    const ask = async (...asked: [OutgoingHttpHeaders, string?]) => (await ask2(session, ...asked)).status;
    assert.deepEqual([await ask({ 'x-a': 'x'.repeat(300) }), await ask({ 'x-a': 'x'.repeat(600) })], [200, 431]);
    const post = { ':method': 'POST', ':path': '/echo' };
    assert.equal(await ask({ ...post, 'content-length': 501 }, 'x'.repeat(501)), 413);
    assert.equal(await ask(post, 'x'.repeat(500)), 200);
    assert.equal(replicas[0]?.requests.length, 2);
  });

  it('is one of many over one connection, and none waits for another', async (t) => {
    const { port, replicas } = await passSecure(t);
    const session = openSession(t, port);
    const waiting = begin(session, { ':path': '/wait' });
    const first = answerOn(waiting);
    await once(waiting, 'response');
    const bodies = Array.from({ length: 100 }, (_, at) => `${at} `.repeat(2000));
    const answers = await Promise.all(bodies.map((body) => ask2(session, { ':method': 'POST', ':path': '/echo' }, body)));
    assert.deepEqual(
      answers.map(({ status, body }, at) => status === 200 && body === bodies[at]),
      bodies.map(() => true),
    );
    replicas[0]?.release();
    assert.equal((await first).body, 'waiting\ndone\n');
  });
});

describe('an answer by HTTP/2', () => {
  it('has no headers of a connection, those that come more than once, and its trailers', async (t) => {
    const { port } = await passing(t, (_, response) => {
      response.writeHead(200, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Connection', 'X-Hop', 'X-Hop', '1', 'X-Mixed', 'Case']);
      response.write('body');
      response.addTrailers({ 'X-Sum': '7' });
      response.end();
    });
    const { headers, body, trailers, code } = await ask2(openSession(t, port));
    const { connection, 'x-hop': hop, 'keep-alive': kept, 'transfer-encoding': coding } = headers;
    assert.deepEqual([connection, hop, kept, coding], [undefined, undefined, undefined, undefined]);
    assert.deepEqual([headers['set-cookie'], headers['x-mixed']], [['a=1', 'b=2'], 'Case']);
    assert.deepEqual([body, trailers['x-sum'], code], ['body', '7', 0]);
  });

  it('to HEAD, 204 and 304 has no body, and says how long one would be', async (t) => {
    const { port } = await passing(t, (request, response) => {
      if (request.url === '/') response.writeHead(200, { 'Content-Length': 5 }).end('12345');
      else response.writeHead(Number(request.url?.slice(1)), { ETag: '"1"' }).end();
    });
    const session = openSession(t, port);
    const head = await ask2(session, { ':method': 'HEAD' });
    assert.deepEqual([head.status, head.headers['content-length'], head.body, head.code], [200, '5', '', 0]);
    for (const status of [204, 304]) {
      const answer = await ask2(session, { ':path': `/${status}` });
      assert.deepEqual([answer.status, answer.headers.etag, answer.body, answer.code], [status, '"1"', '', 0]);
    }
  });

  it('comes piece by piece as it is made, after hints', async (t) => {
    const gate = Promise.withResolvers<void>();
    const { port } = await passing(t, async (_, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: 1\n\n');
      await gate.promise;
      response.end('data: 2\n\n');
    });
    const stream = begin(openSession(t, port));
    const [[hints], [first]] = await Promise.all([once(stream, 'headers'), once(stream, 'data')]);
    assert.deepEqual([hints[':status'], hints.link], [103, '</style.css>; rel=preload']);
    assert.equal(String(first), 'data: 1\n\n');
    gate.resolve();
    assert.equal((await answerOn(stream)).body, 'data: 2\n\n');
  });

  it('that comes before the end of the upload ends that without an error', async (t) => {
    const { port } = await passing(t, (_, response) => response.writeHead(413, { Connection: 'close' }).end('too much'));
    const session = openSession(t, port);
    const stream = begin(session, { ':method': 'POST' }, false);
    stream.write('x'.repeat(10_000));
    const answer = await answerOn(stream);
    assert.deepEqual([answer.status, answer.body, answer.code], [413, 'too much', constants.NGHTTP2_NO_ERROR]);
    assert.equal((await ask2(session)).status, 413);
  });

  it('that the replica breaks off is visibly not whole', async (t) => {
    const { port, traffic } = await passing(t, (request, response) => {
      if (request.url === '/length') response.writeHead(200, { 'Content-Length': 100 });
      response.write('part');
      setImmediate().then(() => response.destroy());
    });
    const session = openSession(t, port);
    for (const path of ['/length', '/chunked']) {
      const { status, code } = await ask2(session, { ':path': path });
      assert.deepEqual([status, code], [200, constants.NGHTTP2_INTERNAL_ERROR], path);
    }
    assert.equal(traffic.figures.all()[0]?.failures, 2);
  });

  it('of a client that reads slowly waits at the replica', async (t) => {
    let written = 0;
    const { port } = await passing(t, async (_, response) => {
      const part = Buffer.alloc(64 * 1024);
      for (; written < 300 && !response.destroyed; written += 1) {
        if (!response.write(part)) await once(response, 'drain');
      }
      response.end();
    });
    const stream = begin(openSession(t, port));
    await once(stream, 'response');
    await until('the replica waits', async () => {
      const before = written;
      for (let turn = 0; turn < 200; turn += 1) await setImmediate();
      return written > 0 && written === before;
    });
    assert.ok(written < 250, `${written} of 300 parts were taken`);
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    await once(stream, 'end');
    assert.equal(bytes, 300 * 64 * 1024);
  });
});

describe('a client of HTTP/2 that goes away', () => {
  it('ends its request at the replica, and no other', async (t) => {
    const left = Promise.withResolvers<void>();
    const { port, traffic, replicas } = await passing(t, (request, response) => {
      if (request.url !== '/left') return void response.end('here');
      response.write('part');
      request.once('close', () => left.resolve());
    });
    const session = openSession(t, port);
    const stream = begin(session, { ':path': '/left' });
    await once(stream, 'response');
    stream.close(constants.NGHTTP2_CANCEL);
    await left.promise;
    assert.equal((await ask2(session)).body, 'here');
    await until('it is counted', () => traffic.inFlight.total() === 0);
    assert.equal(traffic.figures.all()[0]?.abandoned, 1);
    assert.equal(replicas.length, 1);
  });

  it('in the middle of an upload breaks that off', async (t) => {
    const broken = Promise.withResolvers<string>();
    const { port, replicas } = await passing(t, (request) => {
      request.on('error', (error) => broken.resolve((error as NodeJS.ErrnoException).code ?? ''));
      request.resume();
    });
    const session = openSession(t, port);
    const stream = begin(session, { ':method': 'POST', 'content-length': 100_000 }, false);
    stream.write('x'.repeat(1000));
    await until('the request is there', () => replicas[0]?.requests.length === 1);
    session.destroy();
    assert.equal(await broken.promise, 'ECONNRESET');
  });
});

describe('a door that closes', () => {
  it('tells its clients of HTTP/2, answers what is under way, and ends what is idle', async (t) => {
    const { port, door, replicas } = await passSecure(t);
    const [busy, idle] = [openSession(t, port), openSession(t, port)];
    const waiting = begin(busy, { ':path': '/wait' });
    const answer = answerOn(waiting);
    await once(waiting, 'response');
    await ask2(idle);
    const told = Promise.all([once(busy, 'goaway'), once(idle, 'goaway'), once(idle, 'close')]);
    const closed = door.close(0);
    const [[code]] = await told;
    assert.equal(code, constants.NGHTTP2_NO_ERROR);
    replicas[0]?.release();
    const { body, code: end } = await answer;
    assert.deepEqual([body, end], ['waiting\ndone\n', 0]);
    await closed;
  });

  it('still answers what the client had sent before it was told', async (t) => {
    const { port, door } = await passSecure(t);
    const session = openSession(t, port);
    await ask2(session);
    const closed = door.close(60_000);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask2(session, { ':path': '/stream' })));
    assert.deepEqual(new Set(answers.map(({ status, code }) => `${status} ${code}`)), new Set(['200 0']));
    await closed;
  });
});

describe('another client of HTTP/2, curl', () => {
  it('gets, uploads, asks for heads, and sees what is not whole', async (t) => {
    const { port, folder } = await passSecure(t);
    const body = Buffer.alloc(300_000, 'abc');
    writeFileSync(`${folder}/body`, body);
    const curl = async (...flags: string[]) => {
      const common = ['-sk', '--http2', '--max-time', '60', '--resolve', `a.test:${port}:127.0.0.1`];
      return (await run('curl', [...common, ...flags], { maxBuffer: 2 ** 24 })).stdout;
    };
    const url = `https://a.test:${port}`;
    assert.match(await curl('-w', '%{http_version} %{http_code}', `${url}/`), /^hello from replica-\d+\n2 200$/);
    assert.equal(await curl('--data-binary', `@${folder}/body`, `${url}/echo`), body.toString());
    assert.equal(await curl('-H', 'Transfer-Encoding: chunked', '-T', `${folder}/body`, `${url}/echo`), body.toString());
    assert.match(await curl('-I', `${url}/`), /^HTTP\/2 200 \r\n/);
    assert.equal(
      await curl(`${url}/stream`, `${url}/stream`),
      `${Array.from({ length: 20 }, (_, at) => `part ${at}\n`).join('')}all\n`.repeat(2),
    );
  });
});
