// Bytes changed at random, from clients and from replicas: whatever comes, the router goes on.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { it } from 'node:test';
import fc from 'fast-check';
import { route } from '../../contracts/router.ts';
import { ask, sendRaw } from './client.ts';
import { pass } from './passing.ts';

const request =
  'POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n';
const answers = [
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n',
  'HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc',
  'HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nabc',
];
const changes = fc.array(fc.tuple(fc.nat(200), fc.nat(255), fc.constantFrom('set', 'insert', 'cut')), {
  minLength: 1,
  maxLength: 4,
});

it('a request with changed bytes never ends the router', async (t) => {
  const { port, close } = await pass((incoming, response) => void incoming.resume().on('end', () => response.end('ok')));
  t.after(close);
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      // A request that still waits for bytes is ended by what cannot be one.
      await sendRaw(port, `${changed(request, list)}\0\r\n\r\n`, 300);
    }),
    { numRuns: 150 },
  );
  assert.equal((await ask(port)).status, 200);
});

it('an answer with changed bytes never ends the router', async (t) => {
  const { port, traffic, close } = await pass(undefined);
  t.after(close);
  let answer = '';
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(answer, 'latin1'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const target = { replica: 'garbage', release: 1, address: '127.0.0.1', port: (server.address() as AddressInfo).port };
  traffic.use({ revision: 2, routes: [route([target])] });
  const upgrade = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...answers), changes, fc.constantFrom(request, upgrade), async (good, list, asked) => {
      answer = changed(good, list);
      await sendRaw(port, asked, 300);
    }),
    { numRuns: 150 },
  );
  assert.equal(traffic.inFlight.count('nobody'), 0);
  answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
  assert.equal((await ask(port)).body, 'ok');
});

function changed(text: string, list: [at: number, byte: number, how: string][]): string {
  return list.reduce((bytes, [at, byte, how]) => {
    const place = at % (bytes.length + 1);
    const put = how === 'cut' ? '' : String.fromCharCode(byte);
    return bytes.slice(0, place) + put + bytes.slice(how === 'insert' ? place : place + 1);
  }, text);
}

it('a reason that Node reads and would not write is answered with 502', async (t) => {
  const { port, traffic, close } = await pass(undefined);
  t.after(close);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end('HTTP/1.1 200 O\u0001K\u007f\r\nContent-Length: 2\r\n\r\nok', 'latin1'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const target = { replica: 'garbage', release: 1, address: '127.0.0.1', port: (server.address() as AddressInfo).port };
  traffic.use({ revision: 2, routes: [route([target])] });
  assert.equal((await ask(port)).status, 502);
});
