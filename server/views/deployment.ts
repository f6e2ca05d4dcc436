// A deployment as operators see it: how far it is, slot by slot, and why it failed.
import type { DeploymentInput } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { DeploymentTaskInput } from '../../proto/generated/castellan/v1/DeploymentTask.ts';
import type { FailureInput } from '../../proto/generated/castellan/v1/Failure.ts';
import type { SlotProgressInput } from '../../proto/generated/castellan/v1/SlotProgress.ts';
import type { SlotReport } from '../../proto/generated/castellan/v1/SlotReport.ts';
import { steps } from '../decide/strategy.ts';
import { mostTelling } from '../decide/telling.ts';
import type { Deployment, Failure, Fleet, Ms, Progress, Wish } from '../decide/types.ts';
import { causes, deploymentFacts, fleetFacts, type Observer } from '../facts.ts';
import { type KnownDeployment, type KnownFailure, listEvents, listFailures } from '../records/deployments.ts';
import { findGhost } from '../records/ghosts.ts';
import type { Db } from '../records/records.ts';
import { findRelease, findTarget, type Target } from '../records/releases.ts';
import type { TaskRow } from '../records/tables.ts';
import { tasksOf } from '../records/tasks.ts';
import { releaseView } from './release.ts';
import { isSame, placeOf, reportsOf } from './slots.ts';
import { transferView } from './transfer.ts';

export async function deploymentView(db: Db, row: KnownDeployment, observer: Observer, now: Ms): Promise<DeploymentInput> {
  const facts = await deploymentFacts(db, row);
  const fleet = await fleetFacts(db, row, observer, now);
  const current = (await findTarget(db, row))?.current_release;
  const to = await findRelease(db, row, row.to_release);
  const from = row.from_release === null ? undefined : await findRelease(db, row, row.from_release);
  const failures = await listFailures(db, row.number);
  const failure = mostTelling(failures.map((one) => ({ ...one, hasEvidence: one.evidence !== null })));
  const tasks = await tasksOf(db, row.number);
  const { progress } = row;
  return {
    number: row.number,
    app: row.app,
    environment: row.environment,
    kind: row.kind,
    to: to && releaseView(to, current),
    from: from && releaseView(from, current),
    phase: phases[progress.phase],
    outcome: progress.phase === 'settled' ? outcomes[progress.outcome] : 'PENDING',
    step: 'step' in progress ? progress.step : 0,
    steps: steps(facts, fleet, now),
    untilMs: until(progress, facts),
    createdMs: row.created_at,
    settledMs: row.settled_at ?? 0,
    createdBy: row.created_by,
    slots: slotProgress(facts.number, row.to_release, fleet, observer, row),
    failure: failure && failureView(failure, row.to_release, tasks),
    failures: failures.map((failure) => failureView(failure, row.to_release, tasks)),
    warnings: [...warnings(row, tasks), ...(await ghostWarning(db, row, to?.version ?? ''))],
    paused: row.orders.paused,
    promoted: row.orders.promoted,
    holding: progress.phase === 'holding' ? progress.message : '',
    strategy: facts.strategy.kind,
    tasks: tasks.map(taskView),
    events: (await listEvents(db, row.number)).map(({ at, text }) => ({ atMs: at, text })),
    supersededBy: row.superseded_by ?? 0,
    transfer: await transferView(db, row.number),
    takenAway: isTakenAway(row, facts),
  };
}

const phases = {
  staging: 'STAGING',
  moving: 'MOVING',
  baking: 'BAKING',
  'turning-back': 'TURNING_BACK',
  hook: 'HOOK',
  finishing: 'HOOK',
  holding: 'HOLDING',
  settled: 'SETTLED',
} as const;
const outcomes = {
  done: 'DONE',
  'rolled-back': 'ROLLED_BACK',
  failed: 'FAILED',
  refused: 'REFUSED',
  superseded: 'SUPERSEDED',
} as const;

/** How a replica of what is wanted is doing, as a slot's progress. */
const phaseStates: Record<string, SlotProgressInput['state']> = {
  preparing: 'STAGING',
  starting: 'STARTING',
  waiting: 'STARTING',
  unhealthy: 'STARTING',
  healthy: 'WARMING',
  failed: 'FAILED',
};

/** A server that did not note it left nothing of a first release, unless someone had said so. */
function isTakenAway({ progress, orders }: KnownDeployment, { from, strategy }: Deployment): boolean {
  if (progress.phase !== 'settled' || progress.outcome !== 'failed' || from) return false;
  return progress.tookAway ?? (strategy.rollback && orders.aborted?.rollback !== false);
}

/** A pause stops the clock. */
function until(progress: Progress, { orders, strategy }: Deployment): Ms {
  if (progress.phase === 'settled') return progress.warmUntil ?? 0;
  if (orders.paused) return 0;
  if (progress.phase === 'baking') return progress.until;
  if (progress.phase === 'moving' || progress.phase === 'turning-back') return progress.moved + strategy.progressMs;
  return progress.phase === 'staging' ? progress.since + strategy.progressMs : 0;
}

function taskView({ deployment, name, host, state, message, evidence }: TaskRow): DeploymentTaskInput {
  return { name, host, state: taskStates[state], message, logLines: linesOf(evidence), logReplica: logReplica(deployment, name) };
}

const taskStates = { waiting: 'WAITING', running: 'RUNNING', done: 'DONE', failed: 'FAILED' } as const;

/** As its host names the run: agent/decide/tasks.ts. */
export function logReplica(deployment: number, name: string): string {
  return `task-${deployment}-${name.replace('/', '--').replaceAll('_', '-')}`;
}

function linesOf(evidence: string | null): string[] {
  return (evidence ? (JSON.parse(evidence) as { logLines?: string[] }).logLines : undefined) ?? [];
}

/** What failed where nothing is turned back for it. */
function warnings({ progress }: KnownDeployment, tasks: TaskRow[]): string[] {
  if (progress.phase !== 'settled' || progress.outcome !== 'done') return [];
  const failed = tasks.filter(({ name, state }) => name === 'after_deploy' && state !== 'done');
  return failed.map(({ host, state, message }) =>
    state === 'failed'
      ? `the after_deploy hook failed on ${host}: ${message}`
      : `nothing was heard of the after_deploy hook on ${host}`,
  );
}

/** What this deployment has made of its version. */
async function ghostWarning(db: Db, row: KnownDeployment, version: string): Promise<string[]> {
  const { app, environment, number, progress } = row;
  if (progress.phase !== 'settled' || progress.outcome === 'done') return [];
  const ghost = await findGhost(db, row, version);
  if (ghost?.deployment !== number) return [];
  return [
    `${app}@${version} is a ghost in ${environment} now: it is refused there without --force, until ctl ghosts clear ${app}@${version}`,
  ];
}

/** A hook's output and exit status are kept with the task. */
function failureView({ evidence, others, ...failure }: KnownFailure, release: number, tasks: TaskRow[]): FailureInput {
  const { host, process, index, replica, message, at } = failure;
  const task = failure.cause === 'hook-failed' && process === '' ? tasks.find(({ state }) => state === 'failed') : undefined;
  const told = JSON.parse(evidence ?? task?.evidence ?? '{}') as FailureInput;
  const shown = { logLines: told.logLines ?? [], lastProbe: told.lastProbe ?? '', ...(told.exit ? { exit: told.exit } : {}) };
  const own = evidence ? told : shown;
  return { cause: causeName(failure), replica, message, atMs: at, release, ...own, host, process, index, others };
}

function causeName({ cause }: Failure): keyof typeof causes {
  const found = Object.entries(causes).find(([name, own]) => own === cause && name !== 'UNKNOWN');
  return (found?.[0] ?? 'UNKNOWN') as keyof typeof causes;
}

function slotProgress(number: number, to: number, fleet: Fleet, { sessions }: Observer, target: Target): SlotProgressInput[] {
  return fleet.hosts.flatMap((host) => {
    const reports = reportsOf(sessions, host.name, target);
    const wishes = fleet.wishes.filter((wish) => wish.host === host.name);
    const leaving = reports.filter((report) => !wishes.some((wish) => isSame(wish, report)));
    return [
      ...wishes.map((wish): SlotProgressInput => {
        const report = reports.find((slot) => isSame(slot, wish));
        const warming = warmed(wish, number, to);
        const state = warming ? warmState(warming, report, host.state) : wishState(wish, report, number, host.state);
        const wanted = warming?.warm ?? wish.release;
        return { ...placeOf(host.name, wish), ...state, serving: report ? serving(report) : 0, wanted };
      }),
      ...leaving.map((report): SlotProgressInput => {
        const state = report.replicas.length === 0 ? 'GONE' : 'STOPPING';
        return {
          ...placeOf(host.name, report),
          state: host.state === 'connected' ? state : 'UNREACHABLE',
          serving: serving(report),
          wanted: 0,
        };
      }),
    ];
  });
}

/** Gets the release ready beside what serves; what is kept ready after the switch is not meant. */
function warmed(wish: Wish, number: number, to: number): (Wish & { warm: number }) | undefined {
  const { warm, deployment, release } = wish;
  return warm === to && deployment === number && release !== to ? { ...wish, warm } : undefined;
}

function warmState(wish: Wish & { warm: number }, report: SlotReport | undefined, host: string): State {
  if (host !== 'connected') return { state: 'UNREACHABLE', detail: `host ${host}` };
  if (!report || report.deployment !== wish.deployment || report.warm !== wish.warm) return { state: 'STARTING', detail: '' };
  if (report.warmReady) return { state: 'WARMING', detail: 'ready, waits for the switch' };
  const candidate = report.replicas.find((replica) => replica.release === wish.warm);
  return { state: phaseStates[candidate?.phase ?? 'starting'] ?? 'STARTING', detail: candidate?.detail ?? '' };
}

interface State {
  state: SlotProgressInput['state'];
  detail: string;
}

function wishState(wish: Wish, report: SlotReport | undefined, number: number, host: string): State {
  if (host !== 'connected') return { state: 'UNREACHABLE', detail: `host ${host}` };
  if (wish.deployment !== number) return { state: 'WAITING', detail: '' };
  if (!report || report.deployment !== wish.deployment || report.wanted !== wish.release)
    return { state: 'STARTING', detail: '' };
  if (report.move === 'FAILED') return { state: 'FAILED', detail: report.failure?.message ?? '' };
  if (report.move === 'SETTLED') return { state: 'SERVING', detail: '' };
  const candidate =
    report.replicas.find((replica) => replica.release === wish.release && !replica.routed) ??
    report.replicas.find((replica) => replica.release === wish.release);
  const leaving = report.replicas.find((replica) => replica.phase === 'draining' || replica.phase === 'stopping');
  if (candidate?.routed && leaving) return { state: 'SERVING', detail: `${leaving.phase} v${leaving.release}` };
  return { state: phaseStates[candidate?.phase ?? 'starting'] ?? 'STARTING', detail: candidate?.detail ?? '' };
}

function serving(report: SlotReport): number {
  return report.replicas.find((replica) => replica.routed)?.release ?? 0;
}
