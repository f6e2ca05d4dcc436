import { deepEqual } from 'node:assert/strict';
import { it } from 'node:test';
import { releaseFigures } from '../../../agent/decide/release-figures.ts';
import { aReplica, healthy } from './replicas.ts';

const route = {
  app: 'hello',
  environment: 'production',
  process: 'web',
  release: 2,
  port: null,
  host: null,
  path: '/',
  requests: 10,
  status: [0, 7, 0, 1, 1],
  failures: 1,
  abandoned: 0,
  inFlight: 0,
  bytesIn: 0,
  bytesOut: 0,
  latency: [5, 4],
};

it('figures of a release are summed over its routes, with the restarts of its replicas', () => {
  const replicas = [aReplica(healthy, { restarts: 2 }), aReplica(healthy, { restarts: 1 }), aReplica(healthy, { release: 3 })];
  const of = { app: 'hello', environment: 'production' };
  deepEqual(releaseFigures([route, { ...route, status: [0, 0, 0, 0, 9], failures: 9, latency: [0, 0, 1] }], replicas), [
    { ...of, release: 1, requests: 0, failures: 0, latency: [], restarts: 3 },
    { ...of, release: 2, requests: 20, failures: 12, latency: [5, 4, 1], restarts: 0 },
    { ...of, release: 3, requests: 0, failures: 0, latency: [], restarts: 0 },
  ]);
});
