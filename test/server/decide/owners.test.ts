// Which app a route belongs to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conflicts, type Routed, type RouteFacts, sayConflict, sayRoute } from '../../../server/decide/owners.ts';

function route(host: string | null, path = '/', port: number | null = null): RouteFacts {
  return { host, path, port };
}

function app(name: string, routes: RouteFacts[], on: Record<string, string> = {}): Routed {
  return { app: name, process: 'web', release: 7, on, routes };
}

function clash(mine: RouteFacts, theirs: RouteFacts): boolean {
  return conflicts([app('shop', [mine])], [app('blog', [theirs])]).length > 0;
}

test('the same host name, port and path is one owner’s, with or without a slash at the end', () => {
  assert.ok(clash(route('www.example.com'), route('www.example.com')));
  assert.ok(clash(route('www.example.com', '/api'), route('www.example.com', '/api/')));
  assert.ok(clash(route('*.example.com'), route('*.example.com')));
  assert.ok(clash(route(null), route(null)));
});

test('another name, path or port is another route; the more exact one wins at the router', () => {
  assert.ok(!clash(route('www.example.com'), route('api.example.com')));
  assert.ok(!clash(route('www.example.com'), route('www.example.com', '/api')));
  assert.ok(!clash(route('www.example.com'), route('*.example.com')));
  assert.ok(!clash(route('www.example.com'), route('www.example.com', '/', 8080)));
  assert.ok(!clash(route(null), route('www.example.com')));
});

test('an app is never in its own way', () => {
  assert.deepEqual(conflicts([app('shop', [route(null)])], [app('shop', [route(null)])]), []);
});

test('without a host name it matters where they run; a host name is one app’s wherever it runs', () => {
  const [front, back] = [{ role: 'front' }, { role: 'back' }];
  assert.deepEqual(conflicts([app('shop', [route(null)], front)], [app('blog', [route(null)], back)]), []);
  assert.equal(conflicts([app('shop', [route(null)], front)], [app('blog', [route(null)])]).length, 1);
  assert.equal(conflicts([app('shop', [route('a.b')], front)], [app('blog', [route('a.b')], back)]).length, 1);
});

test('a port has either tcp or HTTP, on the hosts that both may run on', () => {
  const tcp = { ...route(null, '/', 5432), tcp: true };
  assert.ok(clash(tcp, route('www.example.com', '/api', 5432)));
  assert.ok(clash(route(null, '/', 5432), tcp));
  assert.ok(clash(tcp, tcp));
  assert.ok(!clash(tcp, route('www.example.com')));
  assert.ok(!clash(tcp, { ...tcp, port: 5433 }));
  const [front, back] = [{ role: 'front' }, { role: 'back' }];
  assert.deepEqual(conflicts([app('shop', [tcp], front)], [app('blog', [route('a.b', '/', 5432)], back)]), []);
  assert.equal(sayRoute(tcp), 'tcp on port 5432');
});

test('a conflict names both', () => {
  const [found] = conflicts([app('shop', [route('www.example.com', '/api')])], [app('blog', [route('www.example.com', '/api')])]);
  assert.equal(found && sayConflict(found), 'web answers for www.example.com/api, which belongs to web of blog (v7)');
  assert.equal(sayRoute(route(null, '/', 8080)), 'every host name, path / on port 8080');
});
