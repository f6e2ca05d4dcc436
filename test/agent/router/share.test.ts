// Limits of a route where several processes serve it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { RouteEntry } from '../../../agent/decide/types.ts';
import { shareOf } from '../../../agent/router/share.ts';
import { route } from '../../contracts/router.ts';

const limited = (inFlight: number | null, queue: number): RouteEntry =>
  route([], { rules: { limits: { headBytes: null, bodyBytes: 10, inFlight, queue, queueMs: 1000 } } });

it('what may be in flight at a replica is divided among the processes, and so is the queue', () => {
  for (const [inFlight, queue, processes, part] of [
    [10, 100, 1, [10, 100]],
    [10, 100, 2, [5, 50]],
    [10, 0, 4, [3, 0]],
    [1, 1, 8, [1, 1]],
    [null, 100, 8, [null, 100]],
  ] as const) {
    const { routes } = shareOf({ revision: 1, routes: [limited(inFlight, queue)] }, processes);
    const limits = routes[0]?.rules?.limits;
    assert.deepEqual([limits?.inFlight, limits?.queue], part);
    assert.equal(limits?.bodyBytes, 10);
  }
});
