// Rules that let a request on or answer it, and those that change heads.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { RouteRules } from '../../../../agent/decide/types.ts';
import { answersChallenge } from '../../../../agent/router/rules/challenges.ts';
import { changing } from '../../../../agent/router/rules/headers.ts';
import { methodOf } from '../../../../agent/router/rules/method-override.ts';
import type { Wish } from '../exchanges.ts';
import { ask, askedOf, begin, exchangeOf, route, trafficOf } from '../exchanges.ts';

const by = (rules: RouteRules) => trafficOf(route({ rules }));

describe('an allow list', () => {
  const traffic = by({ allow: ['10.0.0.0/8', '2001:db8::/32'] });
  const cases: [address: string, status: number][] = [
    ['10.1.2.3', 200],
    ['::ffff:10.1.2.3', 200],
    ['2001:db8::9', 200],
    ['11.0.0.1', 403],
    ['2001:db9::9', 403],
    ['unknown', 403],
  ];
  for (const [address, status] of cases) {
    it(`says ${status} to ${address}`, async () => assert.equal((await ask(traffic, { address })).status, status));
  }

  it('that is empty lets everybody come', async () => {
    assert.equal((await ask(by({ allow: [] }), { address: '11.0.0.1' })).status, 200);
  });
});

describe('basic auth', () => {
  const user = (name: string, password: string, salt = 'ab12') => ({
    name,
    salt,
    hash: createHash('sha256')
      .update(salt + password)
      .digest('hex'),
  });
  const users = [user('ann', 'secret'), user('bob', 'with:colon', ''), user('çelik', 'pässword')];
  const traffic = by({ basicAuth: { realm: 'the "inner" ring', users } });
  const say = (credentials: string, scheme = 'Basic') => ({
    headers: { Authorization: `${scheme} ${Buffer.from(credentials).toString('base64')}` },
  });
  const cases: [what: string, wish: Wish, status: number][] = [
    ['the right password', say('ann:secret'), 200],
    ['a password with a colon', say('bob:with:colon'), 200],
    ['a name that is not ASCII', say('çelik:pässword'), 200],
    ['the scheme in another case', say('ann:secret', 'bASIC'), 200],
    ['a wrong password', say('ann:Secret'), 401],
    ['a password that is too long', say('ann:secret '), 401],
    ['the password of another', say('ann:with:colon'), 401],
    ['nobody', say('nobody:'), 401],
    ['a name that every object has', say('__proto__:'), 401],
    ['an empty name and password', say(':'), 401],
    ['no colon', say('ann'), 401],
    ['another scheme', say('ann:secret', 'Bearer'), 401],
    ['what is not base64', { headers: { Authorization: 'Basic %%%' } }, 401],
    ['nothing', {}, 401],
  ];
  for (const [what, wish, status] of cases)
    it(`says ${status} to ${what}`, async () => assert.equal((await ask(traffic, wish)).status, status));

  it('says what is asked for', async () => {
    const { headers, body } = await ask(traffic, {});
    assert.equal(headers['www-authenticate'], 'Basic realm="the \\"inner\\" ring", charset="UTF-8"');
    assert.equal(body.toString(), 'A name and a password are needed.\n');
  });

  it('is asked after the limit, so that passwords cannot be tried at will', async () => {
    const rateLimits: RouteRules['rateLimits'] = [{ by: 'address', algorithm: 'token-bucket', limit: 1, periodMs: 3_600_000 }];
    const limited = by({ basicAuth: { realm: 'x', users }, rateLimits });
    assert.equal((await ask(limited, say('ann:wrong'))).status, 401);
    assert.equal((await ask(limited, say('ann:secret'))).status, 429);
  });
});

describe('headers', () => {
  it('are put in and taken out, whatever their case', () => {
    const change = changing({ set: { 'X-One': '1', 'x-two': '2' }, remove: ['Server'] });
    assert.deepEqual(change(['SERVER', 'x', 'x-ONE', 'old', 'A', 'b', 'X-One', 'older']), ['A', 'b', 'X-One', '1', 'x-two', '2']);
  });

  it('of the request are changed for whoever answers, of the answer for the client', async () => {
    const traffic = by({
      headers: {
        request: { set: { 'X-In': 'yes' }, remove: ['Cookie'] },
        response: { set: { 'X-Out': 'yes' }, remove: ['server'] },
      },
    });
    let seen: string[] = [];
    const { headers } = await ask(traffic, { headers: { Cookie: 'a=b', Accept: '*/*' } }, ({ asked, answer }) => {
      seen = asked.headers;
      answer({ status: 200, headers: ['Server', 'nginx', 'X-Kept', '1'] }, null);
    });
    assert.deepEqual(seen, ['Accept', '*/*', 'X-In', 'yes']);
    assert.deepEqual(headers, { 'x-kept': '1', 'x-out': 'yes' });
  });

  it('are also those of what the router says itself', async () => {
    const cors = { 'Access-Control-Allow-Origin': '*' };
    const traffic = by({
      headers: { request: { set: {}, remove: [] }, response: { set: cors, remove: [] } },
      allow: ['10.0.0.0/8'],
    });
    const { status, headers } = await ask(traffic, {});
    assert.deepEqual([status, headers['access-control-allow-origin']], [403, '*']);
  });
});

describe('a method override', () => {
  const cases: [wish: Wish, sources: ('header' | 'query')[], method: string][] = [
    [{ method: 'POST', headers: { 'X-HTTP-Method-Override': 'put' } }, ['header'], 'PUT'],
    [{ method: 'POST', target: '/?_method=DELETE' }, ['query'], 'DELETE'],
    [{ method: 'POST', target: '/?a=b&_method=patch&c' }, ['header', 'query'], 'PATCH'],
    [{ method: 'POST', target: '/?_method=DELETE' }, ['header'], 'POST'],
    [{ method: 'POST', headers: { 'X-HTTP-Method-Override': 'PUT' } }, ['query'], 'POST'],
    [{ method: 'GET', headers: { 'X-HTTP-Method-Override': 'DELETE' } }, ['header', 'query'], 'GET'],
    [{ method: 'POST', headers: { 'X-HTTP-Method-Override': 'CONNECT' } }, ['header'], 'POST'],
    [{ method: 'POST', headers: { 'X-HTTP-Method-Override': 'GET' } }, ['header'], 'POST'],
    [{ method: 'POST', target: '/_method=PUT' }, ['query'], 'POST'],
  ];
  for (const [wish, sources, method] of cases) {
    it(`makes ${method} of ${JSON.stringify(wish)} by ${sources}`, () => assert.equal(methodOf(askedOf(wish), sources), method));
  }

  it('is what the replica sees', async () => {
    let seen = '';
    await ask(by({ methodOverride: ['query'] }), { method: 'POST', target: '/?_method=PUT' }, ({ asked, answer }) => {
      seen = asked.method;
      answer({ status: 204, headers: [] }, null);
    });
    assert.equal(seen, 'PUT');
  });
});

describe('a challenge of an authority', () => {
  const table = { revision: 1, routes: [], challenges: { 'tok-1': 'tok-1.print' } };
  const at = (token: string, wish: Wish = {}) => exchangeOf({ target: `/.well-known/acme-challenge/${token}`, ...wish });

  it('is answered before all routes', async () => {
    const exchange = at('tok-1');
    assert.equal(answersChallenge(table, exchange), true);
    const { status, body } = await exchange.got;
    assert.deepEqual([status, body.toString()], [200, 'tok-1.print']);
  });

  it('that is not ours goes on to the app', () => {
    assert.equal(answersChallenge(table, at('tok-2')), false);
    assert.equal(answersChallenge(table, at('toString')), false);
    assert.equal(answersChallenge(table, at('tok-1', { secure: true })), false);
    assert.equal(answersChallenge(table, at('tok-1', { method: 'POST' })), false);
    assert.equal(answersChallenge({ revision: 1, routes: [] }, at('tok-1')), false);
  });
});

it('a client that leaves while its request is being judged has nothing answered to it', async () => {
  const traffic = { ...by({ rateLimits: [{ by: 'everyone', algorithm: 'fixed-window', limit: 1, periodMs: 1000 }] }) };
  const { promise, resolve } = Promise.withResolvers<{ allowed: boolean; remaining: number; waitMs: number }>();
  traffic.counter = { take: () => promise, keepOnly: () => {} };
  const exchange = begin(traffic, {}, () => {});
  exchange.leave();
  resolve({ allowed: false, remaining: 0, waitMs: 1 });
  assert.equal((await exchange.got).whole, false);
  assert.equal(exchange.answered, false);
});
