// Requests that two programs could read differently: refused, or at the least read in one way by everybody.
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { sendRaw } from '../../agent/router/client.ts';
import { appHost, type Case, type HttpWorld, type ProxyKind } from './types.ts';

const get = `GET / HTTP/1.1\r\nHost: ${appHost}\r\n`;
const post = `POST / HTTP/1.1\r\nHost: ${appHost}\r\n`;
const behind = `GET /after HTTP/1.1\r\nHost: ${appHost}\r\nConnection: close\r\n\r\n`;

/** What comes in, and what a proxy that takes it makes of it. */
type Shape = [bytes: string, taken?: Partial<Record<ProxyKind, string>>];

const drops = 'it drops the length, as RFC 9112 section 6.3 lets it, and ends the connection behind the answer';
const equal = 'it takes equal lengths for one, as RFC 9110 section 8.6 lets it';
const noRoute = 'it finds no route for it, and goes on';
const unfolds = 'it unfolds it, as RFC 9112 section 5.2 lets it';
const lineFeed = 'it ends a line there, as RFC 9112 section 2.2 lets it';
const minor = 'it takes any later HTTP/1 for HTTP/1.1, as RFC 9110 section 2.5 wants it';
const oldChunks = 'it reads the chunks, and ends the connection behind the answer';

const heads: Record<string, Shape> = {
  'a Content-Length beside a Transfer-Encoding': [
    `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    { haproxy: drops },
  ],
  'the same in the other order': [`${post}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`, { haproxy: drops }],
  'two different Content-Lengths': [`${post}Content-Length: 4\r\nContent-Length: 0\r\n\r\nabcd`],
  'the same Content-Length twice': [`${post}Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd`, { haproxy: equal }],
  'a list of Content-Lengths': [`${post}Content-Length: 4, 4\r\n\r\nabcd`, { haproxy: equal }],
  'a signed Content-Length': [`${post}Content-Length: +4\r\n\r\nabcd`],
  'a hexadecimal Content-Length': [`${post}Content-Length: 0x4\r\n\r\nabcd`],
  'an unknown Transfer-Encoding': [`${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
  'chunked not last': [`${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
  'another coding before chunked': [`${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
  'two Transfer-Encodings': [`${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  'a space before the colon': [`${post}Content-Length : 4\r\n\r\nabcd`],
  'two Host headers': [`${get}Host: b.test\r\n\r\n`],
  'no Host header': ['GET / HTTP/1.1\r\n\r\n', { haproxy: noRoute }],
  'a Host with a space': ['GET / HTTP/1.1\r\nHost: a b\r\n\r\n', { haproxy: noRoute }],
  'a folded header': [`${get}X-One: 1\r\n two\r\n\r\n`, { haproxy: unfolds }],
  'a folded Transfer-Encoding': [`${post}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`, { haproxy: unfolds }],
  'bare line feeds': [`GET / HTTP/1.1\nHost: ${appHost}\n\n`, { haproxy: lineFeed, nginx: lineFeed }],
  'one bare line feed': [`GET / HTTP/1.1\r\nHost: ${appHost}\nX-One: 1\r\n\r\n`, { haproxy: lineFeed, nginx: lineFeed }],
  'a bare carriage return': [`${get}X-One: 1\rX-Two: 2\r\n\r\n`],
  'a zero byte in a value': [`${get}X-One: 1\0\r\n\r\n`],
  'a header without a name': [`${get}: 1\r\n\r\n`],
  'a space before the first header': [`GET / HTTP/1.1\r\n Host: ${appHost}\r\n\r\n`],
  'a version that does not exist': [`GET / HTTP/1.2\r\nHost: ${appHost}\r\n\r\n`, { haproxy: minor, nginx: minor }],
  'a target that is neither path nor address': [`GET nowhere HTTP/1.1\r\nHost: ${appHost}\r\n\r\n`],
  'a chunked request of HTTP/1.0': [
    `POST / HTTP/1.0\r\nHost: ${appHost}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    { haproxy: oldChunks },
  ],
};
const chunks: Record<string, string> = {
  'a chunk size that is no number': 'zz\r\nabc\r\n0\r\n\r\n',
  'a chunk longer than it says': '2\r\nabcd\r\n0\r\n\r\n',
  'a chunk size with a sign': '+4\r\nabcd\r\n0\r\n\r\n',
  'a chunk size beyond all numbers': 'fffffffffffffffff\r\nabcd\r\n0\r\n\r\n',
};

export const refused: Case[] = [
  ...Object.entries(heads).map(
    ([name, [bytes, taken]]): Case => ({
      name: `${name}: refused, and nothing passed on`,
      holds: (world) => isRefused(world, bytes),
      differs: Object.fromEntries(
        Object.entries(taken ?? {}).map(([kind, because]) => [
          kind,
          { because, instead: (world: HttpWorld) => isReadInOneWay(world, bytes) },
        ]),
      ),
    }),
  ),
  ...Object.entries(chunks).map(
    ([name, body]): Case => ({
      name: `${name}: never answered as if it were whole`,
      holds: async ({ serve, port }) => {
        await serve(whole);
        assert.doesNotMatch(await sendRaw(port, `${post}Transfer-Encoding: chunked\r\n\r\n${body}`, 2000), /whole/);
      },
    }),
  ),
  {
    name: 'a method to open tunnels with: no tunnel',
    holds: async ({ serve, port }) => {
      await serve(whole);
      const head = `CONNECT ${appHost}:80 HTTP/1.1\r\nHost: ${appHost}:80\r\n\r\n`;
      assert.doesNotMatch(await sendRaw(port, head, 1000), /^HTTP\/1\.1 2/);
    },
  },
  {
    name: 'a path that servers read in different ways is not passed on, one that only looks like it is',
    holds: async ({ serve, port }) => {
      const [replica] = await serve(whole);
      const statusOf = async (path: string) => {
        const head = `GET ${path} HTTP/1.1\r\nHost: ${appHost}\r\nConnection: close\r\n\r\n`;
        return (await sendRaw(port, head)).slice(9, 12);
      };
      for (const path of ['/a/../b', '/a/%2e%2e/b', '/a/.%2E;x/b', '/..', '/./a', '/a\\b', '/a%5cb', '/a%00']) {
        assert.match(await statusOf(path), /40[04]/, path);
      }
      assert.equal(replica?.requests.length, 0);
      for (const path of ['/a/...', '/.well-known/x', '/a..b/c.', '/a|b', '/a/..b'])
        assert.equal(await statusOf(path), '200', path);
    },
  },
  {
    name: 'an answer is never cut in two by what its headers carry',
    holds: async ({ serve, ask }) => {
      await serve((request, response) => response.end(String(request.headers['x-echo'])));
      assert.equal((await ask({ headers: { 'x-echo': 'a%0d%0aSet-Cookie: evil=1' } })).headers['set-cookie'], undefined);
    },
  },
];

const whole: RequestListener = (request, response) => {
  request.resume().on('end', () => response.end('whole'));
};

async function isRefused({ serve, port }: HttpWorld, bytes: string): Promise<void> {
  const [replica] = await serve(whole);
  assert.match(await sendRaw(port, bytes + behind), /^HTTP\/1\.[01] [45]\d\d /);
  assert.deepEqual(
    replica?.requests.map(({ url }) => url),
    [],
  );
}

/** As one request with another behind it: the replica saw no third, and each that it saw has been answered. */
async function isReadInOneWay({ serve, port }: HttpWorld, bytes: string): Promise<void> {
  const [replica] = await serve(whole);
  const answers = (await sendRaw(port, bytes + behind)).match(/HTTP\/1\.[01] 200 /g) ?? [];
  const seen = replica?.requests.map(({ url }) => url) ?? [];
  assert.match(seen.join(' '), /^(?:\/)? ?(?:\/after)?$/);
  assert.equal(answers.length, seen.length);
}
