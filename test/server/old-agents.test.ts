// D25: what a server makes of an agent that is older than it is: nobody waits for what it will never say.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abilities } from '../../proto/abilities.ts';
import { usualTimes } from '../../server/decide/fleet.ts';
import { hostFacts, type Observer } from '../../server/facts.ts';
import type { HostRow } from '../../server/records/tables.ts';

const row = { name: 'h1', environment: 'production', revision: 1, labels: '{}', draining: null } as HostRow;
const asking = { app: 'hello', environment: 'production', deployment: 1 };

function factsOf(said: readonly string[]) {
  const hello = { agentVersion: '0.9.0', abilities: [...said] };
  const presence = () => ({ state: 'connected', since: 1, hello, report: null });
  return hostFacts(row, asking, { sessions: { times: usualTimes, presence }, startedAt: 1 } as unknown as Observer, 2);
}

test('D25: an agent that does not say that it can look ahead is too old, and known by its version', () => {
  assert.equal(factsOf([]).tooOld, '0.9.0');
  assert.equal(factsOf(abilities).tooOld, undefined);
  assert.equal(factsOf([...abilities, 'of a newer one']).tooOld, undefined);
});

test('D25: an agent of before routes could say more than where is known by its version', () => {
  assert.deepEqual([factsOf(['preflight']).plainRoutes, factsOf(['preflight']).tooOld], ['0.9.0', undefined]);
  assert.equal(factsOf(abilities).plainRoutes, undefined);
});
