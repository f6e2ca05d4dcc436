// Which failure is shown first, and what is said of a base that has moved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Base, movedSince } from '../../../server/decide/base.ts';
import { mostTelling } from '../../../server/decide/telling.ts';
import type { FailureCause } from '../../../server/decide/types.ts';
import { sayFigures } from '../../../server/decide/verdict.ts';

const failed = (cause: FailureCause, at: number, hasEvidence = false) => ({ cause, at, hasEvidence });

test('a replica that exited tells more than the host that was away first, and one with evidence more than one without', () => {
  const [away, late, exited, shown] = [
    failed('host-unreachable', 1),
    failed('never-ready', 2),
    failed('exited', 3),
    failed('exited', 4, true),
  ];
  assert.equal(mostTelling([away, late]), late);
  assert.equal(mostTelling([away, late, exited]), exited);
  assert.equal(mostTelling([away, late, exited, shown]), shown);
  assert.equal(mostTelling([failed('exited', 5, true), shown]), shown);
  assert.equal(mostTelling([]), undefined);
});

test('what someone ordered, or a verdict, is the reason whatever else failed meanwhile', () => {
  const [exited, verdict, aborted] = [failed('exited', 1, true), failed('verdict', 2), failed('aborted', 3)];
  assert.equal(mostTelling([exited, verdict]), verdict);
  assert.equal(mostTelling([exited, verdict, aborted]), aborted);
});

const base: Base = { release: 3, next: 4, settings: 2, bundle: 'b', underWay: 0, wishes: 'w', hosts: { h1: 'x', h2: 'y' } };

test('each thing that has moved is said, and that slots or numbers did only when nothing else explains it', () => {
  assert.deepEqual(movedSince(base, { ...base, hosts: { h2: 'y', h1: 'x' } }), []);
  const moved = { ...base, release: 0, settings: 3, bundle: 'c', underWay: 9, wishes: 'v', hosts: { h1: 'z', h3: 'x' } };
  assert.deepEqual(movedSince(base, moved), [
    'the current release was v3 and is none',
    'the settings were revision 2 and are revision 3',
    'the version names another bundle',
    'host h1 has other labels, or is drained or not any more',
    'host h2 is gone',
    'host h3 has joined',
    'deployment 9 is under way',
  ]);
  assert.deepEqual(movedSince({ ...base, underWay: 9 }, base), ['deployment 9 has ended']);
  assert.deepEqual(movedSince(base, { ...base, wishes: 'v', next: 5 }), ['slots were moved since']);
  assert.deepEqual(movedSince(base, { ...base, next: 5 }), ['it would be v5 now, not v4']);
});

test('what routers saw of a release is a line with what was compared', () => {
  const latency = [470, 8, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0];
  const figures = { requests: 480, failures: 39, latency, restarts: 0 };
  assert.equal(sayFigures(13, figures, 0.95), 'v13: 480 requests, 8.1 % failed, 95 % took up to 5 ms');
  assert.equal(
    sayFigures(13, { ...figures, restarts: 2 }, 0.99),
    'v13: 480 requests, 8.1 % failed, 99 % took up to 10 ms, 2 restarts',
  );
  const none = { requests: 0, failures: 0, latency: [], restarts: 0 };
  assert.equal(sayFigures(12, none, 0.95), 'v12: 0 requests, 0.0 % failed');
});
