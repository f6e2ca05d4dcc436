// Looks at what the host and the replicas use every so often: tells what is too much, and which replica is to be replaced.
import { totalmem } from 'node:os';
import { type Clock, pause } from '../lib/clock.ts';
import { isOver, type Replica, runningProcess, slotName } from './decide/replica.ts';
import {
  calm,
  type Gauge,
  gauge,
  isWatched,
  mostBeyondShare,
  type Sample,
  sample,
  sayBytes,
  sayUse,
  type Watched,
} from './decide/watchdog.ts';
import { type HostUse, openHostUse, watchedOfHost } from './host-use.ts';
import type { Resources, Runtime } from './runtime/runtime.ts';

export interface WatchdogOptions {
  /** The agent's folder: the disk that it is on is watched. */
  folder: string;
  everyMs: number;
  /** Warn from so many percent of the host's. */
  host: Omit<Record<keyof HostUse, number>, 'inodes'>;
  /** From so many percent of the host's memory on, the replica that has most beyond its share is worn; null: none ever is. */
  memoryRestart: number | null;
  runtime: Pick<Runtime, 'resources'>;
  replicas(): Replica[];
  /** It has used too much for too long. Said again for as long as it does. */
  worn(replica: Replica, reason: string): void;
  /** There is something new to tell. */
  changed(): void;
  clock: Clock;
  hostUse?: () => HostUse;
  /** Bytes of the host's memory. */
  memoryBytes?: number;
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

interface Watching {
  run: number;
  cpuMs: number;
  at: number;
  samples: Partial<Record<Watched, Sample>>;
}

export function openWatchdog(options: WatchdogOptions): Watchdog {
  const { clock, everyMs, runtime } = options;
  const life = new AbortController();
  const hostUse = options.hostUse ?? openHostUse(options.folder);
  const gauges = new Map<keyof HostUse, { gauge: Gauge; value: number }>();
  const watched = new Map<string, Watching>();
  let told: string[] = [];
  let short = calm;

  async function run(): Promise<void> {
    for (await pause(clock, everyMs, life.signal); !life.signal.aborted; await pause(clock, everyMs, life.signal)) look();
  }

  function look(): void {
    const use = hostUse();
    const troubles = [...ofHost(use), ...ofReplicas()];
    makeRoom(use.memory);
    const isNew = gist(troubles) !== gist(told);
    told = troubles;
    if (isNew) options.changed();
  }

  function ofHost(use: HostUse): string[] {
    return watchedOfHost.flatMap((what) => {
      const line = what === 'inodes' ? options.host.disk : options.host[what];
      const next = gauge(gauges.get(what)?.gauge ?? calm, use[what], line);
      gauges.set(what, { gauge: next, value: use[what] });
      return next.on ? [`uses ${use[what].toFixed(0)} % ${words[what]}, warning from ${line} %`] : [];
    });
  }

  /** One, and then three looks more before the next: whether it has helped shows only then. */
  function makeRoom(percent: number): void {
    short = gauge(short, percent, options.memoryRestart);
    if (!short.on) return;
    short = calm;
    const replicas = options.replicas().filter((replica) => runningProcess(replica));
    const hostBytes = options.memoryBytes ?? totalmem();
    const found = mostBeyondShare(replicas.map(memoryOf), hostBytes);
    const worst = replicas.find(({ id }) => id === found?.replica);
    if (!found || !worst) return;
    const own = `uses ${sayBytes(found.bytes)} of memory, of which ${sayBytes(found.share)} are its share`;
    options.worn(worst, `${own}, while ${percent.toFixed(0)} % of the host’s are used, restart from ${options.memoryRestart} %`);
  }

  function memoryOf(replica: Replica) {
    const process = runningProcess(replica);
    const used = process && runtime.resources(process);
    return { replica: replica.id, bytes: used?.memoryBytes ?? 0, limit: replica.spec.limits?.memoryBytes ?? null };
  }

  function ofReplicas(): string[] {
    const some = options.replicas().filter((replica) => !isOver(replica) && isWatched(replica.spec.watchdog));
    for (const id of watched.keys()) if (!some.some((replica) => replica.id === id)) watched.delete(id);
    return some.flatMap(ofReplica);
  }

  function ofReplica(replica: Replica): string[] {
    const process = runningProcess(replica);
    const used = process ? runtime.resources(process) : undefined;
    if (!used) return [];
    const now = measured(watched.get(replica.id), replica, used, clock.now());
    watched.set(replica.id, now);
    const reason = tooMuch(replica, now, 'restart')[0];
    if (reason) options.worn(replica, reason);
    return tooMuch(replica, now, 'warn').map((text) => `${slotName(replica)} ${text}`);
  }

  void run();
  return { troubles: () => told, close: () => life.abort() };
}

/** Numbers change with each look; that is not worth a report. */
function gist(troubles: string[]): string {
  return troubles.map((text) => text.replaceAll(/uses [\d.]+/g, '')).join('\n');
}

/** A run begins anew. */
function measured(before: Watching | undefined, { run, spec }: Replica, used: Resources, at: number): Watching {
  const known = before?.run === run ? before : undefined;
  const { memoryBytes, cpu, files } = spec.watchdog;
  const processors = known && at > known.at ? (used.cpuMs - known.cpuMs) / (at - known.at) : 0;
  return {
    run,
    at,
    cpuMs: used.cpuMs,
    samples: {
      memoryBytes: sample(known?.samples.memoryBytes, used.memoryBytes, memoryBytes),
      cpu: sample(known?.samples.cpu, processors, cpu),
      files: sample(known?.samples.files, used.files, files),
    },
  };
}

function tooMuch({ spec }: Replica, { samples }: Watching, line: 'warn' | 'restart'): string[] {
  return (Object.entries(samples) as [Watched, Sample][]).flatMap(([what, one]) => {
    const bound = spec.watchdog[what][line];
    return one[line].on && bound !== null ? [sayUse(what, one.value, bound, line === 'warn' ? 'warning' : 'restart')] : [];
  });
}
