// Deployments to show: whole messages as the server sends them, with what a test wants to be different.
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { ExitStatus } from '../../proto/generated/castellan/v1/ExitStatus.ts';
import type { Failure } from '../../proto/generated/castellan/v1/Failure.ts';
import type { Release } from '../../proto/generated/castellan/v1/Release.ts';
import type { SlotProgress } from '../../proto/generated/castellan/v1/SlotProgress.ts';
import type { Script } from './control.ts';

export const begun = Date.parse('2026-01-31T12:00:00Z');

export function release(number: number, version: string, replicas: Record<string, number> = { web: 2 }): Release {
  const made = { createdMs: begun, createdBy: 'op', reason: 'deploy', current: false, stopped: false };
  const before = { settingsRevision: 0, changes: [], versionBefore: '' };
  return { app: 'hello', environment: 'production', number, version, bundle: 'b'.repeat(64), replicas, ...made, ...before };
}

export function slot(host: string, index: number, state: SlotProgress['state'], rest: Partial<SlotProgress> = {}): SlotProgress {
  return { host, process: 'web', index, state, serving: state === 'SERVING' ? 13 : 12, wanted: 13, detail: '', ...rest };
}

export function failure(rest: Partial<Failure> = {}): Failure {
  return {
    cause: 'NEVER_READY',
    host: 'host-2',
    process: 'web',
    index: 0,
    replica: 'r7f3',
    message: 'not ready after 5m',
    lastProbe: 'GET /healthz: 503 Service Unavailable',
    exit: null,
    logLines: ['listening on 20001', 'cannot reach the database'],
    atMs: begun + 300_000,
    release: 13,
    others: null,
    ...rest,
  };
}

/** By SIGKILL, for no reason that is told. */
export function anExit(rest: Partial<ExitStatus> = {}): ExitStatus {
  return { code: -1, signal: 'SIGKILL', atMs: begun, reason: 'NONE', detail: '', ...rest };
}

export function deployment(rest: Partial<Deployment> = {}): Deployment {
  return {
    number: 41,
    app: 'hello',
    environment: 'production',
    kind: 'deploy',
    to: release(13, '1.2.0'),
    from: release(12, '1.1.0'),
    phase: 'MOVING',
    outcome: 'PENDING',
    step: 1,
    steps: 3,
    untilMs: begun + 600_000,
    createdMs: begun,
    settledMs: 0,
    createdBy: 'op',
    slots: [
      slot('host-1', 0, 'SERVING'),
      slot('host-1', 1, 'STARTING'),
      slot('host-2', 0, 'WAITING'),
      slot('host-2', 1, 'WAITING'),
    ],
    failure: null,
    failures: [],
    events: [],
    supersededBy: 0,
    paused: false,
    promoted: 0,
    holding: '',
    tasks: [],
    strategy: 'rolling',
    warnings: [],
    transfer: null,
    takenAway: false,
    ...rest,
  };
}

export function settled(outcome: Deployment['outcome'], rest: Partial<Deployment> = {}): Deployment {
  const slots = deployment().slots.map((one) => ({ ...one, state: 'SERVING' as const, serving: one.wanted }));
  return deployment({ phase: 'SETTLED', outcome, settledMs: begun + 12_300, step: 3, slots, ...rest });
}

/** A watch that sees each of these. */
export function watched(...states: Deployment[]): Script['watchDeployment'] {
  return async function* () {
    yield* states;
  };
}
