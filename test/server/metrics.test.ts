// What the server tells Prometheus, over real records, read back strictly.
import { deepEqual, equal } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { exposition } from '../../lib/exposition.ts';
import type { CountedRoute, Looks } from '../../server/decide/looks.ts';
import { openMetrics } from '../../server/metrics.ts';
import type { Presence } from '../../server/presence.ts';
import { addDeployment, saveProgress } from '../../server/records/deployments.ts';
import { addHost } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';
import { addVersion } from '../../server/records/versions.ts';
import { readExposition } from '../lib/read-exposition.ts';

const folder = mkdtempSync(join(tmpdir(), 'castellan-metrics-'));
after(() => rmSync(folder, { recursive: true }));

function counted(requests: number, path = '/'): CountedRoute {
  const of = { app: 'hello', environment: 'production', process: 'web', release: 3, port: 0, host: '', path };
  const counts = { failures: 0, abandoned: 0, inFlight: 1, bytesIn: 0, bytesOut: 0, latencyMs: requests };
  return { ...of, ...counts, requests, status: [0, requests, 0, 0, 0], latency: [requests] };
}

it('hosts, deployments, what is kept, and requests by release that only grow', async () => {
  const records = await openRecords(join(folder, 'records.sqlite'));
  after(() => records.close());
  await records.write(async (tx) => {
    for (const host of ['h1', 'h2', 'h3']) await addHost(tx, host, 'production', 1);
    const bundle = { digest: 'd', blob_sha256: 'b', blob_bytes: 700, unpacked_bytes: 1, files: 1, manifest: '' };
    await addVersion(tx, bundle, { app: 'hello', name: '1', bundle: 'd', created_at: 1, created_by: 'anna' });
    for (const outcome of ['done', 'rolled-back', null] as const) {
      const what = { app: 'hello', environment: 'production', kind: 'deploy', to_release: 1, from_release: null };
      const asked = { request_id: null, request_digest: null, created_at: 1, created_by: 'anna', runs_hooks: 1 };
      const number = await addDeployment(tx, { ...what, ...asked, progress: { phase: 'staging', since: 1 } });
      if (outcome) await saveProgress(tx, number, { phase: 'settled', outcome, at: 2 });
    }
  });
  const presences = new Map<string, { state: string; host: string; looks: Looks | null }>([
    ['h1', { host: 'h1', state: 'connected', looks: null }],
    ['h2', { host: 'h2', state: 'lost', looks: null }],
  ]);
  const sessions = { presence: (host: string) => presences.get(host) as unknown as Presence | undefined, count: () => 1 };
  const asked = () => ({ refused: 7, waits: 8 });
  const measure = openMetrics({ records, sessions, logs: { storedBytes: async () => 12_345 }, asked, startedAt: 5000 });
  const look = (host: string, at: number, ...routes: CountedRoute[]) =>
    presences.set(host, { host, state: 'connected', looks: { now: { at, routes, isCut: false }, before: null } });
  const read = async () => {
    const families = readExposition(exposition(await measure()));
    return Object.fromEntries(families.map(({ name, samples }) => [name.replace('castellan_', ''), samples]));
  };
  const found = await read();
  deepEqual(
    found.hosts?.map(({ labels, value }) => [labels.state, value]),
    [
      ['connected', 1],
      ['unreachable', 1],
      ['lost', 1],
    ],
  );
  deepEqual(found.deployments?.map(({ labels, value }) => [labels.outcome, value]).sort(), [
    ['done', 1],
    ['pending', 1],
    ['rolled-back', 1],
  ]);
  const kept = ['bundles', 'bundles_bytes', 'log_store_bytes', 'server_sessions', 'server_start_time_seconds'];
  deepEqual(
    kept.map((name) => found[name]?.[0]?.value),
    [1, 700, 12_345, 1, 5],
  );
  deepEqual([found.server_calls_refused_total?.[0]?.value, found.server_stream_waits_total?.[0]?.value], [7, 8]);
  equal(found.release_requests_total, undefined);

  const requests = async () => (await read()).release_requests_total?.map(({ value }) => value);
  look('h1', 1000, counted(500));
  deepEqual(await requests(), [0], 'what was counted before this server looked');
  look('h1', 2000, counted(520), counted(5, '/api'));
  look('h2', 9000, counted(100));
  deepEqual(await requests(), [25]);
  deepEqual(await requests(), [25], 'the same looks again');
  look('h1', 3000, counted(7));
  look('h2', 9500, counted(101));
  deepEqual(await requests(), [33], 'one router was started anew');
  const { release_requests_in_flight: flying, release_response_head_seconds: head } = await read();
  deepEqual(
    [flying?.[0]?.value, head?.at(-1)?.value, head?.at(-1)?.labels],
    [2, 33, { app: 'hello', environment: 'production', release: '3' }],
  );
});
