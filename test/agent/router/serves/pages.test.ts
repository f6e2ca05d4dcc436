// What the router says itself, and pages that are sent instead: over real connections.
import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { RouteEntry } from '../../../../agent/decide/types.ts';
import { keepPages, maxPageBytes } from '../../../../agent/router/serves/pages.ts';
import { route } from '../../../contracts/router.ts';
import { ask, sendRaw } from '../client.ts';
import { startReplica } from '../replica.ts';
import { answering } from './answering.ts';
import { releaseFolder } from './folder.ts';

const folder = releaseFolder();
after(() => folder.remove());
folder.write('errors/503.html', '<h1>soon</h1>');
folder.write('errors/404.txt', 'lost');
folder.write('errors/429.html', '<h1>slowly</h1>');
folder.write('errors/large.html', Buffer.alloc(maxPageBytes + 1, 'x'));
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const nobody = (port = 1) => ({ replica: 'gone.1', release: 1, address: '127.0.0.1', port, folder: folder.path });

describe('what the router says', () => {
  it('tells an unknown name, an unknown path and an app that is not ready apart', async (t) => {
    const { port } = await answering(t, [route([], { host: 'a.test', path: '/api' }), route([], { host: '*.b.test' })]);
    const said = async (host: string, path = '/') => {
      const { status, body, headers } = await ask(port, { path, headers: { host } });
      assert.equal(headers['cache-control'], 'no-store');
      return [status, body];
    };
    assert.deepEqual(await said('nowhere.test'), [404, 'Nothing is served under this host name.\n']);
    assert.deepEqual(await said('a.test'), [404, 'Nothing is served under this path.\n']);
    assert.deepEqual(await said('a.test', '/api/x'), [503, 'No replica of the application is ready.\n']);
    assert.deepEqual(await said('x.b.test'), [503, 'No replica of the application is ready.\n']);
  });

  it('is a page to browsers, and nothing of the request is in it', async (t) => {
    const { port } = await answering(t, [route([], { host: 'a.test' })]);
    const evil = '<script>alert(1)</script>';
    const hosts = ['a.test', 'nowhere.test', `x${evil}`];
    for (const host of hosts) {
      const raw = `GET /${encodeURIComponent(evil)}/%3Cscript%3E?${evil} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\nReferer: ${evil}\r\nConnection: close\r\n\r\n`;
      const said = await sendRaw(port, raw);
      assert.match(said, /^HTTP\/1\.1 (?:400|404|503) /);
      assert.ok(!/script|alert|nowhere/i.test(said), said);
    }
    const { headers, body } = await ask(port, { headers: { host: 'nowhere.test', ...browser } });
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.match(body, /<h1>404 Not Found<\/h1>\n<p>Nothing is served under this host name\.<\/p>/);
  });
});

describe('pages', () => {
  const pages = { '503': 'errors/503.html', '404': 'errors/404.txt', '429': 'errors/429.html' };

  it('of a route are those of its release, also when its last replica has gone', async (t) => {
    const entry = (targets: RouteEntry['targets']) => route(targets, { host: 'a.test', rules: { pages } });
    const { port, traffic } = await answering(t, [entry([nobody()])]);
    traffic.use({ revision: 2, routes: [entry([])] });
    const { status, body, headers } = await ask(port, { headers: { host: 'a.test' } });
    assert.deepEqual([status, body, headers['content-type']], [503, '<h1>soon</h1>', 'text/html; charset=utf-8']);
    assert.equal(headers['retry-after'], '1');
  });

  it('are for their status', async (t) => {
    const rateLimits = [{ by: 'everyone' as const, algorithm: 'fixed-window' as const, limit: 1, periodMs: 3_600_000 }];
    const files = { kind: 'static' as const, root: '.', index: 'index.html', listing: false, precompressed: false };
    const { port } = await answering(t, [
      route([nobody()], { host: 'files.test', serves: files, rules: { pages } }),
      route([nobody()], { host: 'limited.test', rules: { pages, rateLimits } }),
    ]);
    assert.deepEqual(await statusAndBody(port, 'files.test'), [404, 'lost']);
    assert.deepEqual(await statusAndBody(port, 'limited.test'), [502, 'The application cannot be reached.\n']);
    assert.deepEqual(await statusAndBody(port, 'limited.test'), [429, '<h1>slowly</h1>']);
  });

  it('of the host are for what no route is for, and for routes without one of their own', async (t) => {
    const of = (name: string, content: string) => folder.write(`host/${name}`, content);
    const ofHost = {
      '404': of('404.html', 'host 404'),
      '503': of('503.html', 'host 503'),
      maintenance: of('m.html', 'host works'),
    };
    const { port } = await answering(
      t,
      [
        route([nobody()], {
          host: 'own.test',
          serves: { kind: 'maintenance' },
          rules: { pages: { maintenance: 'errors/503.html' } },
        }),
        route([], { host: 'none.test' }),
        route([], { host: 'works.test', serves: { kind: 'maintenance' } }),
        route([], { host: 'broken.test', rules: { pages: { '503': 'errors/not-there.html' } } }),
        route([nobody()], {
          host: 'gone.test',
          serves: { kind: 'maintenance' },
          rules: { pages: { maintenance: 'errors/no.html' } },
        }),
      ],
      { pages: ofHost },
    );
    assert.deepEqual(await statusAndBody(port, 'nowhere.test'), [404, 'host 404']);
    assert.deepEqual(await statusAndBody(port, 'none.test'), [503, 'host 503']);
    assert.deepEqual(await statusAndBody(port, 'broken.test'), [503, 'host 503']);
    assert.deepEqual(await statusAndBody(port, 'works.test'), [503, 'host works']);
    assert.deepEqual(await statusAndBody(port, 'own.test'), [503, '<h1>soon</h1>']);
    assert.deepEqual(await statusAndBody(port, 'gone.test'), [503, 'host works']);
  });

  it('that cannot be had do not keep anybody from an answer', async () => {
    symlinkSync('/etc/passwd', join(folder.path, 'errors/out.html'));
    const store = keepPages();
    const table = { revision: 1, routes: [] };
    for (const page of ['errors/large.html', 'errors/out.html', 'errors', 'errors/none.html', '../x']) {
      assert.equal(await store.find(table, route([nobody()], { rules: { pages: { '503': page } } }), '503'), undefined, page);
    }
    assert.equal(store.find(table, undefined, '503'), undefined);
  });

  it('are read again when they have changed, looked at once a second', async () => {
    let now = 0;
    const store = keepPages(() => now);
    const name = folder.write('errors/changing.html', 'one');
    const find = async () => {
      const page = await store.find(
        { revision: 1, routes: [] },
        route([nobody()], { rules: { pages: { '404': 'errors/changing.html' } } }),
        '404',
      );
      return page?.body.toString();
    };
    assert.equal(await find(), 'one');
    writeFileSync(name, 'three');
    assert.equal(await find(), 'one');
    now = 1001;
    assert.equal(await find(), 'three');
  });
});

describe('maintenance', () => {
  it('is a 503 that says when to come back', async (t) => {
    const { port } = await answering(t, [route([], { serves: { kind: 'maintenance' } })]);
    const { status, headers, body } = await ask(port);
    assert.deepEqual([status, headers['retry-after'], body], [503, '60', 'This is being worked on and will be back.\n']);
  });

  it('ends with the next table', async (t) => {
    const replica = await startReplica();
    t.after(() => replica.close());
    const { port, traffic } = await answering(t, [route([replica.target], { serves: { kind: 'maintenance' } })]);
    assert.equal((await ask(port)).status, 503);
    traffic.use({ revision: 2, routes: [route([replica.target])] });
    assert.equal((await ask(port)).status, 200);
  });
});

async function statusAndBody(port: number, host: string): Promise<[number, string]> {
  const { status, body } = await ask(port, { headers: { host } });
  return [status, body];
}
