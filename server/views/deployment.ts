// A deployment as operators see it: how far it is, slot by slot, and why it failed.
import type { DeploymentInput } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { DeploymentTaskInput } from '../../proto/generated/castellan/v1/DeploymentTask.ts';
import type { FailureInput } from '../../proto/generated/castellan/v1/Failure.ts';
import type { SlotProgressInput } from '../../proto/generated/castellan/v1/SlotProgress.ts';
import type { SlotReport } from '../../proto/generated/castellan/v1/SlotReport.ts';
import { steps } from '../decide/strategy.ts';
import type { Deployment, Failure, Fleet, Ms, Progress, Wish } from '../decide/types.ts';
import { causes, deploymentFacts, fleetFacts, type Observer } from '../facts.ts';
import { type KnownDeployment, listEvents, listFailures } from '../records/deployments.ts';
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
    slots: slotProgress(facts.number, fleet, observer, row),
    failure: failures[0] ? failureView(failures[0], row.to_release) : undefined,
    failures: failures.map((failure) => failureView(failure, row.to_release)),
    paused: row.orders.paused,
    holding: progress.phase === 'holding' ? progress.message : '',
    strategy: facts.strategy.kind,
    tasks: (await tasksOf(db, row.number)).map(taskView),
    events: (await listEvents(db, row.number)).map(({ at, text }) => ({ atMs: at, text })),
    supersededBy: row.superseded_by ?? 0,
    transfer: await transferView(db, row.number),
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

/** A pause stops the clock. */
function until(progress: Progress, { orders, strategy }: Deployment): Ms {
  if (orders.paused) return 0;
  if (progress.phase === 'baking') return progress.until;
  if (progress.phase === 'moving' || progress.phase === 'turning-back') return progress.moved + strategy.progressMs;
  return progress.phase === 'staging' ? progress.since + strategy.progressMs : 0;
}

function taskView({ name, host, state, message, evidence }: TaskRow): DeploymentTaskInput {
  const told = evidence ? (JSON.parse(evidence) as { logLines?: string[] }) : {};
  return { name, host, state: taskStates[state], message, logLines: told.logLines ?? [] };
}

const taskStates = { waiting: 'WAITING', running: 'RUNNING', done: 'DONE', failed: 'FAILED' } as const;

function failureView({ evidence, ...failure }: Failure & { evidence: string | null }, release: number): FailureInput {
  const told = evidence ? (JSON.parse(evidence) as FailureInput) : {};
  const { host, process, index, replica, message, at } = failure;
  return { cause: causeName(failure), replica, message, atMs: at, release, ...told, host, process, index };
}

function causeName({ cause }: Failure): keyof typeof causes {
  const found = Object.entries(causes).find(([name, own]) => own === cause && name !== 'UNKNOWN');
  return (found?.[0] ?? 'UNKNOWN') as keyof typeof causes;
}

function slotProgress(number: number, fleet: Fleet, { sessions }: Observer, target: Target): SlotProgressInput[] {
  return fleet.hosts.flatMap((host) => {
    const reports = reportsOf(sessions, host.name, target);
    const wishes = fleet.wishes.filter((wish) => wish.host === host.name);
    const leaving = reports.filter((report) => !wishes.some((wish) => isSame(wish, report)));
    return [
      ...wishes.map((wish): SlotProgressInput => {
        const report = reports.find((slot) => isSame(slot, wish));
        return {
          ...placeOf(host.name, wish),
          ...wishState(wish, report, number, host.state),
          serving: report ? serving(report) : 0,
          wanted: wish.release,
        };
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

function wishState(
  wish: Wish,
  report: SlotReport | undefined,
  number: number,
  host: string,
): { state: SlotProgressInput['state']; detail: string } {
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
