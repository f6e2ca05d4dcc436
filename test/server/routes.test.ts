// What ctl routes says: the same as a router does, with the reason.
import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findRoute, indexRoutes } from '../../agent/router/match.ts';
import { route, type SentRoute } from '../../bundle/routes.ts';
import { explainLines, routeLines } from '../../cli/show/routes.ts';
import type { ExplainRouteReply } from '../../proto/generated/castellan/v1/ExplainRouteReply.ts';
import { explain, hiddenView, type KnownRoute, routeView } from '../../server/views/routes.ts';

const on = { host: 'h1', release: 7, version: '1.2.0', replicas: ['shop-web-1-aaaa'], wanted: 2, away: false };

function known(app: string, of: Record<string, unknown>, hosts = [on]): KnownRoute {
  const made = (of.serves ? of : route.parse(of)) as SentRoute;
  const place = { port: made.port ?? null, host: made.host ?? null, path: made.path };
  return { ...place, app, environment: 'production', process: 'web', route: made, hosts };
}

const routes = [
  known('shop', { host: 'www.example.com', path: '/api', allow: ['10.0.0.0/8'], rate_limits: [{ limit: 5 }] }),
  known('shop', { host: 'www.example.com' }),
  known('wild', { host: '*.example.com', static: { root: 'public' } }),
  known('wilder', { host: '*.*.com', redirect: { host: 'www.example.com' } }),
  known('rest', {}),
  known('admin', { port: 8080 }),
  known('db', { port: 5432, protocol: 'tcp' }),
];

function explained(host: string, path = '/', port = 0, all = routes): ExplainRouteReply {
  return explain(all, { host, port, path, https: false }, new Set([80]), routeView) as ExplainRouteReply;
}

const screen = { columns: 80, paint: (_: string, text: string) => text };

describe('ctl routes explain', () => {
  it('says which routes fit, which wins and why the others do not', () => {
    const { fits } = explained('www.example.com', '/api/users');
    deepEqual(
      fits.map(({ route: of, behind }) => [of?.app, of?.path, behind]),
      [
        ['shop', '/api', ''],
        ['shop', '/', 'the longer path wins'],
        ['wild', '/', 'an exact name goes before a wildcard'],
        ['wilder', '/', 'an exact name goes before a wildcard'],
        ['rest', '/', 'a name goes before any name'],
      ],
    );
    equal(explained('ftp.example.com').fits[1]?.behind, 'a wildcard with more exact labels goes first');
    equal(explained('any.test', '/', 8080).fits[0]?.route?.app, 'admin');
  });

  it('says what no router looks a route up for, and what is like a name that nothing fits', () => {
    match(explained('www.example.com', '/a/../b').refused, /read in different ways/);
    match(explained('www.example.com', '/', 9999).refused, /no router listens on port 9999/);
    const named = routes.filter(({ host }) => host !== null);
    const { fits, nearest } = explained('ww.example.org', '/', 0, named);
    deepEqual(fits, []);
    equal(nearest[0]?.host, 'www.example.com');
  });

  it('is what a router does, whatever the routes', () => {
    const host = fc.option(fc.constantFrom('a.b', '*.b', 'a.*', '*.*', 'c'));
    const path = fc.constantFrom('/', '/x', '/x/y', '//x', '/%78', '/../x');
    const some = fc.uniqueArray(fc.tuple(host, fc.constantFrom('/', '/x', '/x/y')), {
      maxLength: 8,
      selector: ([one, two]) => `${one} ${two}`,
    });
    fc.assert(
      fc.property(some, fc.constantFrom('a.b', 'c.b', 'c', 'd'), path, (pairs, asked, wanted) => {
        const all = pairs.map(([one, two], at) => known(`app-${at}`, { ...(one ? { host: one } : {}), path: two }));
        const table = indexRoutes(all.map(({ route: _, hosts: __, ...of }) => ({ ...of, targets: [] })));
        const [first] = explained(asked, wanted, 0, all).fits ?? [];
        equal(first?.route?.app, findRoute(table, 80, true, asked, wanted)?.app);
      }),
    );
  });

  it('says of an app that the caller may not see that it is there, and nothing else', () => {
    const view = (of: KnownRoute) => (of.app === 'shop' ? hiddenView(of) : routeView(of));
    const asked = { host: 'www.example.com', port: 0, path: '/', https: false };
    const reply = explain(routes, asked, new Set(), view) as ExplainRouteReply;
    equal(JSON.stringify(reply.fits[0]).includes('shop'), false);
    deepEqual(explainLines(reply, screen).slice(0, 2), [
      'www.example.com/ goes to www.example.com/',
      '  of an app that you may not see',
    ]);
  });

  it('reads well at 80 columns', () => {
    deepEqual(explainLines(explained('www.example.com', '/api/users'), screen), [
      'www.example.com/api/users goes to www.example.com/api',
      '  shop/web in production: replicas',
      '  - only from 10.0.0.0/8',
      '  - 5 in 1s by address (sliding-window)',
      '  h1: v7 (1.2.0), 1/2 ready: shop-web-1-aaaa',
      'also fits, in this order:',
      '  www.example.com/ (shop/web): the longer path wins',
      '  *.example.com/ (wild/web): an exact name goes before a wildcard',
      '  *.*.com/ (wilder/web): an exact name goes before a wildcard',
      '  any name / (rest/web): a name goes before any name',
    ]);
    const lines = routeLines(routes.map(routeView) as never, screen);
    equal(lines.length, 8);
    for (const line of lines) equal(line.length <= 80, true, line);
    match(lines.join('\n'), /tcp :5432 +db\/web +v7 +1\/2 ready +h1 +replicas, whatever/);
    match(lines.join('\n'), /\*\.example\.com\/ +wild\/web +v7 +1\/2 ready +h1 +files of public/);
  });
});
