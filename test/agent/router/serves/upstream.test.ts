// Servers outside: where requests go, whom is trusted, and what is rewritten.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import type { Rewrite, Serves } from '../../../../agent/decide/types.ts';
import { rewriting } from '../../../../agent/router/serves/rewrite.ts';
import { destinationOf } from '../../../../agent/router/serves/upstream.ts';
import { patternMistake } from '../../../../lib/linear-pattern.ts';
import { route } from '../../../contracts/router.ts';
import { ask, until } from '../client.ts';
import { makePair } from '../pairs.ts';
import { startReplica } from '../replica.ts';
import { answering } from './answering.ts';
import { releaseFolder } from './folder.ts';

const outside = (
  url: string,
  given: Partial<Extract<Serves, { kind: 'upstream' }>> = {},
): Extract<Serves, { kind: 'upstream' }> => ({
  kind: 'upstream',
  url,
  preserveHost: false,
  verify: true,
  rewriteRequest: [],
  rewriteResponse: [],
  ...given,
});

describe('where a server is', () => {
  const cases: [url: string, address: string, port: number, authority: string, path: string | undefined, servername?: string][] =
    [
      ['http://a.test', 'a.test', 80, 'a.test', undefined],
      ['http://a.test:8080/', 'a.test', 8080, 'a.test:8080', undefined],
      ['https://a.test/base/', 'a.test', 443, 'a.test', '/base', 'a.test'],
      ['https://[2001:db8::1]:8443', '2001:db8::1', 8443, '[2001:db8::1]:8443', undefined, ''],
      ['https://192.0.2.1', '192.0.2.1', 443, '192.0.2.1', undefined, ''],
    ];
  for (const [url, address, port, authority, path, servername] of cases) {
    it(url, () => {
      const to = destinationOf(outside(url));
      assert.deepEqual(
        [to.address, to.port, to.authority, to.path, to.tls?.servername],
        [address, port, authority, path, servername],
      );
    });
  }

  it('connections are shared only by those that want the same', () => {
    const keys = [
      outside('https://a.test'),
      outside('https://a.test', { verify: false }),
      outside('http://a.test'),
      outside('https://a.test', { preserveHost: true }),
    ];
    assert.equal(new Set(keys.map((one) => destinationOf(one).key)).size, 4);
    assert.notEqual(destinationOf(outside('https://a.test'), 'ca').key, destinationOf(outside('https://a.test')).key);
  });
});

describe('rewriting', () => {
  const cases: [rewrites: Rewrite[], before: string[], after: string[]][] = [
    [
      [{ header: 'location', from: '^http://([^/]+)/', to: 'https://$1:8443/' }],
      ['Location', 'http://a.b/c'],
      ['Location', 'https://a.b:8443/c'],
    ],
    [[{ header: 'X', from: 'a', to: 'b' }], ['x', 'banana', 'X', 'a', 'Y', 'a'], ['x', 'bbnbnb', 'X', 'b', 'Y', 'a']],
    [[{ header: 'X', from: '(a)|(b)', to: '[$1$2]$$' }], ['X', 'ab'], ['X', '[a]$[b]$']],
    [
      [
        { header: 'X', from: '^a$', to: 'b' },
        { header: 'X', from: '^b$', to: 'c' },
      ],
      ['X', 'a'],
      ['X', 'c'],
    ],
    [[{ header: 'X', from: 'nothing', to: 'b' }], ['X', 'a'], ['X', 'a']],
    [[{ header: 'X', from: 'a', to: 'b'.repeat(100) }], ['X', 'a'.repeat(100)], ['X', 'a'.repeat(100)]],
    [[{ header: 'X', from: 'a', to: '' }], ['X', 'a'.repeat(5000)], ['X', 'a'.repeat(5000)]],
  ];
  for (const [rewrites, before, after] of cases) {
    it(`${rewrites.map(({ from, to }) => `${from} -> ${to.slice(0, 20)}`).join(', ')}: ${before.join(' ').slice(0, 30)}`, () => {
      assert.deepEqual(rewriting(rewrites)?.(before), after);
    });
  }

  it('takes no longer for a hostile value: the engine is linear', () => {
    const change = rewriting([{ header: 'X', from: '^(a+)+$', to: '' }]);
    assert.deepEqual(change?.(['X', `${'a'.repeat(4000)}!`]), ['X', `${'a'.repeat(4000)}!`]);
  });

  it('patterns that would be large or not linear are refused', () => {
    for (const from of ['(', '(?=a)', '(a)\\1', '((a{0,100}){0,10})b', 'a{1,2000}']) assert.ok(patternMistake(from), from);
    for (const from of ['^https?://([^/]+)(/.*)?$', '(?i)session=[^;]*', '\\d{1,100}'])
      assert.equal(patternMistake(from), undefined);
  });
});

describe('a request to a server outside', () => {
  it('goes to its host and under its path, and comes back rewritten', async (t) => {
    const server = await startReplica((request, response) => {
      response.setHeader('Location', `http://${request.headers.host}${request.url}`);
      response.setHeader('X-Seen', `${request.headers['x-key']} ${request.headers['x-forwarded-host']}`);
      response.end('from outside');
    });
    t.after(() => server.close());
    const { port: there } = server.target;
    const serves = outside(`http://127.0.0.1:${there}/base/`, {
      rewriteRequest: [{ header: 'X-Key', from: '^k-(.*)$', to: 'key $1' }],
      rewriteResponse: [{ header: 'Location', from: `^http://127\\.0\\.0\\.1:${there}/base/`, to: 'https://a.test/' }],
    });
    const { port, traffic } = await answering(t, [route([target()], { path: '/api', serves, rules: { stripPath: true } })]);
    const got = await ask(port, { path: '/api/x?y=1', headers: { host: 'a.test', 'x-key': 'k-7' } });
    assert.deepEqual([got.status, got.body], [200, 'from outside']);
    assert.deepEqual([got.headers.location, got.headers['x-seen']], ['https://a.test/x?y=1', 'key 7 a.test']);
    assert.equal(traffic.figures.all()[0]?.requests, 1);
  });

  it('keeps the Host of the client where that is asked for', async (t) => {
    const server = await startReplica((request, response) => response.end(request.headers.host));
    t.after(() => server.close());
    const serves = outside(`http://127.0.0.1:${server.target.port}`, { preserveHost: true });
    const { port } = await answering(t, [route([target()], { serves })]);
    assert.equal((await ask(port, { headers: { host: 'a.test:81' } })).body, 'a.test:81');
  });

  it('that cannot be reached is a 502 that says so', async (t) => {
    const { port } = await answering(t, [route([target()], { serves: outside('http://127.0.0.1:1') })]);
    const got = await ask(port);
    assert.deepEqual([got.status, got.body], [502, 'The server behind this address cannot be reached.\n']);
  });

  it('trusts a certificate by the authorities of its release alone', async (t) => {
    const folder = releaseFolder();
    t.after(() => folder.remove());
    const there = await secureServer(t, folder.path, (_, response) => response.end('secret'));
    const status = async (given: Partial<Extract<Serves, { kind: 'upstream' }>>) => {
      const { port } = await answering(t, [route([folder.target()], { serves: outside(`https://localhost:${there}`, given) })]);
      return (await ask(port)).status;
    };
    assert.equal(await status({}), 502);
    assert.equal(await status({ verify: false }), 200);
    assert.equal(await status({ ca: 'localhost.crt' }), 200);
    assert.equal(await status({ ca: 'not-there.crt' }), 502);
  });

  it('waits in turn when as much is in flight as may be; one that is refused leaves its place to the next', async (t) => {
    const server = await startReplica((_, response) => response.end('from outside'));
    t.after(() => server.close());
    const limits = { headBytes: null, bodyBytes: 10, inFlight: 1, queue: 2, queueMs: 60_000 };
    const serves = outside(`http://127.0.0.1:${server.target.port}`);
    const { port, traffic } = await answering(t, [route([target()], { serves, rules: { limits } })]);
    const end = traffic.inFlight.begin(target().replica);
    const large = ask(port, { method: 'POST', body: 'x'.repeat(11) });
    await until('one waits', () => traffic.waiting.count() === 1);
    const small = ask(port);
    await until('two wait', () => traffic.waiting.count() === 2);
    const refused = await ask(port);
    assert.deepEqual([refused.status, refused.body], [503, 'Too many requests are waiting for the application.\n']);
    end();
    assert.deepEqual([(await large).status, (await small).body], [413, 'from outside']);
  });

  it('has its place while the authorities are read', async (t) => {
    const folder = releaseFolder();
    t.after(() => folder.remove());
    const there = await secureServer(t, folder.path, (_, response) => response.end('secret'));
    const serves = outside(`https://localhost:${there}`, { ca: 'localhost.crt' });
    const limited = (inFlight: number) => {
      const limits = { headBytes: null, bodyBytes: null, inFlight, queue: 2, queueMs: 60_000 };
      return route([folder.target()], { serves, rules: { limits } });
    };
    const { port, traffic } = await answering(t, [limited(1)]);
    const end = traffic.inFlight.begin(folder.target().replica);
    const both = [ask(port), ask(port)];
    await until('two wait', () => traffic.waiting.count() === 2);
    traffic.use({ revision: 2, routes: [limited(2)] });
    assert.equal(traffic.waiting.count(), 1);
    end();
    for (const { body } of await Promise.all(both)) assert.equal(body, 'secret');
  });
});

async function secureServer(t: TestContext, folder: string, handle: RequestListener): Promise<number> {
  const { certFile, keyFile } = makePair(folder, ['localhost']);
  const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

function target() {
  return { replica: 'outside.1', release: 1, address: '127.0.0.1', port: 0 };
}
