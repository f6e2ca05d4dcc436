// By the facts alone; over real connections: test/server/rotation.test.ts.
import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Certificate, type RotationFacts, waitingFor } from '../../../server/decide/rotation.ts';

const [old, next] = [
  { server: 'old-server', client: 'old' },
  { server: 'new-server', client: 'new' },
];
const minute = 60_000;
const life = { not_before: 0, not_after: 100 * minute, replaced_at: null, revoked_at: null };

describe('who has yet to follow, by the certificates of one name', () => {
  /** Issued in these minutes, by one authority or the other. */
  const used = (at: number, authority = 'old', more: Partial<Certificate> = {}): Certificate => {
    const since = at * minute;
    return { ...life, fingerprint: `at ${at}`, replaces: null, issued_at: since, used_at: since + 1, authority, ...more };
  };
  const unused = (at: number, authority = 'old', more: Partial<Certificate> = {}) =>
    used(at, authority, { used_at: null, ...more });

  const told = (phase: RotationFacts['phase'], certificates: Certificate[], { back = false, trusted = [next.server] } = {}) => {
    const holders = [{ kind: 'host', name: 'web-1', trusted, certificates }];
    return waitingFor({ phase, old, next, holders }, back, 50 * minute).map(({ why }) => why);
  };
  const notCalled = (minutes: number) => `was given a certificate ${minutes}m ago and has not called with it yet`;
  const fromOld = 'has its certificate from the old authorities';

  it('one that was not used yet, whatever an earlier one of that name has said to trust', () => {
    deepEqual(told('announced', [unused(20)]), [notCalled(30)]);
    deepEqual(told('announced', [used(10), unused(20)]), [notCalled(30)]);
    deepEqual(told('issuing', [used(10), unused(20)]), [`${fromOld}; ${notCalled(30)}`]);
    deepEqual(told('announced', [used(10), unused(20, 'new')], { back: true }), [notCalled(30)]);
  });

  it('not one that the new ones have signed: what came with it trusts both', () => {
    deepEqual(told('issuing', [unused(20, 'new')]), []);
    deepEqual(told('issuing', [used(10), unused(20, 'new')]), [fromOld]);
  });

  it('none that was not used before a later one was, nor one that has ended or was revoked', () => {
    deepEqual(told('announced', [unused(10), used(20)]), []);
    deepEqual(told('announced', [used(10), unused(20, 'old', { not_after: 50 * minute })]), []);
    deepEqual(told('announced', [used(10), unused(20, 'old', { revoked_at: 1 })]), []);
  });

  it('a renewal only when the one before it is gone', () => {
    const renewal = unused(20, 'old', { replaces: 'at 10' });
    deepEqual(told('announced', [used(10), renewal]), []);
    deepEqual(told('announced', [used(10, 'old', { not_after: 50 * minute }), renewal]), [notCalled(30)]);
  });
});
