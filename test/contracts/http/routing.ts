// Which replica answers, and what is answered when none does.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import type { RouteTarget } from '../../../agent/decide/types.ts';
import { freePort } from '../../ports.ts';
import { route } from '../router.ts';
import { appHost, type Case, type HttpWorld } from './types.ts';

export const routing: Case[] = [
  {
    name: 'an exact host beats a wildcard, and that beats any; * is one label, at any place',
    holds: async (world) => {
      const answers = await answersOf(world, [
        [{ host: 'a.wild.test' }, 'exact'],
        [{ host: '*.wild.test' }, 'wild'],
        [{ host: 'a.*.wild.test' }, 'inside'],
        [{ host: null }, 'any'],
      ]);
      assert.deepEqual(await answers('a.wild.test', 'b.wild.test', 'a.b.wild.test', 'c.b.wild.test', 'wild.test', 'x.test'), [
        ...['exact', 'wild', 'inside', 'any', 'any', 'any'],
      ]);
    },
  },
  {
    name: 'the longest path wins, at a / only',
    holds: async (world) => {
      const answers = await answersOf(world, [
        [{ host: appHost, path: '/' }, 'root'],
        [{ host: appHost, path: '/api' }, 'api'],
        [{ host: appHost, path: '/api/v2' }, 'v2'],
      ]);
      const paths = ['/', '/api', '/api?x=/v2', '/api/', '/api/v2', '/api/v2/x', '/api/v20', '/apis', '/x/api'];
      assert.deepEqual(await answers(...paths.map((path) => `${appHost}${path}`)), [
        ...['root', 'api', 'api', 'api', 'v2', 'v2', 'api', 'root', 'root'],
      ]);
    },
  },
  {
    name: 'a host whose paths do not fit leaves the request to the less exact one',
    holds: async (world) => {
      const answers = await answersOf(world, [
        [{ host: appHost, path: '/only' }, 'only'],
        [{ host: '*.test', path: '/wild' }, 'wild'],
        [{ host: null, path: '/' }, 'any'],
      ]);
      assert.deepEqual(await answers(`${appHost}/only/x`, `${appHost}/wild`, `${appHost}/else`), ['only', 'wild', 'any']);
    },
  },
  {
    name: 'a port in Host, capital letters and a dot at its end make no difference',
    holds: async (world) => {
      const answers = await answersOf(world, [
        [{ host: appHost }, 'app'],
        [{ host: null }, 'any'],
      ]);
      assert.deepEqual(await answers('app.test:8080', 'APP.Test', 'app.test.', 'app.test.:80'), ['app', 'app', 'app', 'app']);
    },
  },
  {
    name: '404 where no route is, 503 where nothing is ready, both in plain words',
    holds: async ({ apply, ask }) => {
      await apply(route([], { host: appHost, path: '/known' }));
      const [unknown, known] = [await ask({ path: '/<script>' }), await ask({ path: '/known' })];
      assert.deepEqual([unknown.status, known.status], [404, 503]);
      for (const { headers } of [unknown, known]) assert.match(String(headers['content-type']), /^text\/plain/);
      assert.doesNotMatch(unknown.body, /script/);
    },
  },
  {
    name: 'a replica that takes no connection is passed over, with any method and body',
    holds: async ({ apply, start, ask }) => {
      const [good] = await start(undefined);
      await apply(route([await refuses(), good?.target as RouteTarget], { host: appHost }));
      for (let turn = 0; turn < 6; turn += 1) {
        const { status, body } = await ask({ method: 'POST', path: '/echo', body: 'once' });
        assert.deepEqual([status, body], [200, 'once']);
      }
      assert.equal(good?.requests.length, 6);
    },
  },
  {
    name: 'no replica takes a connection: 502, without a word of the request',
    holds: async ({ apply, ask }) => {
      await apply(route([await refuses()], { host: appHost }));
      const { status, body, headers } = await ask({ path: '/<script>' });
      assert.deepEqual([status, /script/.test(body)], [502, false]);
      assert.match(String(headers['content-type']), /^text\/plain/);
    },
    differs: {
      haproxy: {
        because: 'it says 503, as when none is ready',
        instead: async ({ apply, ask }) => {
          await apply(route([await refuses()], { host: appHost }));
          assert.equal((await ask()).status, 503);
        },
      },
    },
  },
  ...Object.entries({
    'no HTTP': 'SSH-2.0-OpenSSH\r\n',
    'nothing at all': '',
    'half a head': 'HTTP/1.1 200 OK\r\nContent-Le',
    'two lengths': 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok',
  }).map(
    ([what, bytes]): Case => ({
      name: `an answer that is ${what}: 502`,
      holds: async ({ apply, ask }) => {
        const { target, server } = await says(bytes);
        await apply(route([target], { host: appHost }));
        const { status } = await ask().finally(() => server.close());
        assert.equal(status, 502);
      },
    }),
  ),
];

/** Serves each of these by its name; the returned function asks for `host/path` each and says who answered. */
async function answersOf(
  { start, apply, ask }: HttpWorld,
  wanted: [where: { host: string | null; path?: string }, name: string][],
): Promise<(...addresses: string[]) => Promise<string[]>> {
  const replicas = await start(
    ...wanted.map(
      ([, name]) =>
        (_: unknown, response: { end(text: string): unknown }) =>
          void response.end(name),
    ),
  );
  await apply(...wanted.map(([where], at) => route([replicas[at]?.target as RouteTarget], where)));
  return (...addresses) =>
    Promise.all(
      addresses.map(async (address) => {
        const [host = '', ...path] = address.split('/');
        const { status, body } = await ask({ path: `/${path.join('/')}`, headers: { host } });
        return status === 200 ? body : String(status);
      }),
    );
}

async function refuses(): Promise<RouteTarget> {
  return { replica: 'gone', release: 1, address: '127.0.0.1', port: await freePort() };
}

async function says(bytes: string): Promise<{ target: RouteTarget; server: Server }> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { target: { replica: 'strange', release: 1, address: '127.0.0.1', port }, server };
}
