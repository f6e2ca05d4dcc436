// Which process of the operating system is which: a pid comes back, a pid with its start time and boot does not.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Of the clock that /proc counts in: the same on every Linux (USER_HZ, times(2)). */
export const tickMs = 10;

export interface ProcessStat {
  parent: number;
  group: number;
  session: number;
  /** Clock ticks that it has used, with those of its children that have ended. */
  cpu: number;
  /** Clock ticks since boot. */
  started: number;
}

/** Changes at each boot (random(4)). */
export function readBootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** What /proc says of this pid (proc_pid_stat(5)), or undefined when there is none, or only a zombie. */
export function readStat(pid: number): ProcessStat | undefined {
  const text = readProc(pid, 'stat');
  // The command's name stands in parentheses and may hold anything, parentheses included.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group, session] = fields;
  if (!text || state === 'Z' || state === 'X') return undefined;
  const cpu = fields.slice(11, 15).reduce((total, ticks) => total + Number(ticks), 0);
  return { parent: Number(parent), group: Number(group), session: Number(session), cpu, started: Number(fields[19]) };
}

/** Milliseconds since its start; no start is later than now. */
export function ageOf({ started }: Pick<ProcessStat, 'started'>): number {
  return Math.max(0, Math.round(uptime() * 1000 - started * tickMs));
}

/** The argv of this pid; empty when there is none. */
export function readArgv(pid: number): string[] {
  return readProc(pid, 'cmdline').split('\0').slice(0, -1);
}

/** The variables that this pid was started with; empty when there is none, or when it has overwritten them. */
export function readEnvironment(pid: number): Record<string, string> {
  const entries = readProc(pid, 'environ').split('\0').slice(0, -1);
  return Object.fromEntries(entries.map((entry) => [entry.split('=', 1)[0] ?? '', entry.slice(entry.indexOf('=') + 1)]));
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
