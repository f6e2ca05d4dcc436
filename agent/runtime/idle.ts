// Replicas without a program: files, redirects and servers outside are answered by the router. Nothing is started for them, and
// they run until they are told to stop.
import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import type { Exit, Proc } from '../decide/replica.ts';
import type { Run, Runtime } from './runtime.ts';

/** The runtime of everything else does not hear of them. */
export function withIdle(runtime: Runtime, now: () => number): Runtime {
  const ends = new Map<number, () => void>();
  const stopped = new Set<number>();

  async function ended({ started }: Proc, signal: AbortSignal): Promise<Exit> {
    if (!stopped.has(started))
      await new Promise<void>((resolve, reject) => {
        ends.set(started, resolve);
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    ends.delete(started);
    return { code: 0, signal: '', at: now() };
  }

  return {
    ...runtime,
    start(plan) {
      if (plan.command.length > 0) return runtime.start(plan);
      // Whoever reads its output finds none.
      for (const path of [plan.stdout, plan.stderr]) closeSync(openSync(path, 'a', 0o600));
      return Promise.resolve(idleProc(plan));
    },
    find: (run, process) => (isIdle(process) ? { is: 'running', process: idleProc(run) } : runtime.find(run, process)),
    ended: (run, process, signal) => (isIdle(process) ? ended(process, signal) : runtime.ended(run, process, signal)),
    signal(process, name) {
      if (!isIdle(process)) return runtime.signal(process, name);
      stopped.add(process.started);
      ends.get(process.started)?.();
    },
    members: (process) => (isIdle(process) ? [] : runtime.members(process)),
    resources: (process) => (isIdle(process) ? undefined : runtime.resources(process)),
  };
}

function isIdle(process: Proc | null): process is Proc {
  return process !== null && process.pid === 0;
}

/** No pid, and a number of its own: it is told apart by its run. */
function idleProc({ replica, run }: Run): Proc {
  const started = createHash('sha256').update(`${replica}.${run}`).digest().readUIntBE(0, 6);
  return { bootId: '', pid: 0, started, group: 0, groupStarted: 0 };
}
