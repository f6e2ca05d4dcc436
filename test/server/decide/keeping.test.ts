// What of the records goes: a property over random histories, and a table of certificates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { goneFrom, type History, isBelieved, longEnded } from '../../../server/decide/keeping.ts';

const day = 86_400_000;
const now = 1000 * day;
const keep = { ageMs: 90 * day, least: 3, most: 8 };

/** Newest first; `to` may be any release that there was by then. */
const histories: fc.Arbitrary<History> = fc
  .array(
    fc.record({
      age: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
      done: fc.boolean(),
      settled: fc.boolean(),
      to: fc.nat(),
      from: fc.nat(),
    }),
    { maxLength: 30 },
  )
  .chain((made) => {
    let at = now;
    const numbered = made.map((one, rank) => {
      at -= one.age * day;
      return { ...one, number: made.length - rank, at };
    });
    const some = (of: number[]): fc.Arbitrary<number[]> =>
      of.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...of), { maxLength: 3 });
    const numbers = numbered.map(({ number }) => number);
    return fc.record({
      deployments: fc.constant(
        numbered.map(({ number, at, done, settled, to, from }, rank) => ({
          ...{ number, at, done: done && (settled || rank > 0), settled: settled || rank > 0 },
          ...{ to: 1 + (to % number), from: from % 3 === 0 ? null : 1 + (from % number) },
        })),
      ),
      releases: fc.constant(numbered.map(({ number, at, from }) => ({ number, at, revision: 1 + (from % number) }))),
      revisions: fc.constant(numbered.map(({ number, at }) => ({ number, at }))),
      current: some(numbers).map(([one]) => one ?? null),
      revision: some(numbers).map(([one]) => one ?? 0),
      wished: some(numbers),
      named: some(numbers),
    });
  });

test('nothing that is named goes, the newest stay, what is old or too many goes, and another look takes nothing more', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const gone = goneFrom(history, keep, now);
      const left = without(history, gone);
      for (const list of ['deployments', 'releases', 'revisions'] as const)
        for (const { number } of history[list].slice(0, keep.least)) assert.ok(!gone[list].includes(number), `${list} ${number}`);
      for (const { to, from } of left.deployments) for (const one of [to, from]) assert.ok(!gone.releases.includes(one ?? 0));
      for (const one of [...history.wished, history.current ?? 0]) assert.ok(!gone.releases.includes(one));
      for (const { revision } of left.releases) assert.ok(!gone.revisions.includes(revision));
      assert.ok(!gone.revisions.includes(history.revision));
      for (const { number, settled } of history.deployments)
        if (!settled || history.named.includes(number)) assert.ok(!gone.deployments.includes(number));
      const back = ({ deployments, current }: History) => deployments.find(({ done, to }) => done && to !== current)?.to;
      assert.equal(back(left), back(history), 'rollback goes where it went');
      const unnamed = left.deployments.filter(({ number, settled }) => settled && !history.named.includes(number));
      assert.ok(unnamed.length <= keep.most + 1, 'but for the way back');
      for (const { at } of unnamed.slice(keep.least, -1)) assert.ok(now - at <= keep.ageMs);
      assert.deepEqual(goneFrom(left, keep, now), { deployments: [], releases: [], revisions: [] });
    }),
    { numRuns: 1000 },
  );
});

test('certificates that ended a week ago go, but for the newest of a host', () => {
  const row = (fingerprint: string, kind: string, name: string, endedDaysAgo: number) => {
    const not_after = now - endedDaysAgo * day;
    return { fingerprint, kind, name, not_before: not_after - day, issued_at: not_after - day, not_after };
  };
  const all = [
    row('run 1', 'operator', 'build', 9),
    row('run 2', 'operator', 'build', 7.01),
    row('run 3', 'operator', 'build', 6.99),
    row('good', 'operator', 'ann', -1),
    row('older', 'host', 'web-1', 200),
    row('newest', 'host', 'web-1', 100),
  ];
  assert.deepEqual(longEnded(all, now), ['run 1', 'run 2', 'older']);
  assert.equal(isBelieved(now, all), true);
  assert.equal(isBelieved(now + 365 * day, all), false, 'a clock by which all have ended');
  assert.equal(isBelieved(now - 365 * day, all), false);
});

function without(history: History, gone: ReturnType<typeof goneFrom>): History {
  const left = <Item extends { number: number }>(items: Item[], numbers: number[]) =>
    items.filter(({ number }) => !numbers.includes(number));
  return {
    ...history,
    deployments: left(history.deployments, gone.deployments),
    releases: left(history.releases, gone.releases),
    revisions: left(history.revisions, gone.revisions),
  };
}
