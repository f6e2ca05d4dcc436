// What a route lets through, how long it waits, and who waits in turn.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { request as openRequest } from 'node:http';
import { connect } from 'node:net';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import type { RouteRules } from '../../../agent/decide/types.ts';
import { route } from '../../contracts/router.ts';
import { ask, sendRaw, until } from './client.ts';
import type { Passing } from './passing.ts';
import { pass } from './passing.ts';

const seconds = { connectMs: 5000, headersMs: 300_000, idleMs: 300_000 };
const unlimited = { headBytes: null, bodyBytes: null, inFlight: null, queue: 0, queueMs: 60_000 };

async function ruled(t: TestContext, rules: RouteRules, ...handlers: RequestListener[]): Promise<Passing> {
  const started = await pass(...handlers);
  t.after(started.close);
  started.traffic.use({
    revision: 2,
    routes: [
      route(
        started.replicas.map(({ target }) => target),
        { rules },
      ),
    ],
  });
  return started;
}

describe('limits of a route', () => {
  const limits = { ...unlimited, headBytes: 500, bodyBytes: 10 };
  const echo: RequestListener = (request, response) => {
    response.on('error', () => {});
    request.on('error', () => {});
    request.pipe(response);
  };

  it('a body that says it is too long: 413, and the replica is not asked', async (t) => {
    const { port, replicas } = await ruled(t, { limits }, echo);
    assert.equal((await ask(port, { method: 'POST', body: 'x'.repeat(11) })).status, 413);
    assert.equal(replicas[0]?.requests.length, 0);
    assert.equal((await ask(port, { method: 'POST', body: 'x'.repeat(10) })).body, 'x'.repeat(10));
  });

  it('a body in chunks that turns out to be too long: 413, and the replica sees it break off', async (t) => {
    const broken = Promise.withResolvers<boolean>();
    const { port, replicas } = await ruled(t, { limits }, (request) => {
      request.on('error', () => {});
      request.resume().on('close', () => broken.resolve(!request.complete));
    });
    const upload = openRequest({ host: '127.0.0.1', port, method: 'POST', agent: false });
    upload.write('hello');
    await until('the replica is asked', () => replicas[0]?.requests.length === 1);
    upload.write('world!');
    assert.equal((await once(upload, 'response'))[0].statusCode, 413);
    assert.equal(await broken.promise, true);
    upload.on('error', () => {}).destroy();
  });

  it('a head that is longer than the route takes: 431', async (t) => {
    const { port, replicas } = await ruled(t, { limits }, echo);
    assert.equal((await ask(port, { headers: { 'X-Long': 'x'.repeat(600) } })).status, 431);
    assert.equal(replicas[0]?.requests.length, 0);
  });
});

describe('time limits of a route', () => {
  it('no head of an answer in time: 504, and the replica is let go of', async (t) => {
    const gone = Promise.withResolvers<void>();
    const { port, traffic } = await ruled(t, { timeouts: { ...seconds, headersMs: 200 } }, (_, response) => {
      response.on('close', gone.resolve);
    });
    assert.equal((await ask(port)).status, 504);
    await gone.promise;
    assert.equal(traffic.figures.all()[0]?.failures, 1);
  });

  it('an answer that stops in the middle is broken off', async (t) => {
    const timeouts = { ...seconds, idleMs: 200 };
    const { port, traffic } = await ruled(t, { timeouts }, (_, response) => void response.write('half'));
    await assert.rejects(ask(port));
    assert.deepEqual([traffic.figures.all()[0]?.failures, traffic.figures.all()[0]?.abandoned], [1, 0]);
  });

  it('an upload that stops in the middle: 408', async (t) => {
    const { port } = await ruled(t, { timeouts: { ...seconds, idleMs: 200 } }, (request) => void request.resume());
    const answer = await sendRaw(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf');
    assert.match(answer, /^HTTP\/1\.1 408 [\s\S]*Connection: close\r\n[\s\S]*did not come in time/);
  });

  it('as long as bytes come, it takes as long as it takes', async (t) => {
    const { port } = await ruled(t, { timeouts: { ...seconds, idleMs: 1500, headersMs: 1500 } }, (_, response) => {
      let parts = 0;
      const timer = setInterval(() => {
        response.write('x');
        parts += 1;
        if (parts < 12) return;
        clearInterval(timer);
        response.end();
      }, 150);
    });
    assert.equal((await ask(port)).body.length, 12);
  });

  it('a replica that takes no connection in time is passed over', async (t) => {
    const { port, traffic, replicas } = await ruled(t, {}, (_, response) => void response.end('here'));
    // Of no one: the connection is neither taken nor refused.
    const silent = { replica: 'silent', release: 1, address: '127.0.0.1', port: await fullPort(t) };
    const targets = [silent, ...replicas.map(({ target }) => target)];
    traffic.use({ revision: 3, routes: [route(targets, { rules: { timeouts: { ...seconds, connectMs: 200 } } })] });
    assert.equal((await ask(port, { method: 'POST', body: 'x' })).body, 'here');
  });
});

describe('requests in flight', () => {
  const waiting: RequestListener = (request, response) => {
    const go = () => response.end(request.url);
    if (request.url === '/hold') request.socket.server?.once('go', go);
    else go();
  };

  it('so many at a time to a replica; more wait in turn, and more than that get 503 with Retry-After', async (t) => {
    const limits = { ...unlimited, inFlight: 1, queue: 2 };
    const { port, replicas, traffic } = await ruled(t, { limits }, waiting);
    const first = ask(port, { path: '/hold' });
    await until('the first is there', () => replicas[0]?.requests.length === 1);
    const order: string[] = [];
    const inTurn = ['/2', '/3'].map((path) => ask(port, { path }).then(({ body }) => order.push(body)));
    await until('two wait', () => traffic.waiting.count() === 2);
    const refused = await ask(port);
    assert.deepEqual([refused.status, refused.headers['retry-after']], [503, '1']);
    assert.equal(replicas[0]?.requests.length, 1);
    replicas[0]?.server.emit('go');
    await Promise.all([first, ...inTurn]);
    assert.deepEqual(order, ['/2', '/3']);
  });

  it('who has waited enough gets 503, and who goes away no longer waits', async (t) => {
    const limits = { ...unlimited, inFlight: 1, queue: 5, queueMs: 100 };
    const { port, replicas, traffic } = await ruled(t, { limits }, waiting);
    const first = ask(port, { path: '/hold' });
    await until('the first is there', () => replicas[0]?.requests.length === 1);
    assert.equal((await ask(port)).status, 503);
    const impatient = openRequest({ host: '127.0.0.1', port, agent: false }).on('error', () => {});
    impatient.end();
    await until('it waits', () => traffic.waiting.count() === 1);
    impatient.destroy();
    await until('nobody waits', () => traffic.waiting.count() === 0);
    replicas[0]?.server.emit('go');
    assert.equal((await first).body, '/hold');
  });

  it('who waits is served by the next table', async (t) => {
    const limits = { ...unlimited, inFlight: 1, queue: 5 };
    const { port, replicas, traffic } = await ruled(t, { limits }, waiting, waiting);
    const [one, two] = replicas.map(({ target }) => target);
    traffic.use({ revision: 3, routes: [route([one ?? assert.fail()], { rules: { limits } })] });
    const first = ask(port, { path: '/hold' });
    await until('the first is there', () => replicas[0]?.requests.length === 1);
    const second = ask(port, { path: '/2' });
    await until('one waits', () => traffic.waiting.count() === 1);
    traffic.use({ revision: 4, routes: [route([two ?? assert.fail()], { rules: { limits } })] });
    assert.equal((await second).body, '/2');
    assert.equal(replicas[1]?.requests.length, 1);
    replicas[0]?.server.emit('go');
    await first;
  });

  it('the end of a request that began under an earlier table lets the next one in', async (t) => {
    const limits = { ...unlimited, inFlight: 1, queue: 5 };
    const { port, replicas, traffic } = await ruled(t, { limits }, waiting);
    const first = ask(port, { path: '/hold' });
    await until('the first is there', () => replicas[0]?.requests.length === 1);
    traffic.use({ revision: 3, routes: [route([replicas[0]?.target ?? assert.fail()], { rules: { limits } })] });
    const second = ask(port, { path: '/2' });
    await until('one waits', () => traffic.waiting.count() === 1);
    replicas[0]?.server.emit('go');
    assert.deepEqual([(await first).body, (await second).body], ['/hold', '/2']);
  });

  it('the end of a request of another route to the same replica lets the next one in', async (t) => {
    const rules = { limits: { ...unlimited, inFlight: 1, queue: 5 } };
    const { port, replicas, traffic } = await ruled(t, rules, waiting);
    const targets = [replicas[0]?.target ?? assert.fail()];
    traffic.use({ revision: 3, routes: [route(targets, { rules }), route(targets, { path: '/other', rules })] });
    const first = ask(port, { path: '/hold' });
    await until('the first is there', () => replicas[0]?.requests.length === 1);
    const second = ask(port, { path: '/other' });
    await until('one waits', () => traffic.waiting.count() === 1);
    replicas[0]?.server.emit('go');
    assert.deepEqual([(await first).body, (await second).body], ['/hold', '/other']);
  });

  it('the end of a WebSocket lets the next one in', async (t) => {
    const limits = { ...unlimited, inFlight: 1, queue: 5 };
    const { port, traffic } = await ruled(t, { limits }, waiting);
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(socket, 'open');
    const next = ask(port, { path: '/2' });
    await until('one waits', () => traffic.waiting.count() === 1);
    socket.close();
    assert.equal((await next).body, '/2');
    await until('nothing is in flight', () => traffic.figures.all()[0]?.inFlight === 0);
  });
});

/** A listener that takes nothing, with as many in its queue as fit: the next connection hangs. */
async function fullPort(t: TestContext): Promise<number> {
  const program =
    'import socket,time; s=socket.socket(); s.bind(("127.0.0.1",0)); s.listen(0); print(s.getsockname()[1],flush=True); time.sleep(600)';
  const listener = spawn('python3', ['-c', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => listener.kill());
  const port = Number(String((await once(listener.stdout, 'data'))[0]));
  const filler = connect(port, '127.0.0.1');
  t.after(() => filler.destroy());
  await once(filler, 'connect');
  return port;
}
