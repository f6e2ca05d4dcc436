// What each replica that runs here uses, from one look to the next.
import type { Clock } from '../lib/clock.ts';
import { type Replica, runningProcess } from './decide/replica.ts';
import type { DiskFigure, DiskUse } from './disk-use.ts';
import type { Runtime } from './runtime/runtime.ts';

export interface ReplicaUse {
  run: number;
  memoryBytes: number;
  /** Processors, since the look before; the first of a run says 0. */
  cpu: number;
  files: number;
  /** Missing: it has not been measured yet, or was not asked for. */
  disk?: DiskFigure;
  /** Of its disk, when the run was first seen. */
  diskAtStart?: number;
}

interface Seen extends ReplicaUse {
  cpuMs: number;
  at: number;
}

export interface ReplicaUses {
  /** By replica, those that run. `onDisk`: whether its disk is asked for. */
  look(replicas: Replica[], onDisk: (replica: Replica) => boolean): Map<string, ReplicaUse>;
  close(): void;
}

export function openReplicaUses(runtime: Pick<Runtime, 'resources'>, disk: DiskUse, clock: Pick<Clock, 'now'>): ReplicaUses {
  let seen = new Map<string, Seen>();

  function look(replicas: Replica[], onDisk: (replica: Replica) => boolean): Map<string, ReplicaUse> {
    const running = replicas.filter(runningProcess);
    const figures = disk.look(running.filter(onDisk));
    seen = new Map(
      running.flatMap((replica) => {
        const one = seenNow(replica, figures.get(replica.id));
        return one ? [[replica.id, one]] : [];
      }),
    );
    return seen;
  }

  /** A run begins anew. */
  function seenNow(replica: Replica, figure: DiskFigure | undefined): Seen | undefined {
    const { id, run } = replica;
    const process = runningProcess(replica);
    const used = process && runtime.resources(process);
    if (!used) return undefined;
    const before = seen.get(id)?.run === run ? seen.get(id) : undefined;
    const at = clock.now();
    const cpu = before && at > before.at ? (used.cpuMs - before.cpuMs) / (at - before.at) : 0;
    const { memoryBytes, files, cpuMs } = used;
    return { run, memoryBytes, cpu, files, cpuMs, at, disk: figure, diskAtStart: before?.diskAtStart ?? figure?.bytes };
  }

  return { look, close: disk.close };
}
