// Looks at what the host and the replicas use every so often: tells what is too much, and which replica is to be replaced.
import { type Clock, pause } from '../lib/clock.ts';
import { aloneOnARoute, type HostResource, mostBeyondShare, type Part } from './decide/make-room.ts';
import { isOver, type Replica, slotName } from './decide/replica.ts';
import {
  type Bounds,
  calm,
  type Gauge,
  gauge,
  isWatched,
  type Sample,
  sample,
  sayBeyondShare,
  sayUse,
  type Watched,
} from './decide/watchdog.ts';
import { type DiskUse, openDiskUse } from './disk-use.ts';
import { type HostUse, hostWhole, openHostUse, watchedOfHost } from './host-use.ts';
import { openReplicaUses, type ReplicaUse } from './replica-use.ts';
import type { Runtime } from './runtime/runtime.ts';

export interface WatchdogOptions {
  /** The agent's folder: the disk that it is on is watched. */
  folder: string;
  everyMs: number;
  /** In percent of the host's. From `restart` on, the replica that has most beyond its share is worn; null: none ever is. */
  host: Record<HostResource, Bounds>;
  runtime: Pick<Runtime, 'resources'>;
  replicas(): Replica[];
  /** It has used too much for too long. Said again for as long as it does. */
  worn(replica: Replica, reason: string): void;
  /** There is something new to tell. */
  changed(): void;
  clock: Clock;
  hostUse?: () => HostUse;
  hostWhole?: () => Record<HostResource, number>;
  disk?: DiskUse;
}

export interface Watchdog {
  /** A sentence each. */
  troubles(): string[];
  close(): void;
}

const words: Record<keyof HostUse, string> = {
  memory: 'of its memory',
  cpu: 'of its processors’ time',
  files: 'of the files that it can open',
  disk: 'of the disk with the agent’s folder',
  inodes: 'of the inodes of that disk',
};
const parts: Record<HostResource, { as: Watched; limit(replica: Replica): number | null }> = {
  memory: { as: 'memoryBytes', limit: ({ spec }) => spec.limits?.memoryBytes ?? null },
  cpu: { as: 'cpu', limit: ({ spec }) => spec.limits?.cpu ?? null },
  files: { as: 'files', limit: ({ spec }) => spec.limits?.files ?? null },
  disk: { as: 'diskBytes', limit: () => null },
};
const resources = Object.keys(parts) as HostResource[];

interface Watching {
  run: number;
  samples: Partial<Record<Watched, Sample>>;
  /** Which measurement of its disk is the last of its samples. */
  diskAt?: number;
}

export function openWatchdog(options: WatchdogOptions): Watchdog {
  const { clock, everyMs, folder, host } = options;
  const life = new AbortController();
  const hostUse = options.hostUse ?? openHostUse(folder);
  const uses = openReplicaUses(options.runtime, options.disk ?? openDiskUse({ stateDir: folder, clock }), clock);
  const gauges = new Map<keyof HostUse, Gauge>();
  const watched = new Map<string, Watching>();
  const makesRoom = resources.some((what) => host[what].restart !== null);
  let told: string[] = [];
  let short = new Map<HostResource, Gauge>();

  async function run(): Promise<void> {
    for (await pause(clock, everyMs, life.signal); !life.signal.aborted; await pause(clock, everyMs, life.signal)) look();
  }

  function look(): void {
    const use = hostUse();
    const some = options.replicas().filter((replica) => !isOver(replica) && (makesRoom || isWatched(replica.spec.watchdog)));
    const now = uses.look(some, (replica) => host.disk.restart !== null || watchesDisk(replica));
    const troubles = [...ofHost(use), ...ofReplicas(some, now)];
    makeRoom(use, some, now);
    const isNew = gist(troubles) !== gist(told);
    told = troubles;
    if (isNew) options.changed();
  }

  function ofHost(use: HostUse): string[] {
    return watchedOfHost.flatMap((what) => {
      const { warn } = what === 'inodes' ? host.disk : host[what];
      const next = gauge(gauges.get(what) ?? calm, use[what], warn);
      gauges.set(what, next);
      return next.on ? [`uses ${use[what].toFixed(0)} % ${words[what]}, warning from ${warn} %`] : [];
    });
  }

  /** One, and then three looks more before the next: whether it has helped shows only then. */
  function makeRoom(use: HostUse, some: Replica[], now: Map<string, ReplicaUse>): void {
    short = new Map(resources.map((what) => [what, gauge(short.get(what) ?? calm, use[what], host[what].restart)]));
    const [worst] = resources.filter((what) => short.get(what)?.on).flatMap((what) => worstOf(what, use, some, now));
    if (!worst) return;
    short = new Map();
    options.worn(worst.replica, worst.reason);
  }

  /** Who is to be replaced for the sake of it; empty: nobody, and what else the host is short of has its turn. */
  function worstOf(
    what: HostResource,
    use: HostUse,
    some: Replica[],
    now: Map<string, ReplicaUse>,
  ): { replica: Replica; reason: string }[] {
    const found = mostBeyondShare(partsOf(what, some, now), (options.hostWhole?.() ?? hostWhole(folder))[what]);
    const replica = some.find(({ id }) => id === found?.replica);
    if (!found || !replica) return [];
    const ofAll = `while ${use[what].toFixed(0)} % of the host’s are used, restart from ${host[what].restart} %`;
    return [{ replica, reason: `${sayBeyondShare(parts[what].as, found.amount, found.share)}, ${ofAll}` }];
  }

  function partsOf(what: HostResource, some: Replica[], now: Map<string, ReplicaUse>): Part[] {
    const alone = aloneOnARoute(some);
    const { as, limit } = parts[what];
    return some.flatMap((replica) => {
      const use = now.get(replica.id);
      const atStart = what === 'disk' ? use?.diskAtStart : 0;
      const part = { replica: replica.id, limit: limit(replica), isAlone: alone.has(replica.id), atStart };
      return use ? [{ ...part, amount: amountOf(use, as) ?? 0 }] : [];
    });
  }

  function ofReplicas(some: Replica[], now: Map<string, ReplicaUse>): string[] {
    const asking = some.filter(({ spec }) => isWatched(spec.watchdog));
    for (const id of watched.keys()) if (!asking.some((replica) => replica.id === id)) watched.delete(id);
    return asking.flatMap((replica) => {
      const use = now.get(replica.id);
      return use ? ofReplica(replica, use) : [];
    });
  }

  function ofReplica(replica: Replica, use: ReplicaUse): string[] {
    const now = sampled(watched.get(replica.id), replica, use);
    watched.set(replica.id, now);
    const reason = tooMuch(replica, now, use, 'restart')[0];
    if (reason) options.worn(replica, reason);
    const unknown = watchesDisk(replica) && use.disk?.trouble ? [`uses an unknown amount of disk: ${use.disk.trouble}`] : [];
    return [...tooMuch(replica, now, use, 'warn'), ...unknown].map((text) => `${slotName(replica)} ${text}`);
  }

  function close(): void {
    life.abort();
    uses.close();
  }

  void run();
  return { troubles: () => told, close };
}

/** Numbers change with each look; that is not worth a report. */
function gist(troubles: string[]): string {
  return troubles.map((text) => text.replaceAll(/uses [\d.]+/g, '')).join('\n');
}

function watchesDisk({ spec }: Replica): boolean {
  const { warn, restart } = spec.watchdog?.diskBytes ?? { warn: null, restart: null };
  return warn !== null || restart !== null;
}

function amountOf(use: ReplicaUse, what: Watched): number | undefined {
  return what === 'diskBytes' ? use.disk?.bytes : use[what];
}

/** A run begins anew. What was measured once is one sample, however often it is looked at. */
function sampled(before: Watching | undefined, { spec }: Replica, use: ReplicaUse): Watching {
  const known = before?.run === use.run ? before : undefined;
  const isOld = use.disk?.at === known?.diskAt;
  const asked = Object.entries(spec.watchdog) as [Watched, Bounds][];
  const samples = asked.flatMap(([what, bounds]) => {
    const [last, value] = [known?.samples[what], amountOf(use, what)];
    const next = value === undefined || (what === 'diskBytes' && isOld) ? last : sample(last, value, bounds);
    return next ? [[what, next]] : [];
  });
  return { run: use.run, diskAt: use.disk?.at, samples: Object.fromEntries(samples) };
}

function tooMuch({ spec }: Replica, { samples }: Watching, use: ReplicaUse, line: 'warn' | 'restart'): string[] {
  return (Object.entries(samples) as [Watched, Sample][]).flatMap(([what, one]) => {
    const bound = spec.watchdog[what]?.[line] ?? null;
    if (!one[line].on || bound === null) return [];
    // What the last start has not given back, the next will not either.
    if (line === 'restart' && what === 'diskBytes' && (use.diskAtStart ?? 0) >= bound) return [];
    return [sayUse(what, one.value, bound, line === 'warn' ? 'warning' : 'restart')];
  });
}
