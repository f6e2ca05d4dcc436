// What an agent tells Prometheus, read back strictly.
import { deepEqual, equal } from 'node:assert/strict';
import { it } from 'node:test';
import type { RouteFigures } from '../../agent/decide/release-figures.ts';
import { measureAgent } from '../../agent/metrics.ts';
import { latencyBoundsMs } from '../../lib/latency.ts';
import { readExposition } from '../lib/read-exposition.ts';
import { aFigure } from './decide/figures.ts';
import { aReplica, healthy } from './decide/replicas.ts';

function measure(figures: () => Promise<RouteFigures[]>) {
  const replicas = [
    aReplica(healthy, { restarts: 2 }),
    aReplica(healthy, { restarts: 1 }),
    aReplica({ name: 'preparing', since: 1 }),
  ];
  const text = measureAgent({
    version: '1.2.3',
    isConnected: () => true,
    replicas: () => replicas,
    router: { figures },
    logBacklogBytes: () => 4096,
  });
  return async () => {
    const families = readExposition(await text());
    return Object.fromEntries(families.map(({ name, samples }) => [name.replace('castellan_', ''), samples]));
  };
}

it('routes, replicas, the backlog of logs and the agent itself', async () => {
  const latency = latencyBoundsMs.map(() => 1).concat(0);
  const busy = aFigure({
    host: 'a.test',
    path: '/"x',
    requests: 11,
    status: [0, 10, 0, 0, 1],
    latency,
    latencyMs: 2000,
    inFlight: 1,
  });
  const found = await measure(async () => [aFigure({ port: 8080 }), busy])();
  const of = { app: 'hello', environment: 'production', process: 'web', release: '1' };
  const [first, second] = found.router_requests_total ?? [];
  deepEqual([first?.labels, first?.value], [{ ...of, port: '', host: 'a.test', path: '/"x' }, 11]);
  deepEqual(second?.labels, { ...of, port: '8080', host: '', path: '/' });
  deepEqual(found.router_response_head_seconds?.at(-1)?.value, 11);
  deepEqual(found.router_responses_total?.find(({ labels }) => labels.class === '5xx')?.value, 1);
  deepEqual(
    found.replicas?.map(({ labels, value }) => [labels.phase, value]),
    [
      ['warm', 2],
      ['preparing', 1],
    ],
  );
  deepEqual(
    found.replica_restarts?.map(({ value }) => value),
    [3],
  );
  const values = ['log_backlog_bytes', 'agent_connected', 'router_up', 'router_routes_left_out'].map(
    (name) => found[name]?.[0]?.value,
  );
  deepEqual(values, [4096, 1, 1, 0]);
  equal(found.agent_info?.[0]?.labels.version, '1.2.3');
});

it('of thousands of routes the 500 with most requests have series, and a router that says nothing is told as down', async () => {
  const many = Array.from({ length: 2000 }, (_, at) => aFigure({ path: `/${at}`, requests: at }));
  const found = await measure(async () => many)();
  equal(found.router_requests_total?.length, 500);
  equal(found.router_requests_total?.[0]?.value, 1999);
  equal(found.router_routes_left_out?.[0]?.value, 1500);
  const silent = await measure(() => Promise.reject(new Error('gone')))();
  deepEqual([silent.router_up?.[0]?.value, silent.router_requests_total, silent.replicas?.length], [0, undefined, 2]);
});
