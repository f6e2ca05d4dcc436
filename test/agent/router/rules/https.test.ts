// Routes that are served by HTTPS alone, and what browsers are told of it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { RouteRules } from '../../../../agent/decide/types.ts';
import { openDoor } from '../../../../agent/router/doors.ts';
import type { Wish } from '../exchanges.ts';
import { ask, route, trafficOf } from '../exchanges.ts';
import { passSecure } from '../secure.ts';

const run = promisify(execFile);
const required: RouteRules = { tls: { required: true, hstsMs: 3_600_500 } };

describe('a route that requires TLS', () => {
  const redirected: [string, Wish, number, string][] = [
    ['GET', { target: '/a?b=c%20d' }, 301, 'https://a.test/a?b=c%20d'],
    ['HEAD', { method: 'HEAD', target: '/a' }, 301, 'https://a.test/a'],
    ['POST, whose method has to stay', { method: 'POST', target: '/a' }, 308, 'https://a.test/a'],
    ['DELETE', { method: 'DELETE', target: '/a' }, 308, 'https://a.test/a'],
    ['a path that looks like a host', { target: '//b.test/a' }, 301, 'https://a.test//b.test/a'],
  ];
  for (const [name, wish, status, to] of redirected) {
    it(`redirects ${name}, and promises nothing by HTTP`, async () => {
      const got = await ask(trafficOf(route({ rules: required })), { host: 'a.test', ...wish });
      assert.deepEqual([got.status, got.headers.location], [status, to]);
      assert.equal(got.headers['strict-transport-security'], undefined);
    });
  }

  it('is served by HTTPS, and says for how long it will be, once', async () => {
    const said = ['Strict-Transport-Security', 'max-age=1', 'X-A', '1'];
    const got = await ask(trafficOf(route({ rules: required })), { host: 'a.test', secure: true }, (exchange) =>
      exchange.answer({ status: 200, headers: said }, Buffer.from('here')),
    );
    assert.deepEqual([got.status, got.headers['strict-transport-security'], got.headers['x-a']], [200, 'max-age=3600', '1']);
  });

  it('promises nothing unless it is to', async () => {
    const rules: RouteRules = { tls: { required: false, hstsMs: null } };
    for (const secure of [false, true]) {
      const got = await ask(trafficOf(route({ rules })), { host: 'a.test', secure }, (exchange) =>
        exchange.answer({ status: 200, headers: [] }, null),
      );
      assert.deepEqual([got.status, got.headers['strict-transport-security']], [200, undefined]);
    }
  });
});

describe('a router that listens for both', () => {
  it('sends clients to where it speaks TLS, and answers HTTP-01 where it was asked', async (t) => {
    const { door, traffic, entrance, folder } = await passSecure(t, { route: (targets) => route({ targets, rules: required }) });
    traffic.use({ ...traffic.table(), challenges: { token: 'token.key' } });
    const plain = await openDoor(traffic, { address: '127.0.0.1', port: 0 }, true, undefined, entrance);
    t.after(() => plain.close(0));
    const host = ['--resolve', `a.test:${plain.port}:127.0.0.1`, '--resolve', `a.test:${door.port}:127.0.0.1`];
    const curl = async (...flags: string[]) =>
      (await run('curl', ['-s', '--max-time', '60', '--cacert', `${folder}/a.test.crt`, ...host, ...flags])).stdout;
    const followed = await curl('-L', '-D', '-', '-d', 'body', `http://a.test:${plain.port}/echo`);
    assert.match(followed, /^HTTP\/1\.1 308 /);
    assert.match(followed, /HTTP\/2 200 \r\n(?:.*\r\n)*strict-transport-security: max-age=3600\r\n(?:.*\r\n)*\r\nbody$/);
    assert.equal(await curl(`http://a.test:${plain.port}/.well-known/acme-challenge/token`), 'token.key');
    assert.match(
      await curl('-H', 'Host: a.test', '-w', '%{redirect_url}', `http://a.test:${plain.port}/`),
      /https:\/\/a\.test\/$/,
    );
  });
});
