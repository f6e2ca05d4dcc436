// What is on a host, in words.
import { equal } from 'node:assert/strict';
import { it } from 'node:test';
import { sayLoad } from '../../server/host-load.ts';

it('one is one slot, not one slots', () => {
  const of = { app: 'hello', environment: 'production' };
  equal(sayLoad({ ...of, slots: 1, replicas: 1 }), 'hello in production: 1 slot, 1 replica');
  equal(sayLoad({ ...of, slots: 0, replicas: 2 }), 'hello in production: 0 slots, 2 replicas');
});
