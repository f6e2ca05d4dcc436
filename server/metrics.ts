// What the server tells Prometheus: hosts, deployments, what it keeps, and what requests met of each release.
import { counter, type Family, gauge, type Labels } from '../lib/exposition.ts';
import { trafficMetrics } from '../lib/traffic-metrics.ts';
import type { Presence } from './presence.ts';
import { countBundles, countDeployments } from './records/counts.ts';
import { listHosts } from './records/fleet.ts';
import type { Records } from './records/records.ts';
import { openReleaseTotals, type ReleaseTotal } from './release-totals.ts';

export interface MetricsParts {
  records: Records;
  sessions: { presence(host: string): Presence | undefined; count(): number };
  logs: { storedBytes(): Promise<number> };
  /** What callers asked for beyond their quotas. */
  asked(): { refused: number; waits: number };
  startedAt: number;
}

/** All blocks are summed up for it. */
const logBytesEveryMs = 60_000;
const hostStates = ['connected', 'unreachable', 'lost'] as const;

export function openMetrics({ records: { db }, sessions, logs, asked, startedAt }: MetricsParts): () => Promise<Family[]> {
  const totals = openReleaseTotals();
  const logBytes = seldom(() => logs.storedBytes(), logBytesEveryMs);

  return async () => {
    const hosts = await listHosts(db);
    const presences = hosts.flatMap(({ name }) => sessions.presence(name) ?? []);
    const bundles = await countBundles(db);
    const deployments = await countDeployments(db);
    const looks = presences.flatMap(({ host, looks }) => (looks ? [{ host, look: looks.now }] : []));
    const releases = totals.look(looks).map((total) => ({ ...total, labels: of(total) }));
    return [
      gauge('server_start_time_seconds', 'When the server started, since the epoch.', [{ value: startedAt / 1000 }]),
      gauge('server_resident_memory_bytes', 'Memory of the server.', [{ value: process.memoryUsage.rss() }]),
      gauge('server_sessions', 'Hosts with a session.', [{ value: sessions.count() }]),
      counter('server_calls_refused_total', 'Calls beyond what one caller may ask for.', [{ value: asked().refused }]),
      counter('server_stream_waits_total', 'Times that a stream was read later, because its caller sent too much.', [
        { value: asked().waits },
      ]),
      gauge('hosts', 'Hosts, by state.', hostSamples(hosts, sessions)),
      gauge(
        'deployments',
        'Deployments that are recorded, by outcome.',
        deployments.map(({ environment, outcome, count }) => ({
          labels: { environment, outcome: outcome ?? 'pending' },
          value: count,
        })),
      ),
      gauge('log_store_bytes', 'Compressed output of replicas that is kept.', [{ value: await logBytes() }]),
      gauge('bundles', 'Bundles that are kept.', [{ value: bundles.count }]),
      gauge('bundles_bytes', 'Bytes of the bundles that are kept, packed.', [{ value: bundles.bytes }]),
      ...trafficMetrics('release', releases),
    ];
  };
}

/** A host that has not called since the server started is unreachable. */
function hostSamples(hosts: { name: string; environment: string }[], sessions: MetricsParts['sessions']) {
  const environments = [...new Set(hosts.map(({ environment }) => environment))];
  return environments.flatMap((environment) =>
    hostStates.map((state) => {
      const own = hosts.filter((host) => host.environment === environment);
      const value = own.filter(({ name }) => (sessions.presence(name)?.state ?? 'unreachable') === state).length;
      return { labels: { environment, state }, value };
    }),
  );
}

function of({ app, environment, release }: ReleaseTotal): Labels {
  return { app, environment, release: String(release) };
}

function seldom(measure: () => Promise<number>, everyMs: number): () => Promise<number> {
  let last: { at: number; value: number } | undefined;
  return async () => {
    const now = performance.now();
    if (!last || now - last.at > everyMs) last = { at: now, value: await measure() };
    return last.value;
  };
}
