import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type AgentFacts,
  type AgentStand,
  type AgentState,
  agentState,
  isSettled,
  nextHost,
} from '../../../server/decide/agent-upgrade.ts';

const stand = (host: string, state: AgentState): AgentStand => ({
  host,
  released: !['WAITING', 'SUPERSEDED'].includes(state),
  state,
});

describe('how far a host is', () => {
  const facts: AgentFacts = { asked: 3, released: true, newest: 3, report: { asked: 3, state: 'TRYING' } };
  const table: [string, Partial<AgentFacts>, AgentState][] = [
    ['its turn has not come', { released: false }, 'WAITING'],
    ['its turn will not come: there is a newer upgrade', { released: false, newest: 4 }, 'SUPERSEDED'],
    ['it has not reported since the server was started', { report: null }, 'FETCHING'],
    ['what it reports is about an earlier upgrade', { report: { asked: 2, state: 'COMMITTED' } }, 'FETCHING'],
    ['it says so itself', {}, 'TRYING'],
    ['it says so itself, at its end', { report: { asked: 3, state: 'TURNED_BACK' } }, 'TURNED_BACK'],
  ];
  for (const [name, given, state] of table) it(name, () => equal(agentState({ ...facts, ...given }), state));
});

describe('whose turn it is', () => {
  it('the first by name begins', () => equal(nextHost([stand('b', 'WAITING'), stand('a', 'WAITING')]), 'a'));
  it('the next one when all before have proven themselves', () =>
    equal(nextHost([stand('a', 'COMMITTED'), stand('b', 'WAITING')]), 'b'));
  for (const state of ['FETCHING', 'TRYING', 'TURNED_BACK'] as const)
    it(`nobody while one is ${state}`, () => equal(nextHost([stand('a', state), stand('b', 'WAITING')]), null));

  it('in every world at most one is under way, none follows one that was turned back, and it settles', () => {
    const fates = fc.array(fc.boolean(), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fates, (good) => {
        let hosts = good.map((_, at) => stand(`h${at}`, 'WAITING'));
        const order: string[] = [];
        for (let next = nextHost(hosts); next !== null; next = nextHost(hosts)) {
          order.push(next);
          const end = good[Number(next.slice(1))] ? 'COMMITTED' : 'TURNED_BACK';
          hosts = hosts.map((one) => (one.host === next ? stand(one.host, 'TRYING') : one));
          equal(nextHost(hosts), null);
          equal(isSettled(hosts), false);
          hosts = hosts.map((one) => (one.host === next ? stand(one.host, end) : one));
        }
        equal(isSettled(hosts), true);
        const bad = good.indexOf(false);
        deepEqual(
          order,
          good.slice(0, bad < 0 ? good.length : bad + 1).map((_, at) => `h${at}`),
        );
      }),
    );
  });
});
