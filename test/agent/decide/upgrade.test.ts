import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type AgentRecord,
  type AgentTrial,
  judgeTrial,
  type LinksFound,
  nextMove,
  noRecord,
  outcome,
  recordAtStart,
  type UpgradeFacts,
} from '../../../agent/decide/upgrade.ts';

const wish: AgentTrial = { version: '2.0.0', digest: 'two', asked: 5 };
const one = { version: '1.0.0', digest: 'one' };
const facts: UpgradeFacts = { wish, record: noRecord, onTrial: false, unable: '', unproven: '', staging: 'absent', unfit: '' };

describe('what to do about the release that is wished for', () => {
  const table: [string, Partial<UpgradeFacts>, ReturnType<typeof nextMove>][] = [
    ['without a wish: nothing', { wish: null }, { do: 'rest' }],
    ['it is not here: it is fetched', {}, { do: 'fetch' }],
    ['it is being fetched: nothing', { staging: 'under-way' }, { do: 'rest' }],
    ['it is here: it is handed over to', { staging: 'ready' }, { do: 'hand-over' }],
    [
      'it is here and no release of the agent',
      { staging: 'ready', unfit: 'no main' },
      { do: 'settle', is: 'turned-back', reason: 'no main' },
    ],
    [
      'it is not signed',
      { unproven: 'it is not signed', staging: 'ready' },
      { do: 'settle', is: 'turned-back', reason: 'it is not signed' },
    ],
    ['this agent cannot replace itself', { unable: 'no starter' }, { do: 'settle', is: 'turned-back', reason: 'no starter' }],
    ['it runs already', { record: { ...noRecord, current: wish } }, { do: 'settle', is: 'committed', reason: '' }],
    [
      'it was turned back',
      { staging: 'ready', record: { ...noRecord, last: outcome(wish, 'turned-back', 'x') } },
      { do: 'rest' },
    ],
    ['it was committed', { record: { ...noRecord, current: wish, last: outcome(wish, 'committed', '') } }, { do: 'rest' }],
    [
      'it was turned back, and is asked for anew',
      { staging: 'ready', record: { ...noRecord, last: outcome({ ...wish, asked: 4 }, 'turned-back', 'x') } },
      { do: 'hand-over' },
    ],
    ['this process is on trial itself', { staging: 'ready', onTrial: true }, { do: 'rest' }],
  ];
  for (const [name, given, move] of table) it(name, () => deepEqual(nextMove({ ...facts, ...given }), move));
});

describe('what a starting agent makes of what the starter left', () => {
  const links: LinksFound = { current: 'one', trial: null, failed: null, reason: '', lines: [], onTrial: false };
  const trying: AgentRecord = { current: one, trial: wish, last: null };

  it('it is the trial: it stays to be judged', () =>
    deepEqual(recordAtStart(trying, { ...links, trial: 'two', onTrial: true }), trying));

  it('the trial was made the current one before that was recorded: committed', () =>
    deepEqual(recordAtStart(trying, { ...links, current: 'two' }), {
      current: { version: '2.0.0', digest: 'two' },
      trial: null,
      last: outcome(wish, 'committed', ''),
    }));

  it('the starter gave the trial up: turned back, with the reason and the last lines', () => {
    const { current, trial, last } = recordAtStart(trying, { ...links, failed: 'two', reason: 'it hangs', lines: ['a'] });
    deepEqual([current, trial, last], [one, null, { ...outcome(wish, 'turned-back', 'it hangs'), lines: ['a'] }]);
  });

  it('the trial was never set: it is wished for as before', () =>
    deepEqual(recordAtStart(trying, links), { ...trying, trial: null }));

  it('a record that is lost: the link says what runs', () =>
    deepEqual(recordAtStart(noRecord, links), { ...noRecord, current: { version: 'one', digest: 'one' } }));

  it('asked again, over whatever crash, it says the same', () => {
    const digest = fc.constantFrom('one', 'two', null);
    const found = fc.record({ current: digest, trial: digest, failed: digest, onTrial: fc.boolean() });
    fc.assert(
      fc.property(found, (given) => {
        const all = { ...links, ...given };
        const once = recordAtStart(trying, all);
        deepEqual(recordAtStart(once, all), once);
        if (once.last?.is === 'committed') equal(all.current, 'two');
      }),
    );
  });
});

describe('a trial', () => {
  const facts = { reported: false, unread: [], now: 0, until: 1000 };
  it('stays when the server has taken its report, also late', () => {
    deepEqual(judgeTrial({ ...facts, reported: true }), { is: 'commit' });
    deepEqual(judgeTrial({ ...facts, reported: true, now: 2000 }), { is: 'commit' });
  });
  it('waits until its time is up', () => {
    deepEqual(judgeTrial({ ...facts, now: 999 }), { is: 'waiting' });
    equal(judgeTrial({ ...facts, now: 1000 }).is, 'turn-back');
  });
  it('that cannot read what is kept never stays', () => {
    const verdict = judgeTrial({ ...facts, reported: true, unread: ['replicas/a.json'] });
    match(verdict.is === 'turn-back' ? verdict.reason : '', /cannot read what is kept of replicas: replicas\/a\.json/);
  });
});
