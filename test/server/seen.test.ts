// What an operator with scopes is shown of a host that several apps share.
import { equal } from 'node:assert/strict';
import { it } from 'node:test';
import type { Context } from '../../proto/rpc.ts';
import { quarantineWords } from '../../server/clones.ts';
import { hostSeen } from '../../server/services/seen.ts';

const scopes = [{ app: 'web', environment: 'staging' }];
const context = { rights: { role: 'viewer', scopes } } as unknown as Context;
const host = { name: 'front', environment: 'staging' };

it('that a host is held for what it runs is told without what that is', () => {
  const held = 'it accepted assignment 3.9, and these records end at 3.7: they are an old copy';
  equal(hostSeen({ ...host, held }, context)?.held, 'what it runs is newer than the records');
});

it('that a host is held for another machine with its certificate is told as it is: to adopt it would be no help', () => {
  const held = quarantineWords('front');
  equal(hostSeen({ ...host, held }, context)?.held, held);
});
