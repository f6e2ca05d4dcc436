// A simulated environment in virtual time: hosts that take their time, fail, vanish and come back; a server that restarts.
import assert from 'node:assert/strict';
import { hostState } from '../../../server/decide/fleet.ts';
import { keyOf, place } from '../../../server/decide/place.ts';
import { plan, supersede } from '../../../server/decide/plan.ts';
import type {
  Deployment,
  Fleet,
  HostFacts,
  Plan,
  ReleaseFacts,
  SlotFacts,
  Strategy,
  Wish,
} from '../../../server/decide/types.ts';

export const tick = 5_000;
const longest = 1_500_000 / tick;

export type Behaviour = 'good' | 'never-ready' | 'crashes' | 'refused' | 'not-fetched';
export interface WorldRelease {
  web: number;
  worker: number;
  changesWeb: boolean;
  changesWorker: boolean;
  behaviour: Behaviour;
  badOn: number;
}
export interface Fault {
  at: number;
  what: 'cut' | 'heal' | 'join' | 'leave' | 'restart' | 'deploy';
  host: number;
  release: number;
}
export interface Script {
  hosts: number;
  fresh: boolean;
  releases: WorldRelease[];
  strategy: Strategy;
  faults: Fault[];
  seed: number;
  reordered: boolean;
}

interface Place {
  key: string;
  wanted: Content | null;
  deployment: number;
  serving: Content | null;
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
  stage: string[];
}
interface Report {
  revision: number;
  facts: Pick<HostFacts, 'staged' | 'refusals' | 'slots'>;
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
  report: Report | null;
}

/** Told to the properties after each plan. */
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
  assignment: Assignment = { revision: 0, wishes: [], stage: [] };
  startedAt = 0;
  wakeAt: number | null = null;
  seen = '';
  events: string[] = [];
  #random: number;

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
    for (let step = 0, settledAt = -1; ; step += 1, this.now += tick) {
      assert.ok(step < longest, `never settles: ${JSON.stringify(this.deployment.progress)} ${this.events.join('; ')}`);
      for (const fault of this.script.faults) if (fault.at === step) this.suffer(fault);
      for (const host of this.hosts) this.live(host);
      const fleet = this.fleet();
      const seen = JSON.stringify([fleet, this.deployment.number]);
      if (seen !== this.seen || (this.wakeAt !== null && this.now >= this.wakeAt)) this.decide(fleet, watch);
      this.seen = seen;
      const settled = this.deployment.progress.phase === 'settled';
      if (!settled || step <= last) settledAt = -1;
      else if (settledAt < 0) settledAt = step;
      else if (step > settledAt + 30) return;
    }
  }

  fleet(): Fleet {
    const hosts = this.hosts.map((host): HostFacts => {
      const facts = host.report?.facts ?? { staged: {}, refusals: [], slots: [] };
      const heard = hostState(host.lastSeen, this.now, this.startedAt);
      const state = heard === 'connected' && !host.report ? 'unreachable' : heard;
      const isNewest = host.report?.revision === this.assignment.revision;
      return { name: host.name, state, since: 0, ...facts, refusals: isNewest ? facts.refusals : [] };
    });
    return structuredClone({ hosts, wishes: this.wishes });
  }

  decide(fleet: Fleet, watch: (moment: Moment) => void): void {
    const before = this.deployment;
    const next = plan(before, fleet, this.now);
    watch({ world: this, before, fleet, next, now: this.now });
    const changed = JSON.stringify([next.wishes, next.stage]) !== JSON.stringify([this.wishes, this.assignment.stage]);
    this.deployments[this.deployments.length - 1] = { ...before, progress: next.progress, failures: next.failures };
    this.wishes = next.wishes;
    this.wakeAt = next.wakeAt;
    this.events.push(...next.events.map((event) => `${this.now / 1000}s ${event}`));
    if (changed) this.assignment = { revision: this.assignment.revision + 1, wishes: next.wishes, stage: next.stage };
    if (next.progress.phase === 'settled' && next.progress.outcome === 'done') this.current = before.to;
  }

  contentOf(wish: Wish, index: number): Content {
    const release = this.releases.find((one) => one.number === wish.release) as ReleaseFacts;
    const fingerprint = release.processes[wish.process]?.fingerprint as string;
    const author = this.script.releases[Number(fingerprint.split('-')[1]) - 1] as WorldRelease;
    const isBad = wish.process === 'web' && (author.badOn & (1 << (index % 4))) !== 0;
    return { release: wish.release, fingerprint, behaviour: isBad ? author.behaviour : 'good', bundle: release.bundle };
  }

  serveFirst(): void {
    this.current = this.releases[0] as ReleaseFacts;
    this.wishes = place(this.current, this.hosts as never).map((slot) => ({ ...slot, release: 1, deployment: 1 }));
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
          since: 0,
          move: 'settled',
          failure: null,
        });
      }
    }
    this.assignment = { revision: 1, wishes: this.wishes, stage: ['bundle-1'] };
  }

  join(name: string): void {
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
      failures: [],
    });
  }

  suffer({ what, host, release }: Fault): void {
    const victim = this.hosts[host % Math.max(1, this.hosts.length)];
    if (what === 'restart') this.restart();
    if (what === 'deploy') this.deploy(release);
    if (what === 'join' && this.hosts.length < 6) this.join(`${host % 2 ? 'a' : 'z'}${this.now}`);
    if (!victim) return;
    if (what === 'leave' && this.hosts.length > 1) this.hosts = this.hosts.filter((one) => one !== victim);
    if (what === 'cut') victim.cut = victim.everCut = true;
    if (what === 'heal') victim.cut = false;
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
    }
  }

  live(host: SimHost): void {
    if (!host.cut && host.accepted !== this.assignment.revision && this.random(3) > 0) this.take(host);
    this.fetch(host);
    for (const one of host.places.values()) this.progress(host, one);
    if (host.cut) return;
    const copies = this.script.reordered && this.random(4) === 0 ? 2 : 1;
    const report = reportOf(host, this.now);
    for (let n = 0; n < copies; n += 1)
      host.mail.push({ at: this.now + (this.script.reordered ? this.random(3) * tick : 0), report });
    for (const { report: arrived } of host.mail.filter((mail) => mail.at <= this.now)) host.report = arrived;
    host.mail = host.mail.filter((mail) => mail.at > this.now);
    host.lastSeen = this.now;
  }

  take(host: SimHost): void {
    const wishes = this.assignment.wishes.filter((wish) => wish.host === host.name);
    host.accepted = this.assignment.revision;
    host.refusals = wishes.some((wish) => this.contentOf(wish, host.index).behaviour === 'refused') ? ['port taken'] : [];
    if (host.refusals.length > 0) return;
    for (const wish of wishes) this.want(host, keyOf(wish), wish);
    for (const one of host.places.values())
      if (!wishes.some((wish) => keyOf(wish) === one.key)) Object.assign(one, { wanted: null, move: 'moving', since: this.now });
  }

  want(host: SimHost, key: string, wish: Wish): void {
    const content = this.contentOf(wish, host.index);
    const one = host.places.get(key) ?? {
      key,
      wanted: null,
      deployment: 0,
      serving: null,
      since: 0,
      move: 'moving' as const,
      failure: null,
    };
    host.places.set(key, one);
    if (one.wanted?.release === content.release && one.deployment === wish.deployment) return;
    const serves = one.serving?.fingerprint === content.fingerprint;
    if (serves) one.serving = content;
    Object.assign(one, {
      wanted: content,
      deployment: wish.deployment,
      since: this.now,
      move: serves ? 'settled' : 'moving',
      failure: null,
    });
  }

  fetch(host: SimHost): void {
    const { stage } = this.assignment;
    if (host.cut) return;
    for (const bundle of stage)
      if (!host.staged.has(bundle))
        host.staged.set(bundle, this.isUnfetchable(bundle, host) ? -1 : this.now + this.random(4) * tick);
    for (const bundle of host.staged.keys())
      if (!stage.includes(bundle) && host.staged.get(bundle) === -1) host.staged.delete(bundle);
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
      web: { replicas: release.web, fingerprint: `web-${web}` },
      ...(release.worker > 0 ? { worker: { replicas: release.worker, fingerprint: `worker-${worker}` } } : {}),
    };
    return { number: n + 1, bundle: `bundle-${n + 1}`, processes };
  });
}

function reportOf(host: SimHost, now: number): Report {
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
      failure: one.failure,
    };
  });
  return structuredClone({ revision: host.accepted, facts: { staged: stagedOf(host, now), refusals: host.refusals, slots } });
}

function stagedOf(host: SimHost, now: number): HostFacts['staged'] {
  const state = (at: number) => (at < 0 ? 'failed' : at <= now ? 'ready' : 'fetching');
  return Object.fromEntries([...host.staged].map(([bundle, at]) => [bundle, { state: state(at), detail: '' }] as const));
}
