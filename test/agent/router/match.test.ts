// Matching: which route wins, and that its cost does not grow with the table.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RouteEntry } from '../../../agent/decide/types.ts';
import { findRoute, hostName, indexRoutes, strippedPath } from '../../../agent/router/match.ts';
import { rankedRoutes } from '../../../bundle/matching.ts';

describe('finding the route of a request', () => {
  const table = indexRoutes([
    entry('any', null, '/'),
    entry('www', 'www.example.com', '/'),
    entry('api', 'www.example.com', '/api'),
    entry('users', 'www.example.com', '/api/users/'),
    entry('wild', '*.example.com', '/'),
    entry('inner', 'a.*.example.com', '/'),
    entry('wilder', '*.*.example.com', '/'),
    entry('left', '*.b.example.org', '/'),
    entry('left-most', 'a.*.example.org', '/'),
    entry('more', 'm.b.example.*', '/'),
    entry('fewer', '*.*.example.net', '/'),
    entry('only-path', 'deep.example.com', '/deep'),
    entry('port', null, '/', 9000),
    entry('port-host', 'www.example.com', '/', 9000),
  ]);
  const cases: [host: string, path: string, app: string | undefined, port?: number][] = [
    ['www.example.com', '/', 'www'],
    ['www.example.com', '/api', 'api'],
    ['www.example.com', '/api/', 'api'],
    ['www.example.com', '/apis', 'www'],
    ['www.example.com', '/api/users', 'users'],
    ['www.example.com', '/api/users/7', 'users'],
    ['www.example.com', '/api/users7', 'api'],
    ['www.example.com', '//api//users', 'users'],
    ['www.example.com', '/%61pi', 'api'],
    ['www.example.com', '/api%2Fusers', 'www'],
    ['www.example.com', '/api/%2e%2e/x', undefined],
    ['www.example.com', '/api/../x', undefined],
    ['www.example.com', '/api/.', undefined],
    ['www.example.com', '/api/..;a=b/x', undefined],
    ['www.example.com', '/api/...', 'api'],
    ['www.example.com', '/.well-known/x', 'www'],
    ['www.example.com', '/api\\x', undefined],
    ['www.example.com', '/api%5Cx', undefined],
    ['www.example.com', '/api/100%', undefined],
    ['www.example.com', '*', 'www'],
    ['ftp.example.com', '/api', 'wild'],
    ['a.b.example.com', '/', 'inner'],
    ['A.B.Example.com', '/', 'inner'],
    ['x.b.example.org', '/', 'left'],
    ['a.x.example.org', '/', 'left-most'],
    ['a.b.example.org', '/', 'left-most'],
    ['m.b.example.net', '/', 'more'],
    ['c.b.example.net', '/', 'fewer'],
    ['c.b.example.com', '/', 'wilder'],
    ['d.c.b.example.com', '/', 'any'],
    ['example.com', '/', 'any'],
    ['', '/', 'any'],
    ['deep.example.com', '/deep/er', 'only-path'],
    ['deep.example.com', '/other', 'wild'],
    ['other.test', '/', 'port', 9000],
    ['www.example.com', '/api', 'port-host', 9000],
    ['www.example.com', '/', undefined, 9001],
  ];
  for (const [host, path, app, port = 80] of cases) {
    it(`${host}:${port}${path} -> ${app}`, () => {
      assert.equal(findRoute(table, port, port === 80, host, path)?.app, app);
    });
  }

  it('agrees with the plain reading of the rules on random tables', () => {
    const label = fc.constantFrom('a', 'b', '*');
    const host = fc.option(fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.')));
    const path = fc.array(fc.constantFrom('x', 'xy', 'y'), { maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
    const routes = fc.uniqueArray(fc.tuple(host, path), { maxLength: 12, selector: ([one, two]) => `${one} ${two}` });
    const asked = fc.tuple(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }), path);
    fc.assert(
      fc.property(routes, asked, (pairs, [labels, wanted]) => {
        const entries = pairs.map(([one, two]) => entry(`${one} ${two}`, one, two));
        const expected = plainly(entries, labels, wanted).map(({ app }) => app);
        assert.equal(findRoute(indexRoutes(entries), 80, true, labels.join('.'), wanted)?.app, expected[0]);
        const ranked = rankedRoutes(indexRoutes(entries), 80, true, labels.join('.'), wanted);
        assert.deepEqual(
          ranked.map(({ app }) => app),
          expected,
        );
      }),
    );
  });

  it('costs as much for 10,000 routes as for 10, and nothing for a path of slashes', () => {
    const [few, many] = [10, 10_000].map((count) => {
      return indexRoutes(Array.from({ length: count }, (_, at) => entry(`app-${at}`, `h${at}.example.com`, `/p${at}`)));
    });
    for (const index of [few, many]) {
      assert.equal(index?.ports.get(null)?.exact.get('h9.example.com')?.byPrefix.size, 1);
      assert.equal(findRoute(index as never, 80, true, 'h9.example.com', '/p9/x')?.app, 'app-9');
      assert.equal(findRoute(index as never, 80, true, 'h9.example.com', '/'.repeat(30_000)), undefined);
    }
  });
});

describe('taking a prefix off a path', () => {
  const cases: [path: string, prefix: string, rest: string][] = [
    ['/api/users', '/api', '/users'],
    ['/api/users', '/api/', '/users'],
    ['/api', '/api', '/'],
    ['/', '/', '/'],
    ['//api//x', '/api', '/x'],
    ['/api//evil.example', '/api', '/evil.example'],
    ['/%61pi/a%2Fb', '/api', '/a%2Fb'],
  ];
  for (const [path, prefix, rest] of cases) {
    it(`${path} without ${prefix} is ${rest}`, () => assert.equal(strippedPath(path, prefix), rest));
  }
});

describe('reading a Host header', () => {
  const names: [string | undefined, string | undefined][] = [
    ['WWW.Example.COM', 'www.example.com'],
    ['www.example.com:8080', 'www.example.com'],
    ['www.example.com.', 'www.example.com'],
    ['www.example.com.:80', 'www.example.com'],
    ['[::1]:80', '[::1]'],
    ['', ''],
    [undefined, ''],
    ['a b', undefined],
    ['user@host', undefined],
    ['host/path', undefined],
    ['<script>', undefined],
    ['host:port', undefined],
  ];
  for (const [header, name] of names) {
    it(`${header} -> ${name}`, () => assert.equal(hostName(header), name));
  }
});

function entry(app: string, host: string | null, path: string, port: number | null = null): RouteEntry {
  return { port, host, path, app, environment: 'production', process: 'web', targets: [] };
}

// Most exact host first (fewer wildcards, then exact ones to the left), then the longest path.
function plainly(entries: RouteEntry[], labels: string[], path: string): RouteEntry[] {
  const rank = ({ host }: RouteEntry): string => {
    if (host === null) return '3';
    if (!host.includes('*')) return '1';
    const any = host.split('.').map((label) => (label === '*' ? '1' : '0'));
    return `2${any.filter((one) => one === '1').length}${any.join('')}`;
  };
  const fits = ({ host, path: prefix }: RouteEntry) => {
    const pattern = host?.split('.');
    if (pattern && (pattern.length !== labels.length || pattern.some((one, at) => one !== '*' && one !== labels[at])))
      return false;
    return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
  };
  return entries.filter(fits).sort((one, two) => rank(one).localeCompare(rank(two)) || two.path.length - one.path.length);
}
