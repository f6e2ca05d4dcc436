// Limits of a route where several processes serve it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { agentSettings, routerProcesses } from '../../../agent/config.ts';
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

it('one process serves for every two processors, at most eight, or as many as are asked for', () => {
  const asked = (workers: number | 'auto') => agentSettings.parse({ server: 'server.test:7400', router: { workers } });
  const auto = [1, 2, 3, 4, 9, 64].map((processors) => routerProcesses(asked('auto'), processors));
  assert.deepEqual(auto, [1, 1, 1, 2, 4, 8]);
  assert.equal(routerProcesses(asked(12), 2), 12);
  for (const none of [0, 65, 1.5]) assert.throws(() => asked(none));
});
