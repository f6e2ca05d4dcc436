// Redirects: where they lead, and where no request can make them lead.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Serves } from '../../../../agent/decide/types.ts';
import { locationOf } from '../../../../agent/router/serves/redirect.ts';
import type { Wish } from '../exchanges.ts';
import { ask, askedOf, route, trafficOf } from '../exchanges.ts';

type Redirect = Extract<Serves, { kind: 'redirect' }>;
const to = (given: Partial<Redirect>): Redirect => ({ kind: 'redirect', status: 308, ...given });

const cases: [given: Partial<Redirect>, wish: Wish, location: string | undefined][] = [
  [{ to: 'https://new.test/here?x' }, { target: '/a?b' }, 'https://new.test/here?x'],
  [{ host: 'new.test' }, { target: '/a?b=c&d' }, 'http://new.test/a?b=c&d'],
  [{ host: 'new.test' }, { target: '/a', secure: true }, 'https://new.test/a'],
  [{ scheme: 'https' }, { target: '/a' }, 'https://a.test/a'],
  [{ scheme: 'https', port: 8443 }, {}, 'https://a.test:8443/'],
  [{ port: 8080 }, {}, 'http://a.test:8080/'],
  [{ scheme: 'https' }, { host: '[::1]' }, 'https://[::1]/'],
  [{ scheme: 'https' }, { host: '' }, undefined],
  [{ host: 'new.test' }, { host: '' }, 'http://new.test/'],
  [{ host: 'new.test' }, { target: '*', method: 'OPTIONS' }, 'http://new.test/'],
  [{ host: 'new.test' }, { target: '//evil.test/x' }, 'http://new.test//evil.test/x'],
  [{ host: 'new.test' }, { target: '/\\evil.test' }, 'http://new.test/\\evil.test'],
  [{ host: 'new.test' }, { target: '/\xc3\xbc x' }, 'http://new.test/%C3%BC%20x'],
  [{ host: 'new.test' }, { target: '/\r\nSet-Cookie: a=b' }, 'http://new.test/%0D%0ASet-Cookie:%20a=b'],
  [{ host: 'new.test' }, { target: '/a%2f%0d%0a?x=%zz' }, 'http://new.test/a%2f%0d%0a?x=%zz'],
  [{ host: 'new.test' }, { target: '/\ud800' }, 'http://new.test/%00'],
];

describe('a redirect', () => {
  for (const [given, wish, location] of cases) {
    it(`${JSON.stringify(given)} of ${JSON.stringify(wish)}`, () => assert.equal(locationOf(to(given), askedOf(wish)), location));
  }

  it('has the status that the route says, and a body for those who do not follow', async () => {
    for (const status of [301, 302, 303, 307, 308] as const) {
      const got = await ask(trafficOf(route({ serves: to({ host: 'new.test', status }) })), { target: '/a' });
      assert.deepEqual([got.status, got.headers.location], [status, 'http://new.test/a']);
      assert.equal(got.body.toString(), 'This is to be found elsewhere.\n');
    }
  });

  it('of a request that names no host is refused', async () => {
    assert.equal((await ask(trafficOf(route({ serves: to({ scheme: 'https' }) })), { host: '' })).status, 400);
  });
});
