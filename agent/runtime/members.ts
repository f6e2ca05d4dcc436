// All processes of a run, and what they use together.
import { readdirSync } from 'node:fs';
import type { Proc } from '../decide/replica.ts';
import { membersOf, readIfLet, usageOf } from './cgroup.ts';
import { readStat, tickMs } from './process-identity.ts';
import type { Resources } from './runtime.ts';

/** Of its cgroup; without one, of its session, which what puts itself into the background leaves. The app's own pid first. */
export function membersOfRun({ pid, started, group, groupStarted, cgroup }: Proc): number[] {
  const found = cgroup ? membersOf(cgroup) : sessionOf(group, groupStarted);
  const own = readStat(pid)?.started === started ? [pid] : [];
  return [...new Set([...own, ...found])].filter((one) => one !== group);
}

/** undefined: nothing of it runs. */
export function resourcesOf(process: Proc): Resources | undefined {
  const members = membersOfRun(process);
  if (members.length === 0) return undefined;
  const { memoryBytes, cpuMs } = process.cgroup ? usageOf(process.cgroup) : { memoryBytes: undefined, cpuMs: undefined };
  return {
    memoryBytes: memoryBytes ?? sum(members, (pid) => statusOf(pid, 'VmRSS') * 1024),
    cpuMs: cpuMs ?? sum(members, cpuMsOf),
    pids: sum(members, (pid) => statusOf(pid, 'Threads')),
    files: sum(members, filesOf),
  };
}

/** A session's number is not given to a new process while one is left in it. */
function sessionOf(group: number, groupStarted: number): number[] {
  const leader = readStat(group);
  if (leader && leader.started !== groupStarted) return [];
  return pids().filter((pid) => readStat(pid)?.session === group);
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function statusOf(pid: number, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readIfLet(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** With the time of its children that have ended. */
function cpuMsOf(pid: number): number {
  return (readStat(pid)?.cpu ?? 0) * tickMs;
}

function filesOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

function sum(members: number[], of: (pid: number) => number): number {
  return members.reduce((total, pid) => total + of(pid), 0);
}
