// What a pause does to deadlines: nothing that it took the time for is late when it ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afresh, isLate } from '../../../server/decide/deadlines.ts';
import type { Progress } from '../../../server/decide/types.ts';
import { deployment, minute, strategy } from './facts.ts';

const course = { step: 2, at: 0, served: 1, behind: [] };
const begun: Progress[] = [
  { phase: 'staging', since: 0 },
  { phase: 'hook', since: 0 },
  { phase: 'moving', part: 'batch', moved: 0, ...course },
  { phase: 'baking', until: minute, baseline: null, ...course },
  { phase: 'holding', why: 'promotion', message: '', baseline: null, ...course },
  { phase: 'finishing', since: 0 },
  { phase: 'turning-back', moved: 0, served: 0 },
];

for (const progress of begun) {
  test(`a deployment that was paused for a day while ${progress.phase} is not late when it goes on, and has all of its time`, () => {
    const now = 1440 * minute;
    const goingOn = deployment({ progress: afresh(progress, now) });
    const scene = { deployment: goingOn, fleet: { hosts: [], wishes: [] }, events: [] };
    for (const at of [now, now + strategy.progressMs - 1]) assert.equal(isLate({ ...scene, now: at }), false);
    const since = 'since' in goingOn.progress ? goingOn.progress.since : now;
    assert.equal(since, now);
  });
}
