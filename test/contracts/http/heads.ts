// Heads on their way through: what arrives as it was sent, what is added, and what ends at the proxy.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { sendRaw } from '../../agent/router/client.ts';
import { begin, replyTo, text } from './asking.ts';
import { appHost, type Case, type HttpWorld } from './types.ts';

const closing = `Host: ${appHost}\r\nConnection: close\r\n\r\n`;

/** The client, and a proxy of ours behind the first, if there is one. */
const ours = /^127\.0\.0\.1(?:, 127\.0\.0\.1)?$/;

export const heads: Case[] = [
  {
    name: 'Host, method, path and query arrive as they were sent',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((_, response) => response.end());
      await ask({ method: 'PROPFIND', path: '/a%2Fb//c?d=%20&e=//', headers: { host: 'App.test:81' } });
      const seen = replica?.requests[0];
      assert.deepEqual([seen?.method, seen?.url, seen?.headers.host], ['PROPFIND', '/a%2Fb//c?d=%20&e=//', 'App.test:81']);
    },
  },
  {
    name: 'who the client is comes from the proxy, whatever the client says',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((_, response) => response.end());
      const lies = { 'X-Forwarded-For': '6.6.6.6', 'X-Forwarded-Proto': 'gopher', 'X-Forwarded-Host': 'evil.test' };
      const more = { Forwarded: 'for=6.6.6.6', 'X-Real-IP': '6.6.6.6', X_Forwarded_For: '6.6.6.6', Proxy: 'evil' };
      await ask({ headers: { host: `${appHost}:81`, ...lies, ...more } });
      const headers = replica?.requests[0]?.headers ?? {};
      assert.match(String(headers['x-forwarded-for']), ours);
      assert.deepEqual([headers['x-forwarded-proto'], headers['x-forwarded-host']], ['http', `${appHost}:81`]);
      assert.doesNotMatch(JSON.stringify(headers), /6\.6\.6\.6|evil|gopher/);
    },
  },
  {
    name: 'a malformed X-Forwarded-For is no reason to fail, and not believed',
    holds: async ({ serve, port }) => {
      const [replica] = await serve((_, response) => response.end('fine'));
      const lies = 'X-Forwarded-For: ,,, unknown, [::1, 300.1.2.3:99999, "\r\nX-Forwarded-For: \xff\r\nX-Forwarded-For:\r\n';
      assert.match(await sendRaw(port, `GET / HTTP/1.1\r\n${lies}${closing}`), /^HTTP\/1\.1 200 /);
      assert.match(String(replica?.requests[0]?.headers['x-forwarded-for']), ours);
    },
  },
  {
    name: 'every request has an id of its own',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((_, response) => response.end());
      await ask();
      await ask();
      const [one, two] = (replica?.requests ?? []).map(({ headers }) => headers['x-request-id']);
      assert.match(String(one), /^[\w.-]{8,}$/);
      assert.notEqual(one, two);
    },
  },
  {
    name: 'headers of one hop end at the proxy, both ways',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((_, response) =>
        response.writeHead(200, { 'Keep-Alive': 'timeout=1', 'X-Stays': '1' }).end(),
      );
      const { headers } = await ask({ headers: { te: 'trailers', 'keep-alive': '9', 'proxy-connection': 'keep-alive' } });
      const seen = replica?.requests[0]?.headers ?? {};
      assert.deepEqual([seen['keep-alive'], seen['proxy-connection'], headers['x-stays']], [undefined, undefined, '1']);
      assert.notEqual(headers['keep-alive'], 'timeout=1');
    },
    differs: { haproxy: { because: 'it passes Keep-Alive and Proxy-Connection on' } },
  },
  {
    name: 'headers that Connection names end at the proxy, but not those that it may not take away',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((_, response) => response.end());
      await ask({ headers: { connection: 'X-Hop, X-Forwarded-For, Host, close', 'x-hop': '1' } });
      const seen = replica?.requests[0]?.headers ?? {};
      assert.match(String(seen['x-forwarded-for']), ours);
      assert.deepEqual([seen['x-hop'], seen.host], [undefined, appHost]);
    },
    differs: {
      haproxy: { because: 'it takes Connection away, and leaves the headers that it names' },
      nginx: { because: 'it takes Connection away, and leaves the headers that it names' },
    },
  },
  {
    name: 'headers that come more than once do so behind the proxy too',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((_, response) => response.writeHead(200, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']).end());
      const answer = await ask({ headers: { 'x-many': '1' } });
      assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
      assert.equal(replica?.requests.length, 1);
    },
  },
  {
    name: 'status and headers of the answer arrive as they were sent',
    holds: async ({ serve, ask }) => {
      await serve((_, response) => {
        response.writeHead(418, { 'X-One': 'ä', 'Content-Length': 3 }).flushHeaders();
        response.end('tea');
      });
      const { status, headers, body } = await ask();
      const bytes = Buffer.from(String(headers['x-one']), 'latin1').toString();
      assert.deepEqual([status, bytes, headers['content-length'], body], [418, 'ä', '3', 'tea']);
    },
  },
  {
    name: 'a connection of a client serves one request after the other',
    holds: async ({ serve, port }) => {
      await serve(undefined);
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const ports = new Set<number | undefined>();
      for (let turn = 0; turn < 5; turn += 1) {
        const reply = await replyTo(begin(port, { agent }).end());
        ports.add(reply.socket.localPort);
        await text(reply);
      }
      agent.destroy();
      assert.equal(ports.size, 1);
    },
  },
  {
    name: 'requests that are sent at once are answered in their order, one after the other',
    holds: async ({ serve, port }) => {
      let under = 0;
      let most = 0;
      await serve((request, response) => {
        under += 1;
        most = Math.max(most, under);
        const answer = () => {
          under -= 1;
          response.end(`<${request.url}>`);
        };
        setTimeout(answer, request.url === '/1' ? 30 : 0);
      });
      const lines = ['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: ${appHost}\r\n\r\n`);
      const answer = await sendRaw(port, `${lines.join('')}GET /4 HTTP/1.1\r\n${closing}`);
      assert.deepEqual(answer.match(/<[^>]*>/g), ['</1>', '</2>', '</3>', '</4>']);
      assert.equal(most, 1);
    },
  },
  {
    name: 'a client of HTTP/1.0 gets its answer whole, in no chunks, and the end of the connection',
    holds: async ({ serve, port }) => {
      await serve((_, response) => {
        response.write('o');
        response.end('ld');
      });
      const answer = await sendRaw(port, `GET / HTTP/1.0\r\nHost: ${appHost}\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.[01] 200 [\s\S]*\r\n\r\nold$/);
    },
  },
  {
    name: 'the whole address as target counts instead of Host',
    holds: async ({ serve, port }) => {
      const [replica] = await serve((_, response) => response.end());
      await sendRaw(port, `GET http://${appHost}/x?y=1 HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n`);
      const seen = replica?.requests[0];
      assert.deepEqual([seen?.url, seen?.headers.host], ['/x?y=1', appHost]);
    },
    differs: {
      haproxy: { because: 'it refuses an address that says another host than Host does', instead: refusesOtherAddress },
      nginx: { because: 'it passes Host on as it is, for which there is no route then', instead: refusesOtherAddress },
    },
  },
  {
    name: 'HEAD keeps the Content-Length and has no body',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((_, response) => response.writeHead(200, { 'Content-Length': 1000 }).end());
      const answer = await ask({ method: 'HEAD' });
      assert.deepEqual([answer.headers['content-length'], answer.body], ['1000', '']);
      assert.equal(replica?.requests[0]?.method, 'HEAD');
    },
  },
  ...[204, 304].map(
    (status): Case => ({
      name: `${status} has no body, and the connection goes on`,
      holds: async ({ serve, ask }) => {
        await serve((_, response) => response.writeHead(status, { ETag: '"1"' }).end());
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        for (let turn = 0; turn < 3; turn += 1) {
          const answer = await ask({ agent });
          assert.deepEqual([answer.status, answer.body, answer.headers.etag], [status, '', '"1"']);
        }
        agent.destroy();
      },
    }),
  ),
  {
    name: 'a head of 14 KiB arrives, and an answer’s of 14 KiB too',
    holds: async ({ serve, ask }) => {
      const long = 'x'.repeat(14_000);
      const [replica] = await serve((_, response) => response.writeHead(200, { 'X-Long': long }).end());
      const { headers } = await ask({ headers: { 'x-long': long } });
      assert.deepEqual([replica?.requests[0]?.headers['x-long'], headers['x-long']], [long, long]);
    },
  },
  {
    name: 'a head of 30 KiB arrives, in a hundred headers',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((_, response) => response.end());
      const many = Object.fromEntries(Array.from({ length: 75 }, (_, at) => [`x-${at}`, 'x'.repeat(400)]));
      assert.equal((await ask({ headers: many })).status, 200);
      assert.equal(replica?.requests[0]?.headers['x-74'], many['x-74']);
    },
    differs: { haproxy: { because: 'a head has to fit into one of its buffers, 16 KiB unless tune.bufsize says more' } },
  },
  {
    name: 'a head of 40 KiB: 431, and nothing passed on',
    holds: async ({ serve, port }) => {
      const [replica] = await serve((_, response) => response.end());
      const head = `GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(40_000)}\r\n${closing}`;
      assert.match(await sendRaw(port, head), /^HTTP\/1\.1 431 /);
      assert.equal(replica?.requests.length, 0);
    },
    differs: {
      haproxy: { because: 'it answers 400', instead: refusesLongHead },
      nginx: { because: 'it answers 400', instead: refusesLongHead },
    },
  },
  {
    name: 'early hints are passed on',
    holds: async ({ serve, port }) => {
      await serve((_, response) => {
        response.writeEarlyHints({ link: '</a.css>; rel=preload' });
        response.end('done');
      });
      const request = begin(port).end();
      const replied = replyTo(request);
      let hint: { statusCode: number; headers: Record<string, unknown> } | undefined;
      request.on('information', (info) => {
        hint = info;
      });
      assert.equal(await text(await replied), 'done');
      assert.deepEqual([hint?.statusCode, hint?.headers.link], [103, '</a.css>; rel=preload']);
    },
    differs: { nginx: { because: 'it keeps interim answers to itself' } },
  },
  {
    name: 'a head that comes byte by byte is a head',
    holds: async ({ serve, port }) => {
      await serve((_, response) => response.end('got it'));
      const socket = connect(port, '127.0.0.1');
      const parts: Buffer[] = [];
      socket.on('data', (chunk: Buffer) => parts.push(chunk));
      for (const byte of `GET / HTTP/1.1\r\n${closing}`) {
        socket.write(byte);
        await setImmediate();
      }
      await once(socket, 'close');
      assert.match(String(Buffer.concat(parts)), /^HTTP\/1\.1 200 [\s\S]*got it/);
    },
  },
  {
    name: 'a client that goes away in the middle of its head is nobody’s trouble',
    holds: async ({ serve, port, ask }) => {
      const [replica] = await serve((_, response) => response.end('fine'));
      const socket = connect(port, '127.0.0.1');
      socket.write('GET / HTTP/1.1\r\nHost: ');
      await once(socket, 'connect');
      socket.destroy();
      assert.equal((await ask()).body, 'fine');
      assert.equal(replica?.requests.length, 1);
    },
  },
];

async function refusesOtherAddress({ serve, port }: HttpWorld): Promise<void> {
  const [replica] = await serve((_, response) => response.end());
  const head = `GET http://${appHost}/x HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n`;
  assert.match(await sendRaw(port, head), /^HTTP\/1\.1 40[04] /);
  assert.equal(replica?.requests.length, 0);
}

async function refusesLongHead({ serve, port }: HttpWorld): Promise<void> {
  const [replica] = await serve((_, response) => response.end());
  const head = `GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(40_000)}\r\n${closing}`;
  assert.match(await sendRaw(port, head), /^HTTP\/1\.1 400 /);
  assert.equal(replica?.requests.length, 0);
}
