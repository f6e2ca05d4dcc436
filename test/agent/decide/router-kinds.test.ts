// What each kind of router refuses, row by row: everything else it serves.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Feature, lacksOf, type RouterKind } from '../../../agent/decide/router-kinds.ts';
import type { RouteEntry } from '../../../agent/decide/types.ts';

const plain: RouteEntry = { port: null, host: 'a.test', path: '/', app: 'a', environment: 'e', process: 'p', targets: [] };
const changes = { set: { 'X-One': '1' }, remove: [] };

const asking: Record<Feature, Partial<RouteEntry>> = {
  port: { port: 9000 },
  tcp: { port: 9000, host: null, protocol: 'tcp' },
  static: { serves: { kind: 'static', root: 'public', index: 'index.html', listing: false, precompressed: true } },
  redirect: { serves: { kind: 'redirect', host: 'b.test', status: 308 } },
  upstream: {
    serves: {
      kind: 'upstream',
      url: 'https://b.test',
      preserveHost: false,
      verify: true,
      rewriteRequest: [],
      rewriteResponse: [],
    },
  },
  maintenance: { serves: { kind: 'maintenance' } },
  strip_path: { rules: { stripPath: true } },
  tls: { rules: { tls: { required: true, hstsMs: null } } },
  affinity: { rules: { affinity: { cookie: 'c' } } },
  timeouts: { rules: { timeouts: { connectMs: 1, headersMs: 1, idleMs: 1 } } },
  limits: { rules: { limits: { headBytes: null, bodyBytes: 1, inFlight: null, queue: 0, queueMs: 0 } } },
  rate_limits: { rules: { rateLimits: [{ by: 'address', algorithm: 'fixed-window', limit: 1, periodMs: 1000 }] } },
  basic_auth: { rules: { basicAuth: { realm: 'r', users: [] } } },
  allow: { rules: { allow: ['10.0.0.0/8'] } },
  headers: { rules: { headers: { request: changes, response: changes } } },
  compress: { rules: { compress: ['zstd'] } },
  method_override: { rules: { methodOverride: ['header'] } },
  pages: { rules: { pages: { '502': '502.html' } } },
};

const refuses: Record<RouterKind, Feature[]> = {
  builtin: [],
  haproxy: (Object.keys(asking) as Feature[]).filter((feature) => !['port', 'maintenance'].includes(feature)),
  nginx: ['port', 'tcp'],
};

describe('what a route asks for, and each kind of router', () => {
  for (const kind of Object.keys(refuses) as RouterKind[]) {
    const limits = { kind, ports: [9000] };
    it(`${kind} serves replicas by host and path`, () => assert.deepEqual(lacksOf(plain, limits), []));
    for (const [feature, more] of Object.entries(asking)) {
      const refused = refuses[kind].includes(feature as Feature);
      it(`${kind} ${refused ? 'refuses' : 'serves'} ${feature}`, () => {
        const found = lacksOf({ ...plain, ...more }, limits);
        assert.equal(found.length, refused ? 1 : 0, JSON.stringify(found));
        for (const { what, remedy } of found) assert.ok(what.length > 10 && remedy.length > 10);
      });
    }
  }

  it('HAProxy serves no port that its configuration does not have', () => {
    const [lack] = lacksOf({ ...plain, port: 9001 }, { kind: 'haproxy', ports: [9000] });
    assert.match(lack?.what ?? '', /9001/);
    assert.match(lack?.remedy ?? '', /router\.haproxy\.ports/);
  });
});
