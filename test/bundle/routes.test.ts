// What a manifest may say of routes: each mistake with its place and what to write instead; all that is right comes to the router.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { routesOf } from '../../agent/decide/routes.ts';
import { checkTable } from '../../agent/router/table.ts';
import { readManifest } from '../../bundle/manifest.ts';
import { pack } from '../../bundle/pack.ts';
import { readProcess, writeProcess } from '../../bundle/process.ts';
import { BundleRefused } from '../../bundle/refused.ts';
import { aReplica, aWish, healthy } from '../agent/decide/replicas.ts';

const web = (routes: string, more = '') =>
  `app: x\nprocesses:\n  web:\n    command: x\n    ports: { http: auto }\n${more}    routes:\n${routes}`;

const mistakes: Record<string, [routes: string, expected: string[], more?: string]> = {
  'what tcp does not know': [
    '      - { protocol: tcp, port: 5432, host: a.b, path: /x, static: { root: public }, allow: [10.0.0.0/8] }\n',
    [
      'routes.0.host: is about HTTP, and this route passes on whatever comes; remove it, or protocol: tcp',
      'routes.0.path: is about HTTP, and this route passes on whatever comes; remove it, or protocol: tcp',
      'routes.0.static: is about HTTP, and this route passes on whatever comes; remove it, or protocol: tcp',
      'routes.0.allow: is asked of each HTTP request, and this route passes on whatever comes; remove it, or protocol: tcp',
    ],
  ],
  'tcp and HTTP on one port': [
    '      - { protocol: tcp, port: 5432 }\n      - { port: 5432, host: a.b }\n',
    ['routes.1.port: port 5432 belongs to processes.web.routes.0, for tcp; one port cannot have both'],
  ],
  'where a route without replicas would go': [
    '      - { to: http, affinity: {}, redirect: { host: a.b } }\n',
    [
      'routes.0.to: goes with replicas alone, and this route is answered by redirect; remove one of them',
      'routes.0.affinity: goes with replicas alone, and this route is answered by redirect; remove one of them',
    ],
  ],
  'headers of the connection, and what is no regular expression': [
    `      - upstream: { url: 'https://a.b', rewrite_request: [{ header: Host, from: '(', to: '' }] }
        headers: { request: { set: { Connection: close } }, response: { remove: [Transfer-Encoding] } }\n`,
    [
      'routes.0.upstream.rewrite_request.0.header: Host is the router’s own; it cannot be changed',
      'routes.0.upstream.rewrite_request.0.from: error parsing regexp: missing closing ): `(`',
      'routes.0.headers.request.set.Connection: Connection is the router’s own; it cannot be changed',
      'routes.0.headers.response.remove.0: Transfer-Encoding is the router’s own; it cannot be changed',
    ],
  ],
  'a secret that the process does not get': [
    '      - { basic_auth: { secret: USERS } }\n',
    ['routes.0.basic_auth.secret: "USERS" is not among the secrets of this process; add it there'],
    '    secrets: [OTHER]\n',
  ],
  'two for the same requests, written differently': [
    '      - { host: a.b, path: /api }\n      - { host: a.b, path: /%61pi/ }\n',
    ['routes.1: the same requests go to processes.web.routes.0 already'],
  ],
  'paths and names that nobody could ask for': [
    '      - { path: /a/../b }\n      - { path: "/a b" }\n      - { host: -a.b }\n      - { host: A.b }\n',
    [
      'routes.0.path: must have no dot segments, backslashes or broken % in it',
      'routes.1.path: must have no space, ? or #; write other characters as %XX',
      'routes.2.host: must be a host name in lower case; * stands for one label',
      'routes.3.host: must be a host name in lower case; * stands for one label',
    ],
  ],
  'a redirect to itself': [
    '      - { host: a.b, redirect: { host: a.b } }\n',
    ['routes.0.redirect.host: leads back to this very route'],
  ],
};

describe('mistakes in routes', () => {
  for (const [name, [routes, expected, more]] of Object.entries(mistakes))
    it(name, () => {
      const found = readManifest(web(routes, more)).mistakes ?? [];
      deepEqual(
        found.map(({ path, message }) => `${path.replace('processes.web.', '')}: ${message}`),
        expected,
      );
      ok(found.every(({ line }) => line > 5));
    });
});

const everything = `
      - { host: '*.example.com', path: /api/, to: http, strip_path: true, affinity: { cookie: c }, compress: [zstd, gzip] }
      - { protocol: tcp, port: 5432, timeouts: { connect: 1s, headers: 1s, idle: 1h } }
      - { host: a.b, path: /files, static: { root: public, listing: true, fallback: index.html, cache: no-store } }
      - { host: old.b, redirect: { host: a.b, scheme: https, port: 8443, status: 301 } }
      - { host: b.b, redirect: { to: 'https://a.b/x?y' } }
      - host: up.b
        upstream: { url: 'https://c.d:8443/base', preserve_host: true, verify: false, ca: ca.pem, rewrite_request: [{ header: X, from: '^(.*)$', to: $1 }] }
        tls: { certificate: acme, required: true, hsts: 730d }
        limits: { head: 16K, body: 10M, in_flight: 10, queue: 5, queue_timeout: 2s }
        rate_limits: [{ limit: 5 }, { by: { header: X-Key, and: address }, algorithm: leaky-bucket, limit: 1, period: 1m }]
        basic_auth: { secret: USERS }
        allow: [10.0.0.0/8, '::1']
        headers: { request: { set: { X-A: b } }, response: { remove: [Server] } }
        method_override: [header, query]
        pages: { '404': 404.html, maintenance: m.html }
`;

describe('a route on its way', () => {
  it('all that a manifest takes, a host and its router take too', () => {
    const { manifest, mistakes: found } = readManifest(web(everything));
    deepEqual(found, undefined);
    const process = manifest?.processes.web;
    ok(process);
    const spec = readProcess(writeProcess({ ...process, secrets: { USERS: 1 } }));
    deepEqual(spec.routes, JSON.parse(JSON.stringify(process.routes)));
    const folder = '/var/lib/bundles/x';
    const replica = aReplica(healthy, { promotedAt: 1, spec, folder, weight: 5 });
    const users = [{ name: 'ann', salt: 'ab', hash: 'c'.repeat(64) }];
    const routes = routesOf([{ ...aWish, spec }], [replica], () => users);
    const checked = checkTable({ revision: 1, routes });
    deepEqual('mistakes' in checked ? checked.mistakes : [], []);
    const at = (host: string | null) => routes.find((route) => route.host === host);
    deepEqual(at('*.example.com')?.rules, { stripPath: true, affinity: { cookie: 'c' }, compress: ['zstd', 'gzip'] });
    const plain = { replica: replica.id, release: 1, address: '127.0.0.1', port: 20_000, weight: 5 };
    deepEqual(at('*.example.com')?.targets, [plain]);
    deepEqual(at('a.b')?.targets, [{ ...plain, folder }]);
    equal(at('a.b')?.serves?.kind, 'static');
    equal(at(null)?.protocol, 'tcp');
    deepEqual(at('up.b')?.rules?.basicAuth, { realm: 'restricted', users });
    deepEqual(at('up.b')?.rules?.tls, { required: true, hstsMs: 730 * 86_400_000 });
  });

  it('a process of files, redirects and servers outside alone needs no command, and then nothing that one would need', () => {
    const text = (more: string) => `app: x\nprocesses:\n  web: { routes: [{ static: { root: public } }]${more} }\n`;
    deepEqual(readManifest(text('')).manifest?.processes.web?.command, []);
    const found = readManifest(text(', ports: { http: auto }, ready: { tcp: true }')).mistakes ?? [];
    deepEqual(
      found.map(({ path, message }) => `${path}: ${message}`),
      ['processes.web.ports: needs a command: nothing runs here', 'processes.web.ready: needs a command: nothing runs here'],
    );
  });
});

describe('files that routes name', () => {
  it('are looked for when the bundle is packed, and each that is not there is told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'castellan-routes-'));
    try {
      mkdirSync(join(folder, 'public'));
      writeFileSync(join(folder, 'public/index.html'), '');
      writeFileSync(join(folder, 'ca.pem'), '');
      writeFileSync(join(folder, 'castellan.yaml'), web(everything));
      const refused = await pack(folder, join(folder, '../x.tar.gz')).catch((error) => error);
      ok(refused instanceof BundleRefused);
      deepEqual(refused.reasons, [
        'castellan.yaml: processes.web.routes.5.pages.404: "404.html" is not in the bundle',
        'castellan.yaml: processes.web.routes.5.pages.maintenance: "m.html" is not in the bundle',
      ]);
      writeFileSync(join(folder, '404.html'), '');
      mkdirSync(join(folder, 'm.html'));
      const again = await pack(folder, join(folder, 'out.tar.gz')).catch((error) => error);
      match(again.message, /m\.html" is a folder, not a file/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('docs/routes.md', () => {
  it('shows manifests that can be deployed', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/routes.md'), 'utf8');
    const shown = [...text.matchAll(/```yaml\n([^`]*)```/g)].map(([, yaml = '']) => yaml);
    ok(shown.length >= 3);
    const whole = (yaml: string) =>
      `${yaml.includes('app:') ? '' : 'app: x\n'}${yaml.includes('processes:') ? '' : 'processes: { web: { command: x } }\n'}${yaml}`;
    for (const yaml of shown) deepEqual(readManifest(whole(yaml)).mistakes, undefined, yaml);
  });
});
