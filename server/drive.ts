// The loop of a deployment: something changed -> facts -> plan -> record -> tell the hosts -> sleep until something changes.
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import { makeWake } from '../lib/wake.ts';
import { Failure as CallFailure } from '../proto/failure.ts';
import type { Bus } from './bus/bus.ts';
import { othersOf } from './decide/others.ts';
import { nextToPlan, restAfter } from './decide/pace.ts';
import { plan } from './decide/plan.ts';
import type { Deployment, Failure, Fleet, Ms, Plan, Task } from './decide/types.ts';
import { sayFigures, seenSince } from './decide/verdict.ts';
import { deploymentFacts, fleetFacts, type Observer } from './facts.ts';
import { anyHeld } from './held.ts';
import { addEvents, addFailures, type KnownDeployment, listDeployments, saveProgress } from './records/deployments.ts';
import { type Asked, listProspects, listStages, replaceAsked } from './records/fleet.ts';
import type { Records } from './records/records.ts';
import { listTargets, type Target } from './records/releases.ts';
import { saveTasks } from './records/tasks.ts';
import { settleRecords } from './settled.ts';

const againMs = 2000;

export interface DriveOptions {
  records: Records;
  bus: Bus;
  log: Logger;
  observer: Observer;
  /** Called before anything is decided: by how much it has moved the deadlines that are recorded, and the clock with them. */
  catchUp?: () => Promise<Ms>;
  now(): Ms;
}

export interface Drive {
  /** Something about this app may have changed. */
  changed(target: Target): void;
  /** Something about the hosts of this environment may have changed. */
  hostsChanged(environment: string): Promise<void>;
  /** Nothing is decided or recorded while this runs, and it does not run while something is. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export function startDrive(options: DriveOptions): Drive {
  const { records, bus, log, now } = options;
  const due = new Map<string, Target>();
  const wakeAt = new Map<string, { target: Target; at: Ms }>();
  let restUntil = 0;
  const wake = makeWake();
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = async () => {
      const movedBy = (await options.catchUp?.()) ?? 0;
      for (const wait of wakeAt.values()) wait.at += movedBy;
      return work();
    };
    const turn = last.then(next, next);
    last = turn.catch(() => {});
    return turn;
  };
  const changed = (target: Target) => {
    due.set(keyOf(target), target);
    wake();
  };
  const evaluate = async (target: Target) => {
    const before = performance.eventLoopUtilization();
    const at = await alone(() => driveOnce(target, options)).catch((error) => laterIfFull(error, target));
    if (at === null) wakeAt.delete(keyOf(target));
    else wakeAt.set(keyOf(target), { target, at });
    restUntil = performance.now() + restAfter(performance.eventLoopUtilization(before).active);
  };
  /** Nothing was recorded, and nobody was told anything: it is planned again from what is so then. */
  const laterIfFull = (error: unknown, { app, environment }: Target): Ms => {
    if (!(error instanceof CallFailure) || error.code !== 'resource-exhausted') throw error;
    log.error({ app, environment, reason: error.message }, 'what follows cannot be recorded; trying again');
    return now() + againMs;
  };
  const run = async () => {
    for (const target of await listTargets(records.db)) changed(target);
    while (!stopping.signal.aborted) {
      const deadlines = [...wakeAt].map(([key, { at }]) => [key, at] as const);
      const next = nextToPlan({ changed: due.keys(), deadlines, restMs: restUntil - performance.now(), now: now() });
      if ('waitMs' in next) await wake.wait({ ms: next.waitMs, signal: stopping.signal });
      else await take(next.plan);
    }
  };
  const take = async (key: string) => {
    const target = due.get(key) ?? wakeAt.get(key)?.target;
    due.delete(key);
    if (target) await evaluate(target);
  };

  const running = run();
  running.catch((error: unknown) => {
    log.fatal({ err: error }, 'the drive loop failed');
    // What is recorded is whole; a fresh start plans again from it.
    process.exit(1);
  });

  return {
    changed,
    hostsChanged: async (environment) => {
      for (const target of await listTargets(records.db)) {
        if (target.environment !== environment) continue;
        changed(target);
        bus.publish(`target:${target.app}/${target.environment}`);
      }
    },
    alone,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Plans the app's newest deployment and records what follows. Returns when to ask again. */
async function driveOnce(target: Target, options: DriveOptions): Promise<Ms | null> {
  const { records, observer } = options;
  const [row] = await listDeployments(records.db, target, 1);
  // While a host is held nobody knows what is so; it says so when that has ended.
  if (!row || (await anyHeld(records.db, target))) return null;
  const now = options.now();
  const deployment = await deploymentFacts(records.db, row);
  const asked = { prospects: await listProspects(records.db, target), stages: await listStages(records.db, target) };
  const reported = await fleetFacts(records.db, target, observer, now);
  const { bundle } = deployment.to;
  const held = new Set(asked.stages.filter((stage) => stage.bundle === bundle).map(({ host }) => host));
  const fleet = beforeAsked(reported, bundle, held);
  const next = plan(deployment, fleet, now);
  const step = { target, row, deployment, fleet, next, now };
  if (changes(step, { wishes: fleet.wishes, ...asked })) await record(step, options);
  return next.wakeAt;
}

/** What hosts have refused, or failed to fetch, before they were asked for this bundle says nothing of this time. */
function beforeAsked(fleet: Fleet, bundle: string, asked: Set<string>): Fleet {
  const hosts = fleet.hosts.map((host) => {
    if (asked.has(host.name)) return host;
    const { [bundle]: known, ...others } = host.staged;
    const staged = known && known.state !== 'failed' ? host.staged : others;
    return { ...host, staged, refusals: [] };
  });
  return { ...fleet, hosts };
}

function changes({ deployment, next }: Step, asked: Asked): boolean {
  return (
    next.events.length > 0 ||
    next.failures.length !== deployment.failures.length ||
    !isDeepStrictEqual(next.progress, deployment.progress) ||
    !isDeepStrictEqual(next.tasks, deployment.tasks) ||
    !areSame(next.wishes, asked.wishes) ||
    !areSame(next.prospects, asked.prospects) ||
    !areSame(next.stage, asked.stages)
  );
}

interface Step {
  target: Target;
  row: KnownDeployment;
  deployment: Deployment;
  fleet: Fleet;
  next: Plan;
  now: Ms;
}

async function record(
  { target, row, deployment, fleet, next, now }: Step,
  { records, bus, log, observer }: DriveOptions,
): Promise<void> {
  const newest = next.failures.slice(deployment.failures.length);
  const others = othersOf(newest, fleet);
  const found = newest.map((failure, at) => ({
    ...failure,
    evidence: evidenceOf(failure, target, observer) ?? figuresOf(failure, deployment, fleet),
    others: others[at] ?? null,
  }));
  const tasks = changedTasks(deployment.tasks, next.tasks);
  const hosts = await records.write(async (tx) => {
    await saveProgress(tx, row.number, next.progress);
    await addEvents(tx, row.number, now, next.events);
    await addFailures(tx, row.number, found);
    await saveTasks(
      tx,
      row.number,
      tasks.map((task) => ({ ...task, evidence: reportOf(task, row.number, observer) })),
    );
    if (next.progress.phase === 'settled' && row.settled_at === null) await settleRecords(tx, row, next, now);
    const asked = { wishes: next.wishes, prospects: next.prospects, stages: next.stage };
    return replaceAsked(
      tx,
      target,
      asked,
      tasks.map(({ host }) => host),
    );
  });
  for (const text of next.events) log.info({ app: target.app, environment: target.environment, deployment: row.number }, text);
  for (const host of hosts) bus.publish(`assignment:${host}`);
  bus.publish(`target:${target.app}/${target.environment}`);
}

function changedTasks(before: Task[], after: Task[]): Task[] {
  return after.filter((task) => !before.some((known) => isDeepStrictEqual(known, task)));
}

/** What its host told of the task, its output included. */
function reportOf({ host, name }: Task, deployment: number, { sessions }: Observer): string | null {
  const reports = sessions.presence(host)?.report?.tasks ?? [];
  const report = reports.find((one) => one.deployment === deployment && one.name === name);
  return report ? JSON.stringify(report) : null;
}

/** What the host told of this failure, kept as it was: by the time that someone asks, the host may have forgotten. */
function evidenceOf(failure: Failure, target: Target, { sessions }: Observer): string | null {
  const slots = sessions.presence(failure.host)?.report?.slots ?? [];
  const slot = slots.find(
    (slot) =>
      slot.app === target.app &&
      slot.environment === target.environment &&
      slot.process === failure.process &&
      slot.index === failure.index,
  );
  return slot?.failure?.atMs === failure.at ? JSON.stringify(slot.failure) : null;
}

/** What routers saw of both releases while the canary was watched: later they have seen more. */
function figuresOf({ cause }: Failure, { progress, to, from, strategy }: Deployment, fleet: Fleet): string | null {
  if (cause !== 'verdict' || !('baseline' in progress) || !progress.baseline) return null;
  const { baseline } = progress;
  const quantile = strategy.verdict?.latency.quantile ?? 0.95;
  const releases = [to.number, ...(from ? [from.number] : [])];
  const logLines = releases.map((release) => sayFigures(release, seenSince(baseline, fleet, release), quantile));
  return JSON.stringify({ logLines });
}

/** In whatever order; in the same one they are cheap to compare. */
function areSame<Item>(some: Item[], others: Item[]): boolean {
  if (some.length !== others.length) return false;
  return some.every((item, at) => isDeepStrictEqual(item, others[at])) || isDeepStrictEqual(byKey(some), byKey(others));
}

function byKey<Item>(items: Item[]): string[] {
  return items.map((item) => JSON.stringify(item, Object.keys(item as object).sort())).sort();
}

function keyOf({ app, environment }: Target): string {
  return `${app}/${environment}`;
}
