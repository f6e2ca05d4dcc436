// Safe reboots: one host at a time, none after one that failed, whatever the hosts do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isOver, nextMove, type RebootFacts, type RebootStand, turnOf } from '../../../server/decide/reboot.ts';

const limits = { backMs: 60_000 };
const well: RebootFacts = { connected: true, bootId: 'one', draining: false, empty: false, serving: true, refuses: '' };

function stand(host: string, more: Partial<RebootStand> = {}): RebootStand {
  return { host, state: 'waiting', since: 0, bootId: '', staysDrained: false, reason: '', ...more };
}

function move(of: Partial<RebootStand>, facts: Partial<RebootFacts>, now = 1000) {
  return nextMove(stand('h1', of), { ...well, ...facts }, now, limits);
}

test('a host is drained, reboots when it is empty, is resumed with another boot, and is done when it serves', () => {
  assert.deepEqual([move({}, {})?.stand.state, move({}, {})?.deed], ['draining', 'drain']);
  assert.equal(move({ state: 'draining' }, { draining: true }), null);
  const told = move({ state: 'draining' }, { draining: true, empty: true });
  assert.deepEqual([told?.stand.state, told?.stand.bootId], ['rebooting', 'one']);
  assert.equal(move({ state: 'rebooting', bootId: 'one' }, { draining: true }), null);
  const back = move({ state: 'rebooting', bootId: 'one' }, { draining: true, bootId: 'two' });
  assert.deepEqual([back?.stand.state, back?.deed], ['returning', 'resume']);
  assert.equal(move({ state: 'returning' }, { serving: false }), null);
  assert.equal(move({ state: 'returning' }, {})?.stand.state, 'done');
});

test('one that was drained before stays so', () => {
  const begun = move({}, { draining: true });
  assert.deepEqual([begun?.stand.staysDrained, begun?.deed], [true, null]);
  const back = move({ state: 'rebooting', bootId: 'one', staysDrained: true }, { draining: true, bootId: 'two' });
  assert.deepEqual([back?.stand.state, back?.deed], ['done', null]);
});

test('one that does not come back, cannot reboot, or is resumed meanwhile has failed, with the reason', () => {
  const reason = (of: Partial<RebootStand>, facts: Partial<RebootFacts>, now?: number) => move(of, facts, now)?.stand.reason;
  assert.match(
    reason({ state: 'rebooting', bootId: 'one' }, { connected: false }, 60_000) ?? '',
    /did not come back within 60 s/,
  );
  assert.match(reason({ state: 'returning' }, { serving: false }, 60_000) ?? '', /did not serve/);
  assert.match(reason({ state: 'rebooting', bootId: 'one' }, { refuses: 'systemctl: no' }) ?? '', /systemctl: no/);
  assert.match(reason({ state: 'draining' }, { draining: false }) ?? '', /resumed/);
});

test('over random worlds at most one host is away, and after a failure no other is touched', () => {
  const fact = fc.record({
    connected: fc.boolean(),
    bootId: fc.constantFrom('one', 'two'),
    draining: fc.boolean(),
    empty: fc.boolean(),
    serving: fc.boolean(),
    refuses: fc.constantFrom('', '', '', 'no'),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(fact, fc.nat(40_000)), { maxLength: 60 }), (looks) => {
      let stands = ['h1', 'h2', 'h3'].map((host) => stand(host));
      let now = 0;
      for (const [facts, passed] of looks) {
        now += passed;
        const turn = turnOf(stands);
        assert.equal(turn === undefined, isOver(stands));
        const next = turn && nextMove(turn, facts, now, limits);
        if (!next) continue;
        stands = stands.map((one) => (one.host === next.stand.host ? next.stand : one));
        const away = stands.filter(({ state }) => ['draining', 'rebooting', 'returning'].includes(state));
        assert.ok(away.length <= 1);
        if (stands.some(({ state }) => state === 'failed')) assert.equal(away.length, 0);
      }
    }),
    { numRuns: 2000 },
  );
});
