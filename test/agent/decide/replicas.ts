// Replicas and wishes for tests of what is decided.
import { newReplica, type Phase, type Proc, type Replica, type Spec, type Wish } from '../../../agent/decide/replica.ts';
import { sentSandbox } from '../../../bundle/sandbox.ts';

const unbounded = { warn: null, restart: null };

export const aSpec: Spec = {
  command: ['serve'],
  ports: { http: 'auto' },
  env: {},
  envFiles: [],
  ready: { kind: 'http', path: '/healthz', port: null, everyMs: 5000, timeoutMs: 2000, after: 2, failures: 3 },
  live: { kind: 'http', path: '/livez', port: null, everyMs: 5000, timeoutMs: 2000, after: 1, failures: 2 },
  startTimeoutMs: 60_000,
  stop: { signal: 'SIGTERM', drainMs: 30_000, timeoutMs: 10_000, before: null, after: null },
  limits: { memoryBytes: null, cpu: null, pids: null, files: null },
  user: null,
  sandbox: sentSandbox.parse({}),
  restart: { policy: 'always', minMs: 1000, maxMs: 60_000, limit: 5 },
  routes: [{ host: 'hello.example', path: '/' }],
  watchdog: { memoryBytes: unbounded, cpu: unbounded, files: unbounded },
};

export const aWish: Wish = {
  app: 'hello',
  environment: 'production',
  process: 'web',
  index: 1,
  release: 1,
  version: '1.0.0',
  bundle: 'a'.repeat(64),
  fingerprint: 'f1',
  deployment: 1,
  healthyMs: 10_000,
  spec: aSpec,
};

export const aProcess: Proc = { bootId: 'boot', pid: 100, started: 1, group: 99, groupStarted: 1 };

export function aReplica(phase: Phase, more: Partial<Replica> = {}): Replica {
  return { ...newReplica('hello-web-1-aaaa', aWish, 0), run: 1, ports: { http: 20_000 }, phase, ...more };
}

export const starting = { name: 'starting', since: 0, until: 60_000, process: aProcess } as const satisfies Phase;
export const healthy = { name: 'healthy', since: 0, until: null, process: aProcess } as const satisfies Phase;
export const unhealthy = { name: 'unhealthy', since: 0, until: null, process: aProcess } as const satisfies Phase;
