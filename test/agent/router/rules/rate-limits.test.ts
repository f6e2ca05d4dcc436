// Rate limits: each way of counting against a slow model of what it promises, and who is counted.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RateLimit } from '../../../../agent/decide/types.ts';
import { countHere } from '../../../../agent/router/rules/counter.ts';
import { keyOf } from '../../../../agent/router/rules/rate-limits.ts';
import { ask, askedOf, route, trafficOf } from '../exchanges.ts';

type Algorithm = RateLimit['algorithm'];

/** When requests come, and which of them are let through. */
function run(
  algorithm: Algorithm,
  limit: number,
  periodMs: number,
  gaps: number[],
): { at: number; passed: boolean; waitMs: number }[] {
  let now = 0;
  const counter = countHere({ now: () => now });
  return gaps.map((gap) => {
    now += gap;
    const { allowed, waitMs } = counter.take({ id: 'x', key: 'k', limit: { by: 'address', algorithm, limit, periodMs } });
    return { at: now, passed: allowed, waitMs };
  });
}

const limits = fc.record({
  limit: fc.integer({ min: 1, max: 20 }),
  periodMs: fc.integer({ min: 16, max: 5000 }),
  gaps: fc.array(fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 20 }), fc.constant(0)), { maxLength: 120 }),
});

describe('a way of counting', () => {
  it('fixed-window lets exactly so many through in each period', () => {
    fc.assert(
      fc.property(limits, ({ limit, periodMs, gaps }) => {
        const passed = new Map<number, number>();
        for (const one of run('fixed-window', limit, periodMs, gaps)) {
          const period = Math.floor(one.at / periodMs);
          const before = passed.get(period) ?? 0;
          assert.equal(one.passed, before < limit);
          if (one.passed) passed.set(period, before + 1);
        }
      }),
    );
  });

  it('sliding-window never lets more through within any period, and refuses only what a period and a sixteenth would', () => {
    fc.assert(
      fc.property(limits, ({ limit, periodMs, gaps }) => {
        const passed: number[] = [];
        for (const one of run('sliding-window', limit, periodMs, gaps)) {
          const within = (ms: number) => passed.filter((at) => at > one.at - ms).length;
          if (one.passed) assert.ok(within(periodMs) < limit, `${within(periodMs)} within the period at ${one.at}`);
          else assert.ok(within((periodMs * 17) / 16 + 1e-6) >= limit, `refused at ${one.at}`);
          if (one.passed) passed.push(one.at);
        }
      }),
    );
  });

  it('token-bucket is a stock that fills up evenly', () => {
    fc.assert(
      fc.property(limits, ({ limit, periodMs, gaps }) => {
        let [stock, before] = [limit, 0];
        for (const one of run('token-bucket', limit, periodMs, gaps)) {
          stock = Math.min(limit, stock + ((one.at - before) * limit) / periodMs);
          before = one.at;
          // Within what fractions lose, either is right.
          if (Math.abs(stock - 1) > 1e-6) assert.equal(one.passed, stock > 1, `${stock} at ${one.at}`);
          if (one.passed) stock -= 1;
        }
      }),
    );
  });

  it('leaky-bucket is a level that sinks evenly', () => {
    fc.assert(
      fc.property(limits, ({ limit, periodMs, gaps }) => {
        let [level, before] = [0, 0];
        for (const one of run('leaky-bucket', limit, periodMs, gaps)) {
          level = Math.max(0, level - ((one.at - before) * limit) / periodMs);
          before = one.at;
          if (Math.abs(level + 1 - limit) > 1e-6) assert.equal(one.passed, level + 1 < limit, `${level} at ${one.at}`);
          if (one.passed) level += 1;
        }
      }),
    );
  });

  for (const algorithm of ['fixed-window', 'sliding-window', 'token-bucket', 'leaky-bucket'] as const) {
    it(`${algorithm} says truly when the next one is let through`, () => {
      fc.assert(
        fc.property(limits, ({ limit, periodMs, gaps }) => {
          const seen = run(algorithm, limit, periodMs, gaps);
          const refused = seen.findIndex(({ passed }) => !passed);
          if (refused === -1) return;
          const { waitMs } = seen[refused] as { waitMs: number };
          const again = run(algorithm, limit, periodMs, [...gaps.slice(0, refused), (gaps[refused] ?? 0) + waitMs + 1e-3]);
          assert.equal(again.at(-1)?.passed, true, `after ${waitMs} ms more`);
        }),
      );
    });
  }
});

describe('who is counted', () => {
  const headers = { 'User-Agent': 'curl', 'X-Key': 'abc', Cookie: 'a=1; session=xyz' };
  const asked = askedOf({ target: '/p?q', headers });
  const keys: [by: RateLimit['by'], key: string][] = [
    ['everyone', ''],
    ['address', '192.0.2.1'],
    ['address+path', '192.0.2.1 /p'],
    ['address+agent', '192.0.2.1 curl'],
    [{ header: 'X-Key' }, '=abc'],
    [{ header: 'x-key', and: 'address' }, '192.0.2.1=abc'],
    [{ cookie: 'session' }, '=xyz'],
    [{ header: 'X-Other' }, '192.0.2.1'],
    [{ cookie: 'essio' }, '192.0.2.1'],
  ];
  for (const [by, key] of keys) it(JSON.stringify(by), () => assert.equal(keyOf(by, asked), key));

  it('takes a client that changes its address within its network for one', () => {
    const [one, two] = ['2001:db8::1', '2001:db8::ffff:1'].map((address) => keyOf('address', askedOf({ address })));
    assert.equal(one, two);
  });

  it('keeps little of a long header', () => {
    const long = (end: string) => keyOf({ header: 'x-key' }, askedOf({ headers: { 'X-Key': 'k'.repeat(30_000) + end } }));
    assert.ok(long('1').length < 100);
    assert.notEqual(long('1'), long('2'));
  });
});

describe('a limited route', () => {
  const limit: RateLimit = { by: 'address', algorithm: 'fixed-window', limit: 2, periodMs: 3_600_000 };
  const limited = () => route({ rules: { rateLimits: [limit] } });

  it('says 429, and when to come back', async () => {
    const traffic = trafficOf(limited());
    const statuses = [await ask(traffic, {}), await ask(traffic, {}), await ask(traffic, {})];
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [200, 200, 429],
    );
    const { headers } = statuses[2] as (typeof statuses)[number];
    const seconds = Number(headers['retry-after']);
    assert.ok(seconds >= 1 && seconds <= 3600, `Retry-After: ${headers['retry-after']}`);
    assert.deepEqual(
      [headers['ratelimit-limit'], headers['ratelimit-remaining'], headers['ratelimit-reset']],
      ['2', '0', `${seconds}`],
    );
    assert.equal((await ask(traffic, { address: '192.0.2.2' })).status, 200);
  });

  it('goes on counting when another table comes', async () => {
    const traffic = trafficOf(limited());
    for (const _ of [1, 2]) assert.equal((await ask(traffic, {})).status, 200);
    traffic.use({ revision: 2, routes: [limited(), route({ host: 'other.test' })] });
    assert.equal((await ask(traffic, {})).status, 429);
    traffic.use({ revision: 3, routes: [route({ host: 'other.test' })] });
    traffic.use({ revision: 4, routes: [limited()] });
    assert.equal((await ask(traffic, {})).status, 200);
  });

  it('waits for who counts elsewhere', async () => {
    const traffic = { ...trafficOf(limited()) };
    let asked = 0;
    traffic.counter = {
      take: async ({ key }) => {
        asked += 1;
        return { allowed: key === '192.0.2.1', remaining: 0, waitMs: 1500 };
      },
      keepOnly: () => {},
    };
    assert.equal((await ask(traffic, {})).status, 200);
    const refused = await ask(traffic, { address: '192.0.2.9' });
    assert.deepEqual([refused.status, refused.headers['retry-after'], asked], [429, '2', 2]);
  });

  it('remembers only so many, whatever clients make up', () => {
    let now = 0;
    const counter = countHere({ now: () => now, maxKeys: 100 });
    const take = (key: string) => counter.take({ id: 'x', limit: { ...limit, limit: 1 }, key }).allowed;
    assert.equal(take('first'), true);
    for (let at = 0; at < 99; at += 1) take(`made up ${at}`);
    assert.equal(take('first'), false);
    for (let at = 0; at < 100; at += 1) take(`made up again ${at}`);
    now += 1;
    assert.equal(take('first'), true, 'it was forgotten');
  });
});
