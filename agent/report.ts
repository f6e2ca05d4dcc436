// What the host says is so, in the contract's words.
import type { ExitStatusInput } from '../proto/generated/castellan/v1/ExitStatus.ts';
import type { FailureInput, Failure as FailureMessage } from '../proto/generated/castellan/v1/Failure.ts';
import type { ReplicaStatusInput } from '../proto/generated/castellan/v1/ReplicaStatus.ts';
import type { SlotReportInput } from '../proto/generated/castellan/v1/SlotReport.ts';
import { failureOf, isWarmReady, type SlotFacts, type SlotPlan } from './decide/changes.ts';
import {
  type Exit,
  type FailureCause,
  isLooping,
  isRouted,
  isWarm,
  type Replica,
  runningProcess,
  type SlotKey,
  type Why,
} from './decide/replica.ts';

const causes = {
  'not-staged': 'NOT_STAGED',
  'did-not-start': 'DID_NOT_START',
  exited: 'EXITED',
  'out-of-memory': 'OUT_OF_MEMORY',
  'never-ready': 'NEVER_READY',
  'failed-after-ready': 'FAILED_AFTER_READY',
  'hook-failed': 'HOOK_FAILED',
} as const satisfies Record<FailureCause, FailureMessage['cause']>;

const reasons = {
  'out-of-memory': 'OUT_OF_MEMORY',
  watchdog: 'WATCHDOG',
  'live-check': 'LIVE_CHECK',
  'not-ready': 'NOT_READY',
} as const satisfies Record<Why['reason'], ExitStatusInput['reason']>;

/** Of what was measured or answered; every replica of a host may have one. */
const longestReason = 300;

const moves = { moving: 'MOVING', settled: 'SETTLED', failed: 'FAILED' } as const satisfies Record<SlotPlan['move'], string>;

export function slotReport(
  host: string,
  slot: SlotKey,
  facts: Pick<SlotFacts, 'wish' | 'warm' | 'replicas'>,
  move: SlotPlan['move'],
): SlotReportInput {
  const { app, environment, process, index } = slot;
  const { wish, warm, replicas } = facts;
  const failed = failureOf(facts);
  return {
    app,
    environment,
    process,
    index,
    wanted: wish?.release ?? 0,
    deployment: wish?.deployment ?? 0,
    move: moves[move],
    warm: warm?.release ?? 0,
    warmReady: isWarmReady(facts),
    ...(failed ? { failure: failureReport(host, failed) } : {}),
    // The server takes the first routed one for the one that serves.
    replicas: replicas.toSorted((a, b) => (b.promotedAt ?? 0) - (a.promotedAt ?? 0) || b.createdAt - a.createdAt).map(statusOf),
  };
}

function failureReport(host: string, { id, process, index, failure }: Replica): FailureInput {
  if (!failure) return {};
  const { cause, message, lastProbe, exit, lines, at, release } = failure;
  const evidence = { lastProbe, logLines: lines ?? [], atMs: at, ...(exit ? { exit: exitReport(exit) } : {}) };
  return { cause: causes[cause], host, process, index, replica: id, message, release, ...evidence };
}

function statusOf(replica: Replica): ReplicaStatusInput {
  const { id, release, version, phase, ports, restarts, lastExit, probes, failure, startedAt = 0 } = replica;
  return {
    id,
    release,
    version,
    phase: phaseWord(replica),
    sinceMs: phase.since,
    routed: isRouted(replica),
    pid: runningProcess(replica)?.pid ?? 0,
    startedMs: runningProcess(replica) ? startedAt : 0,
    ports,
    restarts,
    detail: phase.name === 'healthy' ? saying(replica) : failure?.message || probes.last,
    ...(lastExit ? { lastExit: exitReport(lastExit) } : {}),
  };
}

export function phaseWord(replica: Replica): string {
  const { name } = replica.phase;
  if (name === 'waiting' && isLooping(replica)) return 'crash-loop';
  if (isWarm(replica)) return 'warm';
  // Hooks are a part of starting and stopping.
  if (name === 'before-start' || name === 'after-start') return 'starting';
  return name === 'before-stop' || name === 'after-stop' ? 'stopping' : name;
}

/** Of one that is well: that it is to be replaced, or what it says of itself. */
function saying({ worn, spec, probes }: Replica): string {
  if (spec.command.length === 0) return 'no program: the router answers';
  if (worn) return `to be replaced: it ${worn}`;
  return spec.ready?.kind === 'notify' ? probes.last : '';
}

export function exitReport({ code, signal, at, result, why = olderWhy(result) }: Exit): ExitStatusInput {
  const exit = { code, signal, atMs: at };
  // What a newer agent wrote down may have a reason that this one has no word for.
  if (!why || !Object.hasOwn(reasons, why.reason)) return exit;
  return { ...exit, reason: reasons[why.reason], detail: String(why.text).slice(0, longestReason) };
}

function olderWhy(result: Exit['result']): Why | undefined {
  return result && { reason: result, text: 'out of memory' };
}
