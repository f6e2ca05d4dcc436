// Rules and files over real connections: what the pipeline makes of them with bodies, upgrades and clients that leave.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request as openRequest } from 'node:http';
import { connect } from 'node:net';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { route } from '../../../contracts/router.ts';
import { ask, sendRaw, until } from '../client.ts';
import { startReplica } from '../replica.ts';
import { answering } from '../serves/answering.ts';
import { files, openFiles, releaseFolder } from '../serves/folder.ts';
import { startRouter } from '../started.ts';

const folder = releaseFolder();
after(() => folder.remove());
const page = '<p>a paragraph</p>\n'.repeat(500);
folder.write('public/index.html', page);
const large = folder.write('public/large.bin', Buffer.alloc(8 * 1024 * 1024, 'large '));

describe('packing what a replica says', () => {
  it('changes the head and the body, and nothing of what must stay', async (t) => {
    const replica = await startReplica((request, response) => {
      const isEvents = request.url === '/events';
      response.setHeader('Content-Type', isEvents ? 'text/event-stream' : 'text/html');
      if (request.url === '/tagged') response.setHeader('ETag', '"x"').setHeader('Content-Length', page.length);
      response.end(page);
    });
    t.after(() => replica.close());
    const { port } = await answering(t, [route([replica.target], { rules: { compress: ['zstd', 'gzip'] } })]);
    const get = (path: string, coding: string, method = 'GET') =>
      ask(port, { path, method, headers: { 'accept-encoding': coding } });

    const zstd = await get('/', 'gzip, zstd');
    assert.equal(zstdDecompressSync(Buffer.from(zstd.body, 'latin1')).toString(), page);
    const gzip = await get('/tagged', 'gzip');
    assert.equal(gunzipSync(Buffer.from(gzip.body, 'latin1')).toString(), page);
    assert.deepEqual(
      [gzip.headers.etag, gzip.headers['content-length'], gzip.headers['content-encoding']],
      ['W/"x"', undefined, 'gzip'],
    );
    assert.ok(gzip.headers.date);
    const events = await get('/events', 'gzip');
    assert.deepEqual([events.headers['content-encoding'], events.body], [undefined, page]);
    const head = await get('/tagged', 'gzip', 'HEAD');
    assert.deepEqual([head.headers['content-length'], head.body], [String(page.length), '']);
    assert.equal((await get('/', 'identity')).body, page);
  });

  it('lets each part of a slow answer out, and is not whole when the replica breaks off', async (t) => {
    const gate = Promise.withResolvers<void>();
    const replica = await startReplica((_, response) => {
      response.setHeader('Content-Type', 'text/plain');
      response.write('the first part\n');
      void gate.promise.then(() => response.destroy());
    });
    t.after(() => replica.close());
    const { port } = await answering(t, [route([replica.target], { rules: { compress: ['gzip'] } })]);
    const request = openRequest({ host: '127.0.0.1', port, agent: false, headers: { 'accept-encoding': 'gzip' } }).end();
    const [reply] = (await once(request, 'response')) as [IncomingMessage];
    let bytes = 0;
    reply.on('data', (part: Buffer) => (bytes += part.length));
    await until('the first part has come', () => bytes > 10, 60_000);
    const failed = once(reply, 'error');
    gate.resolve();
    const [error] = await failed;
    assert.equal(error.code, 'ECONNRESET');
  });
});

describe('rules and upgrades', () => {
  it('a WebSocket needs the password as well', async (t) => {
    const replica = await startReplica();
    t.after(() => replica.close());
    const users = [{ name: 'ann', salt: '', hash: '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b' }];
    const { port } = await answering(t, [route([replica.target], { rules: { basicAuth: { realm: 'x', users } } })]);
    const refused = new WebSocket(`ws://127.0.0.1:${port}/`);
    const [, answered] = (await once(refused, 'unexpected-response')) as [unknown, IncomingMessage];
    refused.on('error', () => {}).terminate();
    assert.equal(answered.statusCode, 401);
    const accepted = new WebSocket(`ws://ann:secret@127.0.0.1:${port}/`);
    await once(accepted, 'open');
    accepted.close();
    await once(accepted, 'close');
  });
});

describe('files', () => {
  it('come one after the other on one connection, after a body that nobody wants too', async (t) => {
    const { port } = await answering(t, [route([folder.target()], { serves: files() })]);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => agent.destroy());
    for (const wish of [
      {},
      { method: 'HEAD' },
      { path: '/nowhere' },
      { method: 'POST', body: 'unwanted' },
      { path: '/public' },
      {},
    ]) {
      const { status } = await ask(port, { agent, ...wish });
      assert.ok([200, 404, 405].includes(status));
    }
    assert.equal((await ask(port, { agent })).body, page);
    const both = await sendRaw(
      port,
      `GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /large.bin HTTP/1.1\r\nHost: x\r\nRange: bytes=0-4\r\nConnection: close\r\n\r\n`,
    );
    assert.match(both, /\r\n\r\nlarge$/);
    assert.equal(both.match(/HTTP\/1\.1 20[06] /g)?.length, 2);
  });

  it('are closed when clients that read nothing go away', async (t) => {
    const { port } = await answering(t, [route([folder.target()], { serves: files() })]);
    const clients = Array.from({ length: 20 }, () => {
      const client = connect(port, '127.0.0.1');
      client.on('error', () => {});
      client.write('GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n');
      return client.pause();
    });
    await until('all are being sent', () => openFiles(large) === 20, 60_000);
    for (const client of clients) client.destroy();
    await until('all are closed', () => openFiles(large) === 0, 60_000);
  });

  it('come whole to a client that takes them slowly', async (t) => {
    const { port } = await answering(t, [route([folder.target()], { serves: files() })]);
    const request = openRequest({ host: '127.0.0.1', port, agent: false, path: '/large.bin' }).end();
    const [reply] = (await once(request, 'response')) as [IncomingMessage];
    let bytes = 0;
    for await (const part of reply) {
      bytes += part.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(bytes, 8 * 1024 * 1024);
  });
});

it('curl unpacks what was packed for it, and goes on with a file that it has a part of', async (t) => {
  const { port } = await answering(t, [route([folder.target()], { serves: files(), rules: { compress: ['zstd', 'gzip'] } })]);
  const curl = (...args: string[]) => promisify(execFile)('curl', ['-sS', '--fail', '--max-time', '60', ...args]);
  const url = `http://127.0.0.1:${port}`;
  const { stdout } = await curl('--compressed', '-w', '%{size_download}', `${url}/`);
  assert.ok(stdout.startsWith(page));
  assert.ok(Number(stdout.slice(page.length)) < page.length / 5, stdout.slice(page.length));
  const part = folder.write('part.bin', readFileSync(large).subarray(0, 1_234_567));
  await curl('-C', '-', '-o', part, `${url}/large.bin`);
  assert.ok(readFileSync(part).equals(readFileSync(large)));
});

it('a router process serves files, redirects and pages by the table that it was given', async (t) => {
  const { router, port, end } = await startRouter();
  t.after(end);
  folder.write('errors/404.html', 'not here');
  const table = {
    revision: 1,
    routes: [
      route([folder.target()], {
        serves: files(),
        rules: {
          compress: ['gzip' as const],
          pages: { '404': 'errors/404.html' },
          headers: { request: { set: {}, remove: [] }, response: { set: { 'X-Frame-Options': 'DENY' }, remove: [] } },
        },
      }),
      route([], {
        host: 'old.test',
        serves: { kind: 'redirect' as const, host: 'new.test', scheme: 'https' as const, status: 301 as const },
      }),
    ],
    challenges: { token: 'token.print' },
  };
  await router.apply(table, AbortSignal.timeout(60_000));
  const home = await ask(port, { headers: { 'accept-encoding': 'gzip' } });
  assert.equal(gunzipSync(Buffer.from(home.body, 'latin1')).toString(), page);
  assert.equal(home.headers['x-frame-options'], 'DENY');
  const lost = await ask(port, { path: '/lost' });
  assert.deepEqual([lost.status, lost.body, lost.headers['x-frame-options']], [404, 'not here', 'DENY']);
  const moved = await ask(port, { path: '/a?b', headers: { host: 'old.test' } });
  assert.deepEqual([moved.status, moved.headers.location], [301, 'https://new.test/a?b']);
  assert.equal((await ask(port, { path: '/.well-known/acme-challenge/token' })).body, 'token.print');
});
