import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Boots, bootCame, noBoots } from '../../../server/decide/clones.ts';

const minute = 60_000;
const [a, b, c] = [0, 10 * minute, 20 * minute].map((bootMs, at) => ({ id: 'abc'.charAt(at), bootMs })) as [Boot, Boot, Boot];
type Boot = { id: string; bootMs: number };

/** What became of each, a second apart. */
function all(...boots: Boot[]) {
  let before: Boots = noBoots;
  return boots.map((boot, at) => {
    const { boots: next, older, quarantined } = bootCame(before, boot, 30 * minute + at * 1000);
    before = next;
    return `${boot.id}${older ? ' away' : ''}${next.alarm ? ' alarm' : ''}${quarantined ? ' quarantine' : ''}`;
  });
}

describe('X21: one certificate on two machines', () => {
  it('an agent that comes again, and a host that reboots, are no alarm', () => {
    deepEqual(all(a, a, a, b, b, c), ['a', 'a', 'a', 'b', 'b', 'c']);
  });

  it('the newest boot wins, whichever came last; the alarm is raised when the older comes back', () => {
    deepEqual(all(a, b, a, a, a, a), ['a', 'b', 'a away alarm', 'a away alarm', 'a away alarm', 'a away alarm']);
    deepEqual(all(b, a, b), ['b', 'a', 'b alarm'], 'the older had only been seen later');
  });

  it('both that keep returning are in quarantine', () => {
    const told = all(a, b, a, b, a, b, a, b);
    equal(told.at(-2), 'a away alarm');
    equal(told.at(-1), 'b alarm quarantine');
  });

  it('an alarm is over after ten minutes', () => {
    const { boots } = bootCame(bootCame(bootCame(noBoots, a, 0).boots, b, 1).boots, a, 2);
    deepEqual([boots.alarm?.since, bootCame(boots, b, 2 + 10 * minute).boots.alarm], [2, undefined]);
  });
});
