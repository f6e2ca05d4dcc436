// A simulated environment in virtual time: hosts that take their time, fail, vanish and come back; a server that restarts.
import assert from 'node:assert/strict';
import { hostState, usualTimes } from '../../../server/decide/fleet.ts';
import { keyOf, place } from '../../../server/decide/place.ts';
import { plan, supersede } from '../../../server/decide/plan.ts';
import type {
  Deployment,
  Figures,
  Fleet,
  HostFacts,
  Plan,
  ReleaseFacts,
  SlotFacts,
  Stage,
  Strategy,
  Task,
  Wish,
} from '../../../server/decide/types.ts';

export const tick = 5_000;
const longest = 1_500_000 / tick;

export type Behaviour = 'good' | 'never-ready' | 'crashes' | 'refused' | 'not-fetched' | 'unfit' | 'errors';
export interface WorldRelease {
  web: number;
  worker: number;
  changesWeb: boolean;
  changesWorker: boolean;
  behaviour: Behaviour;
  badOn: number;
  /** web is spread over the hosts, `web` in all. */
  total: boolean;
  releaseHook: 'none' | 'good' | 'bad' | 'silent';
  lastHook: 'none' | 'good' | 'bad' | 'silent';
}
export interface Fault {
  at: number;
  what: 'cut' | 'heal' | 'join' | 'leave' | 'restart' | 'deploy' | 'drain' | 'undrain' | 'pause' | 'resume' | 'promote' | 'abort';
  host: number;
  release: number;
}
/** The server is killed at its n-th write: before it is recorded, after that, or when some hosts have been told of it as well. */
export interface Death {
  write: number;
  when: 'before' | 'after' | 'half-told';
}
export interface Script {
  hosts: number;
  fresh: boolean;
  releases: WorldRelease[];
  strategy: Strategy;
  faults: Fault[];
  seed: number;
  reordered: boolean;
  /** The newest release is bad on each n-th host, instead of where `badOn` says. */
  badEvery?: number;
  deaths?: Death[];
}

interface Place {
  key: string;
  wanted: Content | null;
  deployment: number;
  serving: Content | null;
  warm: Content | null;
  warmSince: number;
  warmReady: boolean;
  since: number;
  move: SlotFacts['move'];
  failure: SlotFacts['failure'];
}
interface Content {
  release: number;
  fingerprint: string;
  behaviour: Behaviour;
  bundle: string;
}
interface Assignment {
  revision: number;
  wishes: Wish[];
  prospects: Wish[];
  tasks: { deployment: number; task: Task }[];
  stage: Stage[];
}
interface Report {
  revision: number;
  facts: Pick<HostFacts, 'staged' | 'refusals' | 'preflights' | 'figures' | 'slots'>;
  tasks: { deployment: number; name: string; state: Task['state']; message: string }[];
}
interface SimHost {
  name: string;
  index: number;
  cut: boolean;
  everCut: boolean;
  accepted: number;
  refusals: string[];
  staged: Map<string, number>;
  places: Map<string, Place>;
  mail: { at: number; report: Report }[];
  lastSeen: number;
  lostSince: number;
  /** A new session: it is told all that is asked of it, whatever it has heard before. */
  isNew: boolean;
  draining: { until: number | null } | null;
  preflights: Record<number, string[]>;
  tasks: Map<string, { deployment: number; task: Task; startedAt: number; runs: number }>;
  figures: Record<number, Figures>;
  report: Report | null;
}

/** Told to the properties of each plan that is recorded, before anyone hears of it. */
export interface Moment {
  world: World;
  before: Deployment;
  fleet: Fleet;
  next: Plan;
  now: number;
}

export class World {
  script: Script;
  now = 0;
  hosts: SimHost[] = [];
  releases: ReleaseFacts[];
  deployments: Deployment[] = [];
  current: ReleaseFacts | null = null;
  wishes: Wish[] = [];
  assignment: Assignment = { revision: 0, wishes: [], prospects: [], tasks: [], stage: [] };
  startedAt = 0;
  /** So often something was recorded, or was about to be when the server died. */
  writes = 0;
  wakeAt: number | null = null;
  seen = '';
  events: string[] = [];
  /** What planning took of this machine's own time. */
  planningMs = 0;
  plans = 0;
  #random: number;
  #sorted: { assignment: Assignment; parts: Partial<Record<string, Map<string, (Wish | Stage)[]>>> } | null = null;

  constructor(script: Script) {
    this.script = script;
    this.#random = script.seed;
    this.releases = releasesOf(script.releases);
    for (let n = 0; n < script.hosts; n += 1) this.join(`h${n + 1}`);
    if (!script.fresh) this.serveFirst();
    this.deploy(1);
  }

  get deployment(): Deployment {
    return this.deployments.at(-1) as Deployment;
  }

  /** Until nothing can happen any more; `watch` sees every plan. */
  run(watch: (moment: Moment) => void): void {
    const last = Math.max(0, ...this.script.faults.map((fault) => fault.at));
    for (let step = 0, settledAt = -1, quiet = 0; ; step += 1, this.now += tick) {
      assert.ok(step < longest, `never settles: ${JSON.stringify(this.deployment.progress)} ${this.events.join('; ')}`);
      for (const fault of this.script.faults) if (fault.at === step) this.suffer(fault);
      if (step > last) this.attend();
      for (const host of this.hosts) this.live(host);
      const fleet = this.fleet();
      const seen = JSON.stringify([fleet, this.deployment.number]);
      quiet = seen === this.seen ? quiet + 1 : 0;
      if (quiet === 0 || (this.wakeAt !== null && this.now >= this.wakeAt)) this.decide(fleet, watch);
      this.seen = seen;
      const settled = this.deployment.progress.phase === 'settled';
      if (!settled || step <= last) settledAt = -1;
      else if (settledAt < 0) settledAt = step;
      else if (step > settledAt + 30 || (quiet > 6 && this.isAtRest)) return;
    }
  }

  /** Nobody is silent, everybody has heard what is asked of them, and no time is waited for. */
  get isAtRest(): boolean {
    return this.wakeAt === null && this.hosts.every((host) => !host.cut && host.accepted === this.assignment.revision);
  }

  fleet(): Fleet {
    const hosts = this.hosts.map((host): HostFacts => {
      const facts = host.report?.facts ?? { staged: {}, refusals: [], preflights: {}, figures: {}, slots: [] };
      const heard = hostState(host.lastSeen, this.now, this.startedAt);
      const state = heard === 'connected' && !host.report ? 'unreachable' : heard;
      const isNewest = host.report?.revision === this.assignment.revision;
      const heardAt = Math.max(host.lastSeen, this.startedAt);
      const since = state === 'connected' ? 0 : heardAt + (state === 'lost' ? usualTimes.lostMs : 0);
      const awaitedUntil = this.startedAt + usualTimes.unreachableMs;
      const awaited = !host.report && this.now < awaitedUntil ? { awaitedUntil } : {};
      const { name, draining } = host;
      const tasks = (host.report?.tasks ?? []).filter((task) => task.deployment === this.deployment.number);
      return {
        name,
        state,
        since,
        ...awaited,
        labels: {},
        draining,
        answers: isNewest,
        ...facts,
        tasks,
        refusals: isNewest ? facts.refusals : [],
      };
    });
    return { hosts, wishes: this.wishes };
  }

  decide(fleet: Fleet, watch: (moment: Moment) => void): void {
    const before = this.deployment;
    const begun = performance.now();
    const next = plan(before, fleet, this.now);
    this.planningMs += performance.now() - begun;
    this.plans += 1;
    const { wishes, prospects, stage, progress, failures, tasks } = next;
    const running = progress.phase === 'settled' ? [] : tasks.filter(({ state }) => state === 'waiting' || state === 'running');
    const asked = { wishes, prospects, stage, tasks: running.map((task) => ({ deployment: before.number, task })) };
    const changed = JSON.stringify({ ...this.assignment, ...asked }) !== JSON.stringify(this.assignment);
    const keep = () => {
      watch({ world: this, before, fleet, next, now: this.now });
      this.deployments[this.deployments.length - 1] = { ...before, progress, failures, tasks };
      this.wishes = next.wishes;
      this.wakeAt = next.wakeAt;
      this.events.push(...next.events.map((event) => `${this.now / 1000}s ${event}`));
      if (changed) this.assignment = { revision: this.assignment.revision + 1, ...asked };
      if (next.progress.phase === 'settled' && next.progress.outcome === 'done') this.current = before.to;
    };
    const was = [before.progress, before.failures, before.tasks];
    if (changed || next.events.length > 0 || JSON.stringify([progress, failures, tasks]) !== JSON.stringify(was))
      this.write(keep);
    else keep();
  }

  /** One transaction, and where the server dies around it. What was not recorded nobody has heard of. */
  write(keep: () => void): 'kept' | 'lost' {
    this.writes += 1;
    const death = this.script.deaths?.find(({ write }) => write === this.writes)?.when;
    if (death !== 'before') keep();
    if (death === 'half-told') for (const host of this.hosts) if (host.index % 2 === 0 && !host.cut) this.take(host);
    if (death) this.restart();
    return death === 'before' ? 'lost' : 'kept';
  }

  /** Nobody has acknowledged it to whoever asked, and so it is asked again. */
  insist(keep: () => void): void {
    while (this.write(keep) === 'lost');
  }

  contentOf(wish: Wish, index: number): Content {
    const release = this.releases.find((one) => one.number === wish.release) as ReleaseFacts;
    const fingerprint = release.processes[wish.process]?.fingerprint as string;
    const author = this.script.releases[Number(fingerprint.split('-')[1]) - 1] as WorldRelease;
    const { badEvery } = this.script;
    const isHere = badEvery === undefined ? (author.badOn & (1 << (index % 4))) !== 0 : index % badEvery === 0;
    const isBad = wish.process === 'web' && isHere;
    return { release: wish.release, fingerprint, behaviour: isBad ? author.behaviour : 'good', bundle: release.bundle };
  }

  serveFirst(): void {
    this.current = this.releases[0] as ReleaseFacts;
    this.wishes = place(this.current, this.fleet().hosts, 0).map((slot) => ({ ...slot, release: 1, deployment: 1 }));
    for (const host of this.hosts) {
      host.staged.set('bundle-1', 0);
      for (const wish of this.wishes) {
        if (wish.host !== host.name) continue;
        const content = this.contentOf(wish, host.index);
        host.places.set(keyOf(wish), {
          key: keyOf(wish),
          wanted: content,
          serving: content,
          deployment: 1,
          warm: null,
          warmSince: 0,
          warmReady: false,
          since: 0,
          move: 'settled',
          failure: null,
        });
      }
    }
    const stage = this.hosts.map(({ name }) => ({ host: name, bundle: 'bundle-1' }));
    this.assignment = { revision: 1, wishes: this.wishes, prospects: [], tasks: [], stage };
  }

  join(name: string): void {
    if (this.hosts.some((host) => host.name === name)) return;
    const index = this.hosts.length;
    this.hosts.push({
      name,
      index,
      cut: false,
      everCut: false,
      accepted: 0,
      refusals: [],
      staged: new Map(),
      places: new Map(),
      mail: [],
      lastSeen: this.now,
      lostSince: 0,
      isNew: false,
      draining: null,
      preflights: {},
      tasks: new Map(),
      figures: {},
      report: null,
    });
  }

  deploy(index: number): void {
    const to = this.releases[index % this.releases.length] as ReleaseFacts;
    const number = (this.deployments.at(-1)?.number ?? 1) + 1;
    if (this.deployments.length > 0) this.deployments[this.deployments.length - 1] = supersede(this.deployment, number, this.now);
    this.deployments.push({
      number,
      to,
      from: this.current,
      strategy: this.script.strategy,
      progress: { phase: 'staging', since: this.now },
      orders: { paused: false, promoted: 0, aborted: null },
      runsHooks: true,
      tasks: [],
      failures: [],
    });
  }

  suffer({ what, host, release }: Fault): void {
    const victim = this.hosts[host % Math.max(1, this.hosts.length)];
    if (what === 'restart') this.restart();
    if (what === 'deploy') this.insist(() => this.deploy(release));
    if (orders[what]) this.order(orders[what]);
    if (what === 'join' && this.hosts.length < 6) this.join(`${host % 2 ? 'a' : 'z'}${this.now}`);
    if (!victim) return;
    if (what === 'leave' && this.hosts.length > 1) this.hosts = this.hosts.filter((one) => one !== victim);
    if (what === 'cut') victim.cut = victim.everCut = true;
    if (what === 'heal') victim.cut = false;
    if (what === 'drain' && this.hosts.filter((one) => !one.draining).length > 1)
      victim.draining = { until: host % 2 ? this.now + 20 * tick : null };
    if (what === 'undrain') victim.draining = null;
  }

  /** What an operator says of the deployment under way. */
  order(change: (before: Deployment, now: number) => Partial<Deployment>): void {
    const { deployment } = this;
    if (deployment.progress.phase === 'settled') return;
    this.insist(() => {
      this.deployments[this.deployments.length - 1] = { ...deployment, ...change(deployment, this.now) };
    });
    this.seen = '';
  }

  /** When everything else is over, someone comes and looks after what waits for people. */
  attend(): void {
    const { progress, orders: said } = this.deployment;
    if (said.paused) this.order(orders.resume as never);
    else if (progress.phase === 'holding') this.order(orders.promote as never);
  }

  /** All that a server has in memory is gone; what it recorded is read again. */
  restart(): void {
    this.startedAt = this.now;
    this.deployments = JSON.parse(JSON.stringify(this.deployments));
    this.wishes = JSON.parse(JSON.stringify(this.wishes));
    this.wakeAt = this.now;
    for (const host of this.hosts) {
      host.report = null;
      host.mail = [];
      host.isNew = true;
    }
  }

  live(host: SimHost): void {
    if (!host.cut && (host.isNew || host.accepted !== this.assignment.revision) && this.random(3) > 0) this.take(host);
    this.fetch(host);
    for (const one of host.places.values()) this.progress(host, one);
    if (this.isJudged) this.serve(host);
    if (host.cut) return;
    const copies = this.script.reordered && this.random(4) === 0 ? 2 : 1;
    const report = reportOf(host, this.now, (task, deployment) => this.hookOf(task, deployment));
    for (let n = 0; n < copies; n += 1)
      host.mail.push({ at: this.now + (this.script.reordered ? this.random(3) * tick : 0), report });
    for (const { report: arrived } of host.mail.filter((mail) => mail.at <= this.now)) host.report = arrived;
    host.mail = host.mail.filter((mail) => mail.at > this.now);
    host.lastSeen = this.now;
  }

  take(host: SimHost): void {
    const wishes = this.of(host, 'wishes');
    host.accepted = this.assignment.revision;
    host.isNew = false;
    host.refusals = wishes.some((wish) => this.contentOf(wish, host.index).behaviour === 'refused') ? ['port taken'] : [];
    host.preflights = {};
    for (const wish of this.of(host, 'prospects')) {
      const isUnfit = this.contentOf(wish, host.index).behaviour === 'unfit';
      host.preflights[wish.deployment] = [...(host.preflights[wish.deployment] ?? []), ...(isUnfit ? ['no such user'] : [])];
    }
    for (const { deployment, task } of this.assignment.tasks) {
      if (task.host !== host.name) continue;
      const key = `${deployment} ${task.name}`;
      const known = host.tasks.get(key);
      if (!known) host.tasks.set(key, { deployment, task, startedAt: this.now, runs: 1 });
    }
    if (host.refusals.length > 0) return;
    for (const wish of wishes) this.want(host, keyOf(wish), wish);
    for (const one of host.places.values())
      if (one.wanted && !wishes.some((wish) => keyOf(wish) === one.key))
        Object.assign(one, { wanted: null, move: 'moving', since: this.now });
  }

  /** What the newest assignment has for the host. */
  of<Part extends 'wishes' | 'prospects' | 'stage'>({ name }: SimHost, part: Part): Assignment[Part] {
    if (this.#sorted?.assignment !== this.assignment) this.#sorted = { assignment: this.assignment, parts: {} };
    const { parts } = this.#sorted;
    parts[part] ??= Map.groupBy<string, Wish | Stage>(this.assignment[part], ({ host }) => host);
    return (parts[part].get(name) ?? []) as Assignment[Part];
  }

  want(host: SimHost, key: string, wish: Wish): void {
    const content = this.contentOf(wish, host.index);
    const one = host.places.get(key) ?? {
      key,
      wanted: null,
      deployment: 0,
      serving: null,
      warm: null,
      warmSince: 0,
      warmReady: false,
      since: 0,
      move: 'moving' as const,
      failure: null,
    };
    host.places.set(key, one);
    const warm = wish.warm === undefined ? null : this.contentOf({ ...wish, release: wish.warm }, host.index);
    if (one.wanted?.release === content.release && one.deployment === wish.deployment && one.warm?.release === warm?.release)
      return;
    const wasReady = one.warmReady && one.warm?.fingerprint === content.fingerprint;
    const keepsOld = warm !== null && one.serving?.fingerprint === warm.fingerprint;
    const serves = wasReady || one.serving?.fingerprint === content.fingerprint;
    if (serves) one.serving = content;
    const isSame = warm !== null && one.warm?.fingerprint === warm.fingerprint;
    one.warmReady = keepsOld || (isSame && one.warmReady);
    if (!isSame) one.warmSince = this.now;
    one.warm = warm;
    Object.assign(one, {
      wanted: content,
      deployment: wish.deployment,
      since: this.now,
      move: serves ? 'settled' : 'moving',
      failure: null,
    });
  }

  fetch(host: SimHost): void {
    if (host.cut) return;
    const asked = new Set(this.of(host, 'stage').map(({ bundle }) => bundle));
    for (const wish of this.of(host, 'wishes')) asked.add(`bundle-${wish.release}`);
    for (const bundle of asked)
      if (!host.staged.has(bundle))
        host.staged.set(bundle, this.isUnfetchable(bundle, host) ? -1 : this.now + this.random(4) * tick);
    for (const bundle of host.staged.keys()) if (!asked.has(bundle) && host.staged.get(bundle) === -1) host.staged.delete(bundle);
  }

  isUnfetchable(bundle: string, host: SimHost): boolean {
    const release = this.script.releases[Number(bundle.split('-')[1]) - 1] as WorldRelease;
    return release.behaviour === 'not-fetched' && (release.badOn & (1 << (host.index % 4))) !== 0;
  }

  progress(host: SimHost, one: Place): void {
    const waited = this.now - one.since;
    if (!one.wanted) {
      if (waited < tick * (1 + this.random(3))) return;
      host.places.delete(one.key);
      return;
    }
    const { warm } = one;
    if (warm && !one.warmReady && !one.failure && this.isReady(host, warm) && this.now - one.warmSince >= 2 * tick) {
      if (warm.behaviour === 'never-ready') this.fail(host, one, 'never-ready', one.move);
      else one.warmReady = true;
    }
    if (one.move === 'settled' && one.wanted.behaviour === 'crashes' && waited >= tick)
      this.fail(host, one, 'failed-after-ready', 'moving');
    else if (one.move === 'moving' && this.isReady(host, one.wanted) && waited >= tick * (1 + this.random(4)))
      this.start(host, one, one.wanted);
  }

  start(host: SimHost, one: Place, wanted: Content): void {
    if (wanted.behaviour === 'never-ready') this.fail(host, one, 'never-ready', 'failed');
    else Object.assign(one, { serving: wanted, move: 'settled', since: this.now });
  }

  fail(host: SimHost, one: Place, cause: 'never-ready' | 'failed-after-ready', move: Place['move']): void {
    const [, process = '', index] = one.key.split('/');
    one.failure = { host: host.name, process, index: Number(index), cause, replica: one.key, message: 'simulated', at: this.now };
    one.move = move;
    one.since = this.now;
    if (cause === 'failed-after-ready') one.serving = null;
  }

  /** Where nobody asks for figures, none are counted: a world in which nothing changes has nothing to decide. */
  get isJudged(): boolean {
    return this.script.strategy.kind === 'canary' && this.script.strategy.verdict !== null;
  }

  /** Each tick every slot answers ten requests, whose release is as good as it is. */
  serve(host: SimHost): void {
    for (const { serving } of host.places.values()) {
      if (!serving) continue;
      const known = host.figures[serving.release] ?? { requests: 0, failures: 0, latency: [0, 0], restarts: 0 };
      const failures = known.failures + (serving.behaviour === 'errors' ? 5 : 0);
      const latency = [(known.latency[0] ?? 0) + 10, 0];
      host.figures[serving.release] = { ...known, requests: known.requests + 10, failures, latency };
    }
  }

  hookOf({ name }: Task, deployment: number): WorldRelease['releaseHook'] {
    const number = this.deployments.find((one) => one.number === deployment)?.to.number ?? 1;
    const release = this.script.releases[number - 1] as WorldRelease;
    return name === 'release' ? release.releaseHook : name === 'after_deploy' ? release.lastHook : 'good';
  }

  isReady(host: SimHost, { bundle }: Content): boolean {
    const at = host.staged.get(bundle);
    return at !== undefined && at >= 0 && at <= this.now;
  }

  random(below: number): number {
    this.#random = (Math.imul(this.#random, 1_103_515_245) + 12_345) >>> 0;
    return (this.#random >>> 16) % below;
  }
}

function releasesOf(releases: WorldRelease[]): ReleaseFacts[] {
  let web = 1;
  let worker = 1;
  return releases.map((release, n) => {
    if (release.changesWeb) web = n + 1;
    if (release.changesWorker) worker = n + 1;
    const processes = {
      web: {
        replicas: release.web,
        fingerprint: `web-${web}`,
        total: release.total ? { lostAfterMs: 24 * tick } : null,
        labels: {},
      },
      ...(release.worker > 0
        ? { worker: { replicas: release.worker, fingerprint: `worker-${worker}`, total: null, labels: {} } }
        : {}),
    };
    const hooks = {
      releaseMs: release.releaseHook === 'none' ? null : 8 * tick,
      afterDeployMs: release.lastHook === 'none' ? null : 8 * tick,
    };
    return { app: 'hello', number: n + 1, bundle: `bundle-${n + 1}`, processes, hooks };
  });
}

const orders: Partial<Record<Fault['what'], (before: Deployment, now: number) => Partial<Deployment>>> = {
  pause: ({ orders }) => ({ orders: { ...orders, paused: true } }),
  resume: ({ orders, progress }, now) => ({
    orders: { ...orders, paused: false },
    progress: 'moved' in progress ? { ...progress, moved: now } : progress,
  }),
  promote: ({ orders, progress }) => ({
    orders: { ...orders, paused: false, promoted: 'step' in progress ? progress.step : orders.promoted },
  }),
  abort: ({ orders, progress }, now) => ({
    orders:
      progress.phase === 'turning-back' ? orders : { ...orders, aborted: { rollback: now % (2 * tick) === 0, by: 'alice' } },
  }),
};

function reportOf(host: SimHost, now: number, hookOf: (task: Task, deployment: number) => WorldRelease['releaseHook']): Report {
  const slots = [...host.places.values()].map((one): SlotFacts => {
    const [name = '', process = '', index] = one.key.split('/');
    const asked = { wanted: one.wanted?.release ?? 0, deployment: one.deployment };
    return {
      host: name,
      process,
      index: Number(index),
      ...asked,
      move: one.move,
      serving: one.serving?.release ?? 0,
      warm: one.warm?.release ?? 0,
      warmReady: one.warmReady,
      failure: one.failure,
    };
  });
  const tasks = [...host.tasks.values()].map(({ deployment, task, startedAt }) => {
    const how = hookOf(task, deployment);
    const state = now < startedAt + 2 * tick || how === 'silent' ? 'running' : how === 'bad' ? 'failed' : 'done';
    return { deployment, name: task.name, state, message: state === 'failed' ? 'exit status 1' : '' } as const;
  });
  const { refusals, preflights, accepted: revision } = host;
  const figures = { ...host.figures };
  return { revision, tasks, facts: { staged: stagedOf(host, now), refusals, preflights, figures, slots } };
}

function stagedOf(host: SimHost, now: number): HostFacts['staged'] {
  const state = (at: number) => (at < 0 ? 'failed' : at <= now ? 'ready' : 'fetching');
  return Object.fromEntries([...host.staged].map(([bundle, at]) => [bundle, { state: state(at), detail: '' }] as const));
}
