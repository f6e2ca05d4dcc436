// Which runtimes there are, and which one a host has.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Proc } from '../decide/replica.ts';
import { openExec } from './exec.ts';
import { withIdle } from './idle.ts';
import type { Runtime } from './runtime.ts';
import { openSystemd, systemdRuns } from './systemd.ts';
import { slice } from './unit.ts';

const runsOf = (stateDir: string) => join(stateDir, 'runs');

const runtimes = {
  systemd: { open: openSystemd, wasUsed: systemdRuns },
  exec: {
    open: (stateDir: string) => openExec(runsOf(stateDir)),
    wasUsed: (stateDir: string) => existsSync(runsOf(stateDir)),
  },
} satisfies Record<string, { open(stateDir: string): Runtime; wasUsed(stateDir: string): boolean }>;

export type RuntimeKind = keyof typeof runtimes;

/** auto: systemd where it runs this host and we are root. @throws Error when it cannot be had here */
export function openRuntime(wanted: RuntimeKind | 'auto', stateDir: string): { kind: RuntimeKind; runtime: Runtime } {
  const kind = wanted === 'auto' ? (systemdRuns() ? 'systemd' : 'exec') : wanted;
  if (kind === 'systemd' && !systemdRuns()) throw new Error('runtime: systemd needs a host that systemd runs, and root');
  const other = kind === 'systemd' ? 'exec' : 'systemd';
  const chosen = runtimes[kind].open(stateDir);
  const all = runtimes[other].wasUsed(stateDir) ? besides(chosen, runtimes[other].open(stateDir), kind) : chosen;
  return { kind, runtime: withIdle(all, Date.now) };
}

/** Starts with the first; what the second has started runs on, and is looked after until it ends. */
function besides(first: Runtime, second: Runtime, kind: RuntimeKind): Runtime {
  const isUnit = ({ cgroup }: Proc) => cgroup?.startsWith(`/${slice}/`) ?? false;
  const of = (process: Proc) => (isUnit(process) === (kind === 'systemd') ? first : second);
  return {
    ...first,
    find(run, process) {
      if (process) return of(process).find(run, process);
      const found = second.find(run, null);
      return found.is === 'never-started' ? first.find(run, null) : found;
    },
    ended: (run, process, signal) => of(process).ended(run, process, signal),
    signal: (process, name) => of(process).signal(process, name),
    members: (process) => of(process).members(process),
    resources: (process) => of(process).resources(process),
    forget(run) {
      first.forget(run);
      second.forget(run);
    },
    sweep(known) {
      first.sweep(known);
      second.sweep(known);
    },
  };
}
