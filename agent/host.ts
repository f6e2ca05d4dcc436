// The shell around everything that runs on this host: the accepted assignment, the replicas, the routes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicKey } from '../bundle/minisign.ts';
import type { Clock } from '../lib/clock.ts';
import { failpoint } from '../lib/failpoint.ts';
import type { Assignment } from '../proto/generated/castellan/v1/Assignment.ts';
import type { ReportInput } from '../proto/generated/castellan/v1/Report.ts';
import type { SlotReportInput } from '../proto/generated/castellan/v1/SlotReport.ts';
import { admitFacts } from './admission.ts';
import { openBasicUsers } from './basic-users.ts';
import type { Certificates } from './certificates/certificates.ts';
import { type Accepted, processName, refusals, versionKey, type Wanted } from './decide/admit.ts';
import { type Change, planSlot, type SlotPlan } from './decide/changes.ts';
import type { Event } from './decide/events.ts';
import { isOver, newReplica, type Replica, runningProcess, type SlotKey, slotName, type Wish } from './decide/replica.ts';
import type { RouterLimits } from './decide/router-kinds.ts';
import { routesOf } from './decide/routes.ts';
import { openDeployments } from './deployments.ts';
import type { Notices } from './health/notices.ts';
import type { Owner } from './log-owners.ts';
import { findLost, type Lost, recovered } from './lost.ts';
import { needingSecrets } from './needed-secrets.ts';
import type { Ports } from './ports.ts';
import { openProbation } from './probation.ts';
import { openProofs } from './proofs.ts';
import { adoptReplica, createReplica, type Log, type ReplicaLife, type Surroundings, takeOn } from './replica.ts';
import { slotReport } from './report.ts';
import { roomTrouble } from './room.ts';
import { openRouteTables, type RouteTablesOptions } from './route-tables.ts';
import type { Router } from './router/router.ts';
import type { Run, Runtime } from './runtime/runtime.ts';
import { ensureAll, type Secrets } from './secrets.ts';
import { type BundleSource, openStaging } from './staging.ts';
import { loadAssignment, loadReplicas, storeAssignment } from './state-files.ts';
import { readAssignment } from './wanted.ts';
import { openWatchdog, type WatchdogOptions } from './watchdog.ts';

export interface HostOptions {
  name: string;
  stateDir: string;
  runtime: Runtime;
  router: Router;
  /** Of the router's table in force: the next one must be newer. */
  tableRevision: number;
  routerPorts: number[];
  /** What it cannot do; without it: nothing. */
  routerLimits?: RouterLimits;
  /** What its table says besides routes. */
  table?: RouteTablesOptions['table'];
  /** What this host takes from its server. */
  accept: Accepted;
  /** Keys, one of which must have signed what runs here; without it: nothing needs to be signed. */
  signers?: PublicKey[];
  /** Bundles of an app that stay: those that served last. */
  keepReleases: number;
  bundles: BundleSource;
  notices: Notices;
  /** Those of the table; `changed` is called when they are others. Without it: none. */
  certificates?(changed: () => void): Certificates;
  /** `epoch`: of the accepted assignment. */
  secrets(epoch: () => number): Secrets;
  watchdog: Pick<WatchdogOptions, 'everyMs' | 'host' | 'hostUse' | 'hostWhole'>;
  logs: LogSink;
  ports: Ports;
  clock: Clock;
  log: Log;
  /** Random, lower-case letters and digits. */
  newId(): string;
  /** Something to report is new. */
  changed(): void;
}

/** Where output goes on to. */
export interface LogSink {
  /** What is known at the agent's start; `lost` run too. */
  begin(replicas: Replica[], lost: Run[]): void;
  started(owner: Owner): void;
  ended(owner: Pick<Owner, 'id' | 'run'>): void;
  /** What is not brought to the server, and what was given up. */
  troubles(): string[];
}

export interface Host {
  /** Reasons why it is refused, nothing has changed then; none: it is durable, and worked towards. */
  assign(assignment: Assignment): Promise<string[]>;
  accepted(): { epoch: number; revision: number };
  /** What the router answers for HTTP-01 from now on: token -> answer. */
  challenge(answers: Record<string, string>): void;
  report(): ReportInput;
  replicas(): Replica[];
  /** Lets go of everything; it runs on. */
  close(): void;
}

const retryMs = 1000;
const provenMs = 5000;

export function openHost(options: HostOptions): Host {
  const { stateDir, clock, log, router, ports } = options;
  for (const name of ['replicas', 'logs']) mkdirSync(join(stateDir, name), { recursive: true, mode: 0o700 });
  const life = new AbortController();
  const lives = new Map<string, ReplicaLife>();
  const probation = openProbation(stateDir, log);
  const proofs = openProofs(options.signers, (named) => acceptedKeys().has(versionKey(named)));
  let assignment = loadAssignment(stateDir, log);
  let wanted = assignment && trusted(readAssignment(assignment));
  let refused = condemned();
  let asked: Assignment | undefined;
  let settling = false;
  /** Slots whose next replica could not be recorded when last looked at, and why. */
  const unrecorded = new Map<string, string>();
  let cancelWake = () => {};

  const certificates = options.certificates?.(() => settle());
  const tables = openRouteTables({ ...options, certificates, signal: life.signal, taken });
  // Without the assignment that was put aside: what runs was begun with that one's.
  const secrets = options.secrets(() => assignment?.epoch ?? probation.condemned()?.epoch ?? 0);
  const usersOf = openBasicUsers(secrets, log);
  const deployments = openDeployments({
    ...options,
    proofs,
    secrets,
    secretsTrouble: (wish) => secrets.trouble(wish, life.signal),
    host: options.name,
    find: (digest) => options.bundles.find(digest),
    listened,
    replicas: all,
    isMoving: () => [...planAll().values()].some(({ move }) => move === 'moving'),
  });
  const running = () => [...all().map(({ bundle }) => bundle), ...deployments.bundles()];
  const staging = openStaging({ ...options, running, landed: deployments.look, signal: life.signal });
  const around: Surroundings = {
    ...options,
    secrets,
    host: options.name,
    prepare,
    drained,
    changed: replicaChanged,
    troubled: options.changed,
  };

  for (const replica of loadReplicas(stateDir, log)) {
    ports.claim(isOver(replica) ? {} : replica.ports);
    lives.set(replica.id, adoptReplica(replica, around));
  }
  const lost = findLost(stateDir, new Set([...lives.keys(), ...deployments.runs().map((run) => run.replica)]), options.runtime);
  recoverLost();
  const known = [...all().map(({ id, run }) => ({ replica: id, run })), ...lost];
  options.runtime.sweep([...known, ...deployments.runs()]);
  options.logs.begin(all(), [...lost, ...deployments.running()]);
  options.notices.sweep(known);
  deployments.resume();
  if (assignment) certificates?.assign(assignment.certificates ?? []);
  settle();
  proofs.learn(assignment?.stage ?? []);
  staging.assign(assignment ? proofs.fetchable(assignment) : []);
  if (assignment && wanted) deployments.assign(assignment, wanted.wishes);
  fetchSecrets();
  const watchdog = openWatchdog({
    ...options.watchdog,
    folder: stateDir,
    runtime: options.runtime,
    replicas: all,
    worn: replaceIfCalm,
    changed: options.changed,
    clock,
  });
  let cancelProbation = clock.after(provenMs, probation.pass);

  async function assign(next: Assignment): Promise<string[]> {
    asked = next;
    const { epoch, revision } = next;
    const isNew = epoch !== assignment?.epoch || revision !== assignment.revision;
    if (isNew) probation.begin(next);
    const reasons = await refusalsOf(next);
    if (life.signal.aborted) return ['the agent is stopping'];
    refused = reasons.length > 0 ? { epoch, revision, reasons } : undefined;
    if (reasons.length > 0) {
      log.warn({ epoch, revision, reasons }, 'assignment refused');
      probation.pass();
    } else {
      if (isNew) log.info({ epoch, revision, slots: next.slots.length }, 'assignment accepted');
      takeUp(next);
    }
    options.changed();
    return reasons;
  }

  /** None: it is recorded. */
  async function refusalsOf(next: Assignment): Promise<string[]> {
    const verdict = probation.verdict(next);
    if (verdict) return [verdict];
    const read = readAssignment(next);
    proofs.learn(next.stage);
    const reasons = refusals(read, await admitFacts(read, accepted(), { ...options, proofs, replicas: all }));
    return reasons.length > 0 || life.signal.aborted ? reasons : record(next, read);
  }

  /** Without room for it the one before stays in force, and it is tried again for as long as nothing newer comes. */
  function record(next: Assignment, read: Wanted): string[] {
    try {
      probation.accept();
      storeAssignment(stateDir, next);
    } catch (error) {
      clock.after(retryMs, () => !life.signal.aborted && asked === next && void assign(next));
      return [(roomTrouble(error, stateDir, { bytes: JSON.stringify(next).length, inodes: 1 }) as Error).message];
    }
    assignment = next;
    wanted = read;
    // At once: whatever makes it look at its slots next may start what is in this bundle.
    staging.assign(proofs.fetchable(next));
    return [];
  }

  function takeUp(next: Assignment): void {
    failpoint(`assignment.${next.revision}`);
    cancelProbation();
    cancelProbation = clock.after(provenMs, probation.pass);
    recoverLost();
    deployments.assign(next, wanted?.wishes ?? []);
    fetchSecrets();
    certificates?.assign(next.certificates ?? []);
    settle();
    staging.prune();
  }

  /** All that is asked for, so that what starts later needs no server. */
  function fetchSecrets(): void {
    const needing = needingSecrets(assignment, wanted, options.accept);
    secrets.prune([...needing, ...all()]);
    void ensureAll(secrets, needing, life.signal, log);
  }

  function condemned(): { epoch: number; revision: number; reasons: string[] } | undefined {
    const of = probation.condemned();
    return of && { epoch: of.epoch, revision: of.revision, reasons: [probation.verdict(of) ?? ''] };
  }

  /** As soon as it is known what is wanted in their slots. */
  function recoverLost(): void {
    if (!wanted) return;
    const isServing = (one: Lost) =>
      wanted?.wishes.some((wish) => slotName(wish) === slotName(one) && wish.release === one.release);
    // Before one that is only kept warm, which must not serve in its stead.
    for (const one of lost.splice(0).sort((a, b) => Number(isServing(b)) - Number(isServing(a)))) {
      const wish = wanted.wishes.find((each) => slotName(each) === slotName(one)) ?? null;
      const folder = options.bundles.find(wish?.bundle ?? '') ?? '';
      const replica = recovered({ lost: one, wish, folder, others: all(), now: clock.now() });
      log.warn({ replica: one.id, run: one.run, pid: one.proc.pid }, 'a replica without a file of its own runs; it is taken on');
      ports.claim(replica.ports);
      lives.set(replica.id, takeOn(replica, around));
    }
  }

  function listened(): Set<number> {
    return new Set([...options.routerPorts, ...tables.ports()]);
  }

  function accepted(): { epoch: number; revision: number } {
    return { epoch: assignment?.epoch ?? 0, revision: assignment?.revision ?? 0 };
  }

  /** What runs here, and what was taken on. */
  function acceptedKeys(): Set<string> {
    const taken = [...(wanted?.wishes ?? []), ...(wanted?.warm ?? [])];
    return new Set([...taken, ...all().filter((replica) => !isOver(replica))].map(versionKey));
  }

  function all(): Replica[] {
    return [...lives.values()].map((each) => each.state());
  }

  async function prepare(replica: Replica, signal: AbortSignal): Promise<{ folder: string; ports: Record<string, number> }> {
    const folder = await staging.folderOf(replica.bundle, signal);
    const unlike = proofs.unlike(replica, folder);
    if (unlike) throw new Error(unlike);
    await secrets.ensure(replica, signal);
    const taken = await ports.take(replica.spec.ports, replica.ports);
    return { folder, ports: taken };
  }

  /** Out of the acknowledged table first; then the router tells when the last request has ended. */
  async function drained(replica: Replica): Promise<void> {
    await tables.without(replica.id);
    if (replica.spec.routes.length === 0) return;
    // Not the life's signal: the router cuts what is in flight when this aborts, and an agent that leaves must not.
    const late = new AbortController();
    const check = () => {
      if (lives.get(replica.id)?.state().phase.name === 'draining') cancel = clock.after(retryMs, check);
      else late.abort();
    };
    let cancel = clock.after(retryMs, check);
    life.signal.addEventListener('abort', () => cancel());
    await router.drained(replica.id, late.signal);
    cancel();
  }

  function taken(): void {
    settle();
    options.changed();
  }

  function replicaChanged(replica: Replica, before: Replica): void {
    if (runningProcess(replica) && !runningProcess(before)) options.logs.started(replica);
    if (replica.lastExit !== before.lastExit) options.logs.ended(replica);
    if (replica.promotedAt !== null && before.promotedAt === null) staging.serves(replica.app, replica.bundle);
    if (isOver(replica) && !isOver(before)) ports.release(replica.ports);
    settle();
    options.changed();
  }

  /** Soon, and once for many changes. */
  function settle(): void {
    if (settling) return;
    settling = true;
    queueMicrotask(() => {
      settling = false;
      if (!life.signal.aborted) settleNow();
    });
  }

  function settleNow(): void {
    cancelWake();
    const plans = planAll();
    carryOutAll([...plans.values()].flatMap(({ changes }) => changes));
    const retryAt = unrecorded.size > 0 ? clock.now() + retryMs : Infinity;
    const wakeAt = Math.min(retryAt, ...[...plans.values()].map((plan) => plan.wakeAt ?? Infinity));
    if (wakeAt !== Infinity) cancelWake = clock.after(wakeAt - clock.now(), settle);
    // What the router has is right until it is known what the lost ones are for.
    if (lost.length > 0) return;
    tables.route(routesOf(wanted?.wishes ?? [], all(), usersOf));
  }

  /** Without a readable assignment nobody knows what is wanted: everything stays as it is until one comes. */
  function planAll(): Map<string, SlotPlan> {
    if (!wanted) return new Map();
    const now = clock.now();
    return new Map([...slots()].map(([name, slot]) => [name, planSlot({ ...slot, acknowledged: tables.reached(), now })]));
  }

  function slots(): Map<string, { slot: SlotKey; wish: Wish | null; warm: Wish | null; replicas: Replica[] }> {
    const found: ReturnType<typeof slots> = new Map();
    const warm = new Map(wanted?.warm.map((wish) => [slotName(wish), wish]));
    for (const wish of wanted?.wishes ?? [])
      found.set(slotName(wish), { slot: wish, wish, warm: warm.get(slotName(wish)) ?? null, replicas: [] });
    for (const replica of all()) {
      const name = slotName(replica);
      const known = found.get(name) ?? { slot: replica, wish: null, warm: null, replicas: [] };
      known.replicas.push(replica);
      found.set(name, known);
    }
    return found;
  }

  function carryOutAll(changes: Change[]): void {
    const before = [...unrecorded.keys()];
    unrecorded.clear();
    for (const change of changes) carryOut(change);
    if (before.some((slot) => !unrecorded.has(slot))) options.changed();
  }

  function carryOut(change: Change): void {
    if (change.do === 'create') create(change);
    else if (change.do === 'forget') forget(change.replica);
    else lives.get(change.replica)?.send(eventOf(change));
  }

  function eventOf(change: Exclude<Change, { do: 'create' | 'forget' }>): Event {
    const at = clock.now();
    if (change.do !== 'relabel') return { is: change.do, at };
    const { release, version, deployment, healthyMs, spec, weight } = change.wish;
    return { is: 'relabel', release, version, deployment, healthyMs, routes: spec.routes, weight, at };
  }

  function forget(id: string): void {
    lives.get(id)?.forget();
    lives.delete(id);
  }

  function create({ wish, restarts = 0, lastExit }: Extract<Change, { do: 'create' }>): void {
    const id = `${wish.app.slice(0, 40)}-${wish.process.slice(0, 40)}-${wish.index}-${options.newId()}`;
    try {
      lives.set(id, createReplica({ ...newReplica(id, wish, clock.now()), restarts, lastExit: lastExit ?? null }, around));
    } catch (error) {
      log.error({ err: error, replica: id }, 'a replica cannot be recorded; trying again');
      const said = `a replica of ${slotName(wish)} cannot be recorded, and is not started: ${(error as Error).message}`;
      unrecorded.set(slotName(wish), said);
    }
    options.changed();
  }

  function report(): ReportInput {
    const plans = planAll();
    const entries = [...slots()];
    const reports = entries.map(
      ([name, facts]): SlotReportInput => slotReport(options.name, facts.slot, facts, plans.get(name)?.move ?? 'moving'),
    );
    const { epoch, revision } = refused ?? accepted();
    return {
      epoch,
      revision,
      slots: reports,
      staged: [...staging.states(), ...proofs.withheld()],
      refusals: refused?.reasons ?? [],
      troubles: troubles(),
      challenges: tables.answered(),
      ...deployments.report(),
    };
  }

  /** What is asked for here and cannot be had. */
  function troubles(): string[] {
    const lax = [...(wanted?.wishes ?? []), ...(wanted?.warm ?? []), ...deployments.prospects()].flatMap((wish) =>
      options.runtime
        .unenforced(wish.spec.limits)
        .map(({ limit, reason }) => `limits.${limit} of ${processName(wish)} is not enforced on this host: ${reason}`),
    );
    return [
      ...options.runtime.troubles(),
      ...new Set(lax),
      ...staging.troubles(),
      ...watchdog.troubles(),
      ...options.logs.troubles(),
      ...[...unrecorded.values(), ...[...lives.values()].map((each) => each.trouble())].filter(Boolean),
      ...tables.troubles(),
      ...(certificates?.troubles() ?? []),
    ];
  }

  /** One at a time on this host: what uses too much is often what everything of its kind does at the same time. */
  function replaceIfCalm(replica: Replica, reason: string): void {
    const plans = planAll();
    if (plans.get(slotName(replica))?.move !== 'settled') return;
    if (all().some((other) => other.worn && plans.get(slotName(other))?.move === 'moving')) return;
    log.warn({ replica: replica.id, reason }, 'a replica is replaced by its watchdog');
    lives.get(replica.id)?.send({ is: 'worn', run: replica.run, reason, at: clock.now() });
  }

  /** What was accepted once is read again by a newer or older agent: without all of it, nothing must be emptied. */
  function trusted(read: Wanted): Wanted | undefined {
    if (read.unreadable.length === 0) return read;
    log.error({ mistakes: read.unreadable }, 'the kept assignment cannot be read; waiting for a new one');
    return undefined;
  }

  function close(): void {
    life.abort();
    cancelWake();
    cancelProbation();
    probation.stop();
    watchdog.close();
    certificates?.close();
    deployments.close();
    options.notices.leave();
    for (const each of lives.values()) each.close();
  }

  return { assign, accepted, challenge: tables.challenge, report, replicas: all, close };
}
