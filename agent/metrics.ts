// What an agent tells Prometheus: its router's figures, its replicas, its backlog of logs, itself.
import { counter, exposition, type Family, gauge, type Labels } from '../lib/exposition.ts';
import { trafficMetrics } from '../lib/traffic-metrics.ts';
import type { RouteFigures } from './decide/release-figures.ts';
import type { Replica } from './decide/replica.ts';
import { phaseWord } from './report.ts';
import type { Router } from './router/router.ts';

export interface AgentParts {
  version: string;
  isConnected(): boolean;
  replicas(): Replica[];
  router: Pick<Router, 'figures'>;
  logBacklogBytes(): number;
}

/** For the router to say what requests met. */
const figuresMs = 2000;
/** Routes and releases with series of their own: those with most requests. */
const mostRoutes = 500;

export function measureAgent({ version, isConnected, replicas, router, logBacklogBytes }: AgentParts): () => Promise<string> {
  return async () => {
    const routes = await router.figures(AbortSignal.timeout(figuresMs)).catch(() => null);
    return exposition([
      ...ownMetrics(version),
      gauge('agent_connected', 'Whether there is a session with the server.', [{ value: Number(isConnected()) }]),
      gauge('log_backlog_bytes', 'Output of replicas that the server does not have yet.', [{ value: logBacklogBytes() }]),
      ...replicaMetrics(replicas()),
      gauge('router_up', 'Whether the router says what requests met.', [{ value: Number(routes !== null) }]),
      ...routeMetrics(routes ?? []),
    ]);
  };
}

function ownMetrics(version: string): Family[] {
  const { user, system } = process.cpuUsage();
  return [
    gauge('agent_info', 'The agent that runs.', [{ labels: { version }, value: 1 }]),
    gauge('agent_resident_memory_bytes', 'Memory of the agent.', [{ value: process.memoryUsage.rss() }]),
    counter('agent_cpu_seconds_total', 'Processor time of the agent.', [{ value: (user + system) / 1e6 }]),
    gauge('agent_start_time_seconds', 'When the agent started, since the epoch.', [{ value: performance.timeOrigin / 1000 }]),
  ];
}

function replicaMetrics(replicas: Replica[]): Family[] {
  const ofPhase = (replica: Replica) => ({ ...ofReplica(replica), phase: phaseWord(replica) });
  return [
    gauge('replicas', 'Replicas on this host, by phase.', counted(replicas, ofPhase)),
    gauge(
      'replica_restarts',
      'Restarts of the replicas that there are.',
      counted(replicas, ofReplica, ({ restarts }) => restarts),
    ),
  ];
}

function routeMetrics(all: RouteFigures[]): Family[] {
  const routes = all.toSorted((a, b) => b.requests - a.requests).slice(0, mostRoutes);
  return [
    ...trafficMetrics(
      'router',
      routes.map((route) => ({ latencyMs: 0, ...route, labels: ofRoute(route) })),
    ),
    gauge('router_routes_left_out', 'Routes and releases with fewer requests than those told here.', [
      { value: all.length - routes.length },
    ]),
  ];
}

function ofRoute({ app, environment, process, release, port, host, path }: RouteFigures): Labels {
  return { app, environment, process, release: String(release), port: port === null ? '' : String(port), host: host ?? '', path };
}

function ofReplica({ app, environment, process, release }: Replica): Labels {
  return { app, environment, process, release: String(release) };
}

/** A sample for each set of labels. */
function counted<Each>(all: Each[], labelsOf: (each: Each) => Labels, amount: (each: Each) => number = () => 1) {
  const sums = new Map<string, { labels: Labels; value: number }>();
  for (const each of all) {
    const labels = labelsOf(each);
    const key = JSON.stringify(labels);
    sums.set(key, { labels, value: (sums.get(key)?.value ?? 0) + amount(each) });
  }
  return [...sums.values()];
}
