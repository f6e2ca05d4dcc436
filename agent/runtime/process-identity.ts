// Which process of the operating system is which: a pid comes back, a pid with its start time and boot does not.
import { readFileSync } from 'node:fs';

export interface ProcessStat {
  group: number;
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
  const [state, , group] = fields;
  if (!text || state === 'Z' || state === 'X') return undefined;
  return { group: Number(group), started: Number(fields[19]) };
}

/** The argv of this pid; empty when there is none. */
export function readArgv(pid: number): string[] {
  return readProc(pid, 'cmdline').split('\0').slice(0, -1);
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
