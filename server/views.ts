// Records and reports as the contract's messages: what operators see.
import type { AppStatusInput } from '../proto/generated/castellan/v1/AppStatus.ts';
import type { DeploymentInput } from '../proto/generated/castellan/v1/Deployment.ts';
import type { FailureInput } from '../proto/generated/castellan/v1/Failure.ts';
import type { HostInput } from '../proto/generated/castellan/v1/Host.ts';
import type { ReleaseInput } from '../proto/generated/castellan/v1/Release.ts';
import type { SlotProgressInput } from '../proto/generated/castellan/v1/SlotProgress.ts';
import type { SlotReport } from '../proto/generated/castellan/v1/SlotReport.ts';
import type { VersionInput } from '../proto/generated/castellan/v1/Version.ts';
import { lostMs } from './decide/fleet.ts';
import { steps } from './decide/plan.ts';
import type { Failure, Fleet, Ms, Progress, Wish } from './decide/types.ts';
import { causes, deploymentFacts, fleetFacts, hostFacts, type Observer } from './facts.ts';
import { type KnownDeployment, listDeployments, listEvents, listFailures } from './records/deployments.ts';
import { listHosts, listWishes, wishesForHost } from './records/fleet.ts';
import type { Db } from './records/records.ts';
import { findRelease, findTarget, type KnownRelease, listTargets, type Target } from './records/releases.ts';
import type { HostRow } from './records/tables.ts';
import type { KnownVersion } from './records/versions.ts';

export function versionView(version: KnownVersion, existed = false, warnings: string[] = []): VersionInput {
  return {
    app: version.app,
    name: version.name,
    bundle: version.bundle,
    packedBytes: version.blob_bytes,
    unpackedBytes: version.unpacked_bytes,
    files: version.files,
    createdMs: version.created_at,
    createdBy: version.created_by,
    existed,
    warnings,
  };
}

export function releaseView(release: KnownRelease, current: number | null | undefined): ReleaseInput {
  const replicas = Object.entries(release.content.processes).map(([name, process]) => [name, process.replicas]);
  return {
    app: release.app,
    environment: release.environment,
    number: release.number,
    version: release.version,
    bundle: release.content.bundle,
    createdMs: release.created_at,
    createdBy: release.created_by,
    reason: release.reason,
    current: release.number === current,
    replicas: Object.fromEntries(replicas),
    stopped: release.content.stopped,
  };
}

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
    steps: steps(facts, fleet),
    untilMs: until(progress, facts.strategy.progressMs),
    createdMs: row.created_at,
    settledMs: row.settled_at ?? 0,
    createdBy: row.created_by,
    slots: slotProgress(facts.number, fleet, observer, row),
    failure: failures[0] ? failureView(failures[0], row.to_release) : undefined,
    events: (await listEvents(db, row.number)).map(({ at, text }) => ({ atMs: at, text })),
    supersededBy: row.superseded_by ?? 0,
  };
}

export async function appStatusView(db: Db, target: Target, observer: Observer, now: Ms): Promise<AppStatusInput> {
  const current = (await findTarget(db, target))?.current_release;
  const release = current ? await findRelease(db, target, current) : undefined;
  const [newest] = await listDeployments(db, target, 1);
  const fleet = await fleetFacts(db, target, observer, now);
  const slots = await slotStatuses(db, target, observer);
  return {
    ...target,
    current: release && releaseView(release, current),
    deployment: newest && (await deploymentView(db, newest, observer, now)),
    slots,
    troubles: troubles(fleet, slots, newest),
  };
}

export async function hostView(db: Db, host: HostRow, { sessions, startedAt }: Observer, now: Ms): Promise<HostInput> {
  const presence = sessions.presence(host.name);
  const { state, refusals } = hostFacts(host, presence, { app: '', environment: '' }, startedAt, now);
  const refused = refusals.map((reason) => `refused its assignment: ${reason}`);
  return {
    name: host.name,
    environment: host.environment,
    state: states[state],
    lastSeenMs: presence?.lastSeen ?? 0,
    agentVersion: presence?.hello?.agentVersion ?? '',
    bootMs: presence?.hello?.bootMs ?? 0,
    assignment: host.revision,
    accepted: presence?.report?.revision ?? 0,
    slots: (await wishesForHost(db, host.name)).length,
    address: presence?.address ?? '',
    troubles: [...refused, ...(presence?.report?.troubles ?? [])],
    routerPorts: presence?.hello?.routerPorts ?? [],
  };
}

export async function targetsToShow(db: Db, app: string, environment: string): Promise<Target[]> {
  const all = await listTargets(db);
  return all.filter((target) => (!app || target.app === app) && (!environment || target.environment === environment));
}

const phases = { staging: 'STAGING', moving: 'MOVING', baking: 'BAKING', 'turning-back': 'TURNING_BACK', settled: 'SETTLED' } as const;
const outcomes = { done: 'DONE', 'rolled-back': 'ROLLED_BACK', failed: 'FAILED', refused: 'REFUSED', superseded: 'SUPERSEDED' } as const;
const states = { connected: 'CONNECTED', unreachable: 'UNREACHABLE', lost: 'LOST' } as const;

/** How a replica of what is wanted is doing, as a slot's progress. */
const phaseStates: Record<string, SlotProgressInput['state']> = {
  preparing: 'STAGING',
  starting: 'STARTING',
  waiting: 'STARTING',
  unhealthy: 'STARTING',
  healthy: 'WARMING',
  failed: 'FAILED',
};

function until(progress: Progress, progressMs: Ms): Ms {
  if (progress.phase === 'baking') return progress.until;
  if (progress.phase === 'moving' || progress.phase === 'turning-back') return progress.moved + progressMs;
  return progress.phase === 'staging' ? progress.since + progressMs : 0;
}

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
  const slots = new Map<string, SlotProgressInput>();
  for (const host of fleet.hosts) {
    const reports = (sessions.presence(host.name)?.report?.slots ?? []).filter((slot) => isOf(slot, target));
    const wishes = fleet.wishes.filter((wish) => wish.host === host.name);
    for (const report of reports) {
      if (wishes.some((wish) => wish.process === report.process && wish.index === report.index)) continue;
      const state = host.state === 'connected' ? (report.replicas.length === 0 ? 'GONE' : 'STOPPING') : 'UNREACHABLE';
      slots.set(slotKey(host.name, report), { ...placeOf(host.name, report), state, serving: serving(report), wanted: 0 });
    }
    for (const wish of wishes) {
      const report = reports.find((slot) => slot.process === wish.process && slot.index === wish.index);
      const { state, detail } = wishState(wish, report, number, host.state);
      slots.set(slotKey(host.name, wish), { ...placeOf(host.name, wish), state, detail, serving: report ? serving(report) : 0, wanted: wish.release });
    }
  }
  return [...slots.values()];
}

function wishState(wish: Wish, report: SlotReport | undefined, number: number, host: string): { state: SlotProgressInput['state']; detail: string } {
  if (host !== 'connected') return { state: 'UNREACHABLE', detail: `host ${host}` };
  if (wish.deployment !== number) return { state: 'WAITING', detail: '' };
  if (!report || report.deployment !== wish.deployment || report.wanted !== wish.release) return { state: 'STARTING', detail: '' };
  if (report.move === 'FAILED') return { state: 'FAILED', detail: report.failure?.message ?? '' };
  if (report.move === 'SETTLED') return { state: 'SERVING', detail: '' };
  const candidate = report.replicas.find((replica) => replica.release === wish.release && !replica.routed) ?? report.replicas.find((replica) => replica.release === wish.release);
  const leaving = report.replicas.find((replica) => replica.phase === 'draining' || replica.phase === 'stopping');
  if (candidate?.routed && leaving) return { state: 'SERVING', detail: `${leaving.phase} v${leaving.release}` };
  return { state: phaseStates[candidate?.phase ?? 'starting'] ?? 'STARTING', detail: candidate?.detail ?? '' };
}

async function slotStatuses(db: Db, target: Target, { sessions }: Observer) {
  const wishes = await listWishes(db, target);
  const hosts = await listHosts(db, target.environment);
  return hosts.flatMap((host) => {
    const reports = (sessions.presence(host.name)?.report?.slots ?? []).filter((slot) => isOf(slot, target));
    const wished = wishes.filter((wish) => wish.host === host.name);
    const known = wished.map((wish) => {
      const report = reports.find((slot) => slot.process === wish.process && slot.index === wish.index);
      return { ...placeOf(host.name, wish), wanted: wish.release, replicas: report?.replicas ?? [] };
    });
    const leftOver = reports.filter((slot) => slot.replicas.length > 0 && !wished.some((wish) => wish.process === slot.process && wish.index === slot.index));
    return [...known, ...leftOver.map((slot) => ({ ...placeOf(host.name, slot), wanted: 0, replicas: slot.replicas }))];
  });
}

function troubles(fleet: Fleet, slots: Awaited<ReturnType<typeof slotStatuses>>, newest: KnownDeployment | undefined): string[] {
  const found: string[] = [];
  for (const host of fleet.hosts) {
    if (host.state === 'connected' || !slots.some((slot) => slot.host === host.name)) continue;
    const runsOn = host.state === 'lost' ? `, for more than ${lostMs / 1000} s` : '';
    found.push(`${host.name} cannot be reached${runsOn}: it runs on with what it was last told`);
  }
  for (const slot of slots) {
    const host = fleet.hosts.find(({ name }) => name === slot.host);
    if (slot.wanted === 0 || host?.state !== 'connected') continue;
    const right = slot.replicas.find((replica) => replica.release === slot.wanted);
    const name = `${slot.process}/${slot.index} on ${slot.host}`;
    if (!right) found.push(`${name} does not run v${slot.wanted} yet`);
    else if (right.phase !== 'healthy') found.push(`${name} is ${right.phase}${right.detail ? `: ${right.detail}` : ''}`);
    else if (right.restarts > 0) found.push(`${name} was restarted ${right.restarts} times`);
  }
  const progress = newest?.progress;
  if (newest && progress?.phase === 'settled' && (progress.outcome === 'rolled-back' || progress.outcome === 'failed')) {
    found.push(`deployment ${newest.number} (v${newest.to_release}) ${progress.outcome === 'failed' ? 'failed' : 'was rolled back'}: see ctl deployments show ${newest.number}`);
  }
  return found;
}

function isOf(slot: SlotReport, { app, environment }: Target): boolean {
  return slot.app === app && slot.environment === environment;
}

function placeOf(host: string, { process, index }: { process: string; index: number }) {
  return { host, process, index };
}

function slotKey(host: string, { process, index }: { process: string; index: number }): string {
  return `${host}/${process}/${index}`;
}

function serving(report: SlotReport): number {
  return report.replicas.find((replica) => replica.routed)?.release ?? 0;
}
