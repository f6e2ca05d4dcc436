// Records and reports, put together as the facts that a decision is made on.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { neededAbilities } from '../proto/abilities.ts';
import type { Report } from '../proto/generated/castellan/v1/Report.ts';
import type { SlotReport } from '../proto/generated/castellan/v1/SlotReport.ts';
import { type FleetTimes, hostState, usualTimes } from './decide/fleet.ts';
import type { Deployment, Failure, FailureCause, Fleet, HostFacts, Ms, SlotFacts } from './decide/types.ts';
import type { Presence } from './presence.ts';
import { type KnownDeployment, listDeployments, listFailures } from './records/deployments.ts';
import { listHosts, listWishes } from './records/fleet.ts';
import { drainingOf, labelsOf } from './records/hosts.ts';
import { inParts } from './records/many.ts';
import type { Db } from './records/records.ts';
import { findRelease, type Target } from './records/releases.ts';
import type { HostRow } from './records/tables.ts';
import { listTasks } from './records/tasks.ts';
import { releaseFacts } from './release.ts';
import type { Sessions } from './sessions.ts';

export interface Observer {
  sessions: Sessions;
  /** When this server started: what was quiet before it did is not held against a host. */
  startedAt: Ms;
  /** What is to be said of its certificate; undefined: nothing, or nobody looks after them here. */
  certificateTrouble?(host: string): string | undefined;
}

export async function deploymentFacts(db: Db, row: KnownDeployment): Promise<Deployment> {
  const to = await findRelease(db, row, row.to_release);
  if (!to) throw new Error(`deployment ${row.number} goes to ${row.app} v${row.to_release}, which does not exist`);
  const from = row.from_release === null ? undefined : await findRelease(db, row, row.from_release);
  const failures = await listFailures(db, row.number);
  return {
    number: row.number,
    to: releaseFacts(to),
    from: from ? releaseFacts(from) : null,
    strategy: to.content.strategy,
    progress: row.progress,
    orders: row.orders,
    runsHooks: row.runs_hooks === 1,
    tasks: await listTasks(db, row.number),
    failures: failures.map(({ evidence: _, others: __, ...failure }) => failure),
  };
}

export async function fleetFacts(db: Db, target: Target, observer: Observer, now: Ms): Promise<Fleet> {
  const hosts = await listHosts(db, target.environment);
  const [newest] = await listDeployments(db, target, 1);
  const asking = { app: target.app, environment: target.environment, deployment: newest?.number ?? 0 };
  const wishes = await listWishes(db, target);
  const holders = new Set(wishes.map(({ host }) => host));
  const facts: HostFacts[] = [];
  for (const some of inParts(hosts)) {
    // Of very many, whoever has waited meanwhile gets a turn. Each says what it says by itself, at a time of its own.
    if (facts.length > 0) await nextTurn();
    for (const host of some) facts.push(hostFacts(host, asking, observer, now));
  }
  // Whoever is to run nothing of it has no say in how well it does.
  return { hosts: facts.map((host) => (holders.has(host.name) ? host : { ...host, figures: {} })), wishes };
}

export interface Asking extends Target {
  /** The newest deployment of it; 0: none. */
  deployment: number;
}

export function hostFacts(
  host: HostRow,
  { deployment: newest, ...target }: Asking,
  { sessions, startedAt }: Observer,
  now: Ms,
): HostFacts {
  const presence = sessions.presence(host.name);
  const state = presence?.state ?? quiet(startedAt, now, sessions.times);
  const since = presence?.since ?? startedAt;
  const report = presence?.report;
  // What an answer to an older assignment says of failing does not count against the newest.
  const current = report?.revision === host.revision;
  const known = { name: host.name, state, since, labels: labelsOf(host), draining: drainingOf(host), ...ageOf(presence) };
  const silent = { ...known, ...awaited(startedAt, now, sessions.times) };
  if (!report) return { ...silent, answers: false, staged: {}, refusals: [], preflights: {}, tasks: [], figures: {}, slots: [] };
  return {
    ...known,
    answers: current,
    staged: stagedFacts(report, current),
    refusals: current ? report.refusals : [],
    preflights: Object.fromEntries(report.preflights.map(({ deployment, refusals }) => [deployment, refusals])),
    tasks: report.tasks
      .filter((task) => task.deployment === newest)
      .map(({ name, state, message }) => ({ name, state: lower(state), message })),
    ...(runsEarlier(report, newest, target) ? { runsEarlier: true as const } : {}),
    figures: figuresOf(report, target),
    slots: report.slots
      .filter((slot) => slot.app === target.app && slot.environment === target.environment)
      .map((slot) => slotFacts(host.name, slot)),
  };
}

/** The words of the contract for the words of the decision. */
export const causes = {
  UNKNOWN: 'exited',
  NOT_STAGED: 'not-staged',
  DID_NOT_START: 'did-not-start',
  EXITED: 'exited',
  NEVER_READY: 'never-ready',
  FAILED_AFTER_READY: 'failed-after-ready',
  HOST_REFUSED: 'host-refused',
  HOST_UNREACHABLE: 'host-unreachable',
  OUT_OF_MEMORY: 'out-of-memory',
  HOOK_FAILED: 'hook-failed',
  VERDICT: 'verdict',
  ABORTED: 'aborted',
} as const satisfies Record<string, FailureCause>;

function ageOf(presence: Presence | undefined): Pick<HostFacts, 'tooOld' | 'plainRoutes'> {
  const hello = presence?.hello;
  if (!hello) return {};
  const { abilities, agentVersion } = hello;
  const isTooOld = neededAbilities.some((ability) => !abilities.includes(ability));
  return {
    ...(isTooOld ? { tooOld: agentVersion } : {}),
    ...(abilities.includes('routes') ? {} : { plainRoutes: agentVersion }),
  };
}

function runsEarlier({ tasks }: Report, newest: number, { app, environment }: Target): boolean {
  return tasks.some(
    (task) => task.app === app && task.environment === environment && task.deployment !== newest && task.state === 'RUNNING',
  );
}

function quiet(startedAt: Ms, now: Ms, times: FleetTimes): HostFacts['state'] {
  const state = hostState(0, now, startedAt, times);
  return state === 'connected' ? 'unreachable' : state;
}

function awaited(startedAt: Ms, now: Ms, { unreachableMs } = usualTimes): Pick<HostFacts, 'awaitedUntil'> {
  const awaitedUntil = startedAt + unreachableMs;
  return now < awaitedUntil ? { awaitedUntil } : {};
}

function stagedFacts(report: Report, current: boolean): HostFacts['staged'] {
  const known = report.staged.filter(({ state }) => current || state !== 'FAILED');
  return Object.fromEntries(known.map(({ digest, state, detail }) => [digest, { state: lower(state), detail }]));
}

function slotFacts(host: string, slot: SlotReport): SlotFacts {
  const routed = slot.replicas.find((replica) => replica.routed);
  return {
    host,
    process: slot.process,
    index: slot.index,
    wanted: slot.wanted,
    deployment: slot.deployment,
    move: lower(slot.move),
    serving: routed?.release ?? 0,
    warm: slot.warm,
    warmReady: slot.warmReady,
    failure: slot.failure ? slotFailure(host, slot, slot.failure) : null,
  };
}

function figuresOf({ figures }: Report, { app, environment }: Target): HostFacts['figures'] {
  const own = figures.filter((one) => one.app === app && one.environment === environment);
  return Object.fromEntries(
    own.map(({ release, requests, failures, latency, restarts }) => [release, { requests, failures, latency, restarts }]),
  );
}

function slotFailure(host: string, slot: SlotReport, failure: NonNullable<SlotReport['failure']>): Failure {
  const { process, index } = slot;
  return {
    host,
    process,
    index,
    cause: causes[failure.cause],
    replica: failure.replica,
    message: failure.message,
    at: failure.atMs,
  };
}

function lower<Text extends string>(text: Text): Lowercase<Text> {
  return text.toLowerCase() as Lowercase<Text>;
}
