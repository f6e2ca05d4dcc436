// Which replica is asked: shares by weight, and clients that stay where they were.
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import type { RouteEntry, RouteTarget } from '../../../agent/decide/types.ts';
import { balance } from '../../../agent/router/balance.ts';
import { route } from '../../contracts/router.ts';
import { ask } from './client.ts';
import type { Passing } from './passing.ts';
import { pass } from './passing.ts';

const target = (replica: string, more: Partial<RouteTarget> = {}): RouteTarget => ({
  replica,
  release: 1,
  address: '127.0.0.1',
  port: 1,
  ...more,
});

/** Of so many requests how many each replica gets, when `busy` are under way at any time. */
function shares(entry: RouteEntry, requests: number, busy: number): Record<string, number> {
  const inFlight = new Map<string, number>();
  const { pick } = balance((replica) => inFlight.get(replica) ?? 0);
  const under: string[] = [];
  const got: Record<string, number> = {};
  for (let made = 0; made < requests; made += 1) {
    const { replica } = pick(entry, undefined, 0) ?? assert.fail('nobody was picked');
    got[replica] = (got[replica] ?? 0) + 1;
    inFlight.set(replica, (inFlight.get(replica) ?? 0) + 1);
    under.push(replica);
    const done = under.length > busy ? under.shift() : undefined;
    if (done) inFlight.set(done, (inFlight.get(done) ?? 0) - 1);
  }
  return got;
}

describe('shares by weight', () => {
  const canary = route([target('old-1'), target('old-2'), target('old-3'), target('new', { release: 2, weight: 10 })]);

  for (const busy of [0, 1, 7, 100]) {
    it(`a canary of 10 % gets a tenth of what a full replica gets, with ${busy} under way`, () => {
      const got = shares(canary, 3100, busy);
      assert.ok(Math.abs((got.new ?? 0) - 100) <= 2, JSON.stringify(got));
      for (const old of ['old-1', 'old-2', 'old-3']) assert.ok(Math.abs((got[old] ?? 0) - 1000) <= 30, JSON.stringify(got));
    });
  }

  it('a weight of 0 gets nothing, unless nobody else is there', () => {
    assert.deepEqual(shares(route([target('a'), target('b', { weight: 0 })]), 10, 0), { a: 10 });
    const { pick } = balance(() => 0);
    const entry = route([target('a'), target('b', { weight: 0 })]);
    assert.equal(pick(entry, new Set(['a']), 0)?.replica, 'b');
  });

  it('the share of those that rest goes to the others', () => {
    const { pick, rest } = balance(() => 0);
    rest('new', 1000);
    const picked = Array.from({ length: 50 }, () => pick(canary, undefined, 1)?.replica);
    assert.ok(!picked.includes('new'));
    assert.equal(pick(canary, new Set(['old-1', 'old-2', 'old-3']), 1)?.replica, 'new');
  });
});

describe('a client that stays with its replica', () => {
  const handler: RequestListener = (_, response) => response.end();

  async function sticky(t: TestContext): Promise<Passing> {
    const started = await pass(handler, handler, handler);
    t.after(started.close);
    use(
      started,
      started.replicas.map(({ target: one }) => one),
    );
    return started;
  }
  function use({ traffic }: Passing, targets: RouteTarget[]): void {
    const rules = { affinity: { cookie: 'stay' } };
    traffic.use({ revision: traffic.table().revision + 1, routes: [route(targets, { rules })] });
  }
  const cookieOf = (headers: { 'set-cookie'?: string[] | undefined }) => headers['set-cookie']?.[0]?.split(';')[0] ?? '';

  it('is told by a cookie that says nothing of the replica, and comes back to it', async (t) => {
    const { port, replicas } = await sticky(t);
    const first = await ask(port);
    const cookie = cookieOf(first.headers);
    assert.match(String(first.headers['set-cookie']), /^stay=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/);
    for (let turn = 0; turn < 5; turn += 1) {
      const answer = await ask(port, { headers: { cookie: `a=b; ${cookie}` } });
      assert.equal(answer.headers['set-cookie'], undefined);
    }
    assert.deepEqual(replicas.map(({ requests }) => requests.length).sort(), [0, 0, 6]);
  });

  it('is told anew when its replica is gone or the word is none', async (t) => {
    const started = await sticky(t);
    const { port, replicas } = started;
    const cookie = cookieOf((await ask(port)).headers);
    const mine = replicas.find(({ requests }) => requests.length === 1);
    use(
      started,
      replicas.filter((one) => one !== mine).map(({ target: one }) => one),
    );
    const moved = await ask(port, { headers: { cookie } });
    assert.equal(moved.status, 200);
    assert.notEqual(cookieOf(moved.headers), cookie);
    assert.match(cookieOf((await ask(port, { headers: { cookie: 'stay=../../x' } })).headers), /^stay=[\w-]{22}$/);
  });

  it('goes elsewhere when its replica takes no connection', async (t) => {
    const { port, replicas } = await sticky(t);
    const cookie = cookieOf((await ask(port)).headers);
    await replicas.find(({ requests }) => requests.length === 1)?.close();
    const moved = await ask(port, { headers: { cookie } });
    assert.deepEqual([moved.status, cookieOf(moved.headers) === cookie], [200, false]);
  });
});
