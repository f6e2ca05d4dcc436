// Who is idle when the idle time of a route runs out: a client that stalls is no failure of the release.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as openRequest, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import type { RouteEntry, RouteTarget } from '../../../agent/decide/types.ts';
import type { Traffic } from '../../../agent/router/traffic.ts';
import { route } from '../../contracts/router.ts';
import { sendRaw, until } from './client.ts';
import { answerOn, begin, openSession } from './http2-client.ts';
import { pass } from './passing.ts';
import { passSecure } from './secure.ts';

const part = Buffer.alloc(256 * 1024, 'x');
/** `long` where the bytes have to stop first. */
const [short, long] = [200, 1500];

const reads: RequestListener = (request) => void request.resume().on('error', () => {});
const readsNothing: RequestListener = (request) => void request.on('error', () => {});
const echoes: RequestListener = (request, response) => void request.on('error', () => {}).pipe(response);
const answersMuch: RequestListener = (_, response) => saysMuch(response.on('error', () => {}));

/** As long as it is taken. */
function saysMuch(to: Writable): void {
  const write = () => {
    while (!to.destroyed && to.write(part));
  };
  to.on('drain', write);
  write();
}

const idleFor =
  (idleMs: number) =>
  (targets: RouteTarget[]): RouteEntry =>
    route(targets, { rules: { timeouts: { connectMs: 60_000, headersMs: 300_000, idleMs } } });

async function passing(t: TestContext, idleMs: number, handler: RequestListener): Promise<{ port: number; traffic: Traffic }> {
  const { port, traffic, replicas, close } = await pass(handler);
  t.after(close);
  traffic.use({ revision: 2, routes: [idleFor(idleMs)(replicas.map(({ target }) => target))] });
  return { port, traffic };
}

const passing2 = (t: TestContext, idleMs: number, handler: RequestListener) =>
  passSecure(t, { handlers: [handler], route: idleFor(idleMs) });

async function blamed(traffic: Traffic): Promise<string> {
  await until('nothing is in flight', () => traffic.figures.all()[0]?.inFlight === 0);
  const { failures = 0, abandoned = 0 } = traffic.figures.all()[0] ?? {};
  return `failures ${failures}, abandoned ${abandoned}`;
}

const theClient = 'failures 0, abandoned 1';
const theRelease = 'failures 1, abandoned 0';
const half = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf';

describe('nothing comes for the idle time', { concurrency: true }, () => {
  it('of the rest of a request: the client has stalled, 408', async (t) => {
    const { port, traffic } = await passing(t, short, reads);
    assert.match(await sendRaw(port, half), /^HTTP\/1\.1 408 /);
    assert.equal(await blamed(traffic), theClient);
  });

  it('of the rest of a request that is being answered: the client has stalled, and the answer is broken off', async (t) => {
    const { port, traffic } = await passing(t, short, echoes);
    assert.match(await sendRaw(port, half), /^HTTP\/1\.1 (200|408) /);
    assert.equal(await blamed(traffic), theClient);
  });

  it('because the replica does not take the request: 504, and its failure', async (t) => {
    const { port, traffic } = await passing(t, long, readsNothing);
    const upload = openRequest({ host: '127.0.0.1', port, method: 'POST', agent: false }).on('error', () => {});
    t.after(() => upload.destroy());
    saysMuch(upload);
    const [reply] = await once(upload, 'response');
    assert.equal(reply.statusCode, 504);
    assert.match(await text(reply), /too long to answer/);
    assert.equal(await blamed(traffic), theRelease);
  });

  it('because the replica does not say that the client is to continue: 504, and its failure', async (t) => {
    const { port, traffic, replicas, close } = await pass(reads);
    t.after(close);
    replicas[0]?.server.on('checkContinue', () => {});
    traffic.use({ revision: 2, routes: [idleFor(short)(replicas.map(({ target }) => target))] });
    const answer = await sendRaw(port, 'POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n');
    assert.match(answer, /^HTTP\/1\.1 504 /);
    assert.equal(await blamed(traffic), theRelease);
  });

  it('because the client does not read its answer: its connection is closed, and it has stalled', async (t) => {
    const { port, traffic } = await passing(t, long, answersMuch);
    const client = connect(port, '127.0.0.1').on('error', () => {});
    t.after(() => client.destroy());
    client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await until('the answer has begun', () => (traffic.figures.all()[0]?.bytesOut ?? 0) > 0);
    assert.equal(await blamed(traffic), theClient);
    client.resume();
    await once(client, 'close');
  });
});

describe('nothing comes on a stream of HTTP/2 for the idle time', { concurrency: true }, () => {
  it('of the rest of a request: the client has stalled, 408', async (t) => {
    const { port, traffic } = await passing2(t, short, reads);
    const stream = begin(openSession(t, port), { ':method': 'POST', 'content-length': 9 }, false);
    stream.write('half');
    const { status, body } = await answerOn(stream);
    assert.equal(status, 408);
    assert.match(body, /did not come in time/);
    assert.equal(await blamed(traffic), theClient);
  });

  it('because the replica does not take the request: 504, and its failure', async (t) => {
    const { port, traffic } = await passing2(t, long, readsNothing);
    const session = openSession(t, port);
    const stream = begin(session, { ':method': 'POST' }, false);
    saysMuch(stream);
    const [headers] = await once(stream, 'response');
    assert.equal(headers[':status'], 504);
    assert.equal(await blamed(traffic), theRelease);
    session.destroy();
  });

  it('because the replica says no more of its answer: that is broken off, and its failure', async (t) => {
    const { port, traffic } = await passing2(t, short, (_, response) => void response.write('half'));
    const { status, body, code } = await answerOn(begin(openSession(t, port)));
    assert.deepEqual([status, body, code === 0], [200, 'half', false]);
    assert.equal(await blamed(traffic), theRelease);
  });

  it('because the client does not read its answer: the stream is reset, and it has stalled', async (t) => {
    const { port, traffic } = await passing2(t, long, answersMuch);
    const stream = begin(openSession(t, port));
    await once(stream, 'response');
    const closed = new Promise((resolve) => stream.once('close', resolve));
    assert.equal(await blamed(traffic), theClient);
    await closed;
  });
});
