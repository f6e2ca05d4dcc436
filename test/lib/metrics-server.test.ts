// What reads metrics over HTTP, and what gets nothing else there.
import { equal, match } from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, it } from 'node:test';
import { serveMetrics } from '../../lib/metrics-server.ts';

const log = { info: () => {}, warn: () => {} };

async function ask(port: number, path: string, method = 'GET') {
  const asked = request({ host: '127.0.0.1', port, path, method, agent: false }).end();
  const [answer] = await once(asked, 'response');
  return { status: answer.statusCode, type: String(answer.headers['content-type']), body: await text(answer) };
}

it('GET and HEAD of /metrics are answered, and nothing else', async () => {
  let made = 0;
  const server = serveMetrics({ listen: '127.0.0.1:0', text: async () => `castellan_made ${++made}\n`, log });
  after(server.close);
  const port = await server.port;
  const answer = await ask(port, '/metrics');
  equal(answer.type, 'text/plain; version=0.0.4; charset=utf-8');
  equal(answer.body, 'castellan_made 1\n');
  equal((await ask(port, '/metrics', 'HEAD')).status, 200);
  equal((await ask(port, '/metrics', 'HEAD')).body, '');
  for (const [path, method] of [
    ['/', 'GET'],
    ['/metrics/', 'GET'],
    ['/metrics', 'POST'],
    ['//metrics', 'GET'],
    ['/metrics', 'OPTIONS'],
  ] as const)
    equal((await ask(port, path, method)).status, 404, `${method} ${path}`);
  const big = connect(port, '127.0.0.1');
  big.end(`GET /metrics HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
  match(await text(big), /^HTTP\/1.1 431 /);
});

it('what cannot be measured is told as such, and why stays in the log', async () => {
  const warned: object[] = [];
  const failing = async () => {
    throw new Error('the disk is gone');
  };
  const server = serveMetrics({ listen: '127.0.0.1:0', text: failing, log: { ...log, warn: (fields) => warned.push(fields) } });
  after(server.close);
  const { status, body } = await ask(await server.port, '/metrics');
  equal(`${status} ${body}`, '500 what is measured cannot be told now\n');
  equal(JSON.stringify(warned), '[{"reason":"the disk is gone"}]');
});

it('a port that is taken is tried again', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { promise: refused, resolve } = Promise.withResolvers<object>();
  const server = serveMetrics({
    listen: `127.0.0.1:${port}`,
    text: async () => 'castellan_a 1\n',
    log: { ...log, warn: (fields) => resolve(fields) },
    retryMs: 10,
  });
  after(server.close);
  match(JSON.stringify(await refused), /EADDRINUSE/);
  other.close();
  equal(await server.port, port);
  equal((await ask(port, '/metrics')).status, 200);
});
