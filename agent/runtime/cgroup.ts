// One control group, found by its path in whatever hierarchies have it, whoever made it: who is in it, what it uses, its end.
import { existsSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hierarchies } from './hierarchies.ts';

/** Its folder in each hierarchy. */
export function foldersOf(path: string): string[] {
  return hierarchies()
    .map(({ root }) => join(root, path))
    .filter((folder) => existsSync(folder));
}

/** All processes in it and in the groups below it; zombies do not count. */
export function membersOf(path: string): number[] {
  return [...new Set(foldersOf(path).flatMap(processesIn))];
}

/** SIGKILL to everything in it. Version 2 does it at a stroke; elsewhere nothing new can begin where processes are counted. */
export function killAll(path: string): void {
  const folders = foldersOf(path);
  if (folders.some((folder) => writeIfLet(join(folder, 'cgroup.kill'), '1'))) return;
  for (const folder of folders) writeIfLet(join(folder, 'pids.max'), '0');
  for (let pass = 0; pass < passes; pass += 1) for (const pid of new Set(folders.flatMap(processesIn))) kill(pid);
}

/** Takes it away with all groups below it; false: something is still in it. */
export function removeGroup(path: string): boolean {
  return foldersOf(path).map(removeFolder).every(Boolean);
}

/** How often something in it was killed because its memory limit was reached. */
export function oomKills(path: string): number {
  const counts = foldersOf(path).flatMap((folder) =>
    ['memory.events', 'memory.oom_control'].map((file) => numberOf('oom_kill', join(folder, file)) ?? 0),
  );
  return Math.max(0, ...counts);
}

/** undefined: nothing counts that here. */
export function usageOf(path: string): { memoryBytes: number | undefined; cpuMs: number | undefined } {
  const folders = foldersOf(path);
  const cpuUs = first(folders, (folder) => numberOf('usage_usec', join(folder, 'cpu.stat')));
  return { memoryBytes: first(folders, memoryIn), cpuMs: cpuUs === undefined ? undefined : cpuUs / 1000 };
}

/** Changes when the last process has left; undefined: there is none here. */
export function eventsFile(path: string): string | undefined {
  return foldersOf(path)
    .map((folder) => join(folder, 'cgroup.events'))
    .find((file) => existsSync(file));
}

/** Files that only a read-only or foreign hierarchy refuses: false. */
export function writeIfLet(path: string, value: string): boolean {
  try {
    writeFileSync(path, value, { flag: 'r+' });
    return true;
  } catch {
    return false;
  }
}

export function readIfLet(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    return [];
  }
}

// Each pass gets what was forked during the one before, and nothing that has been hit forks again.
const passes = 5;

function processesIn(folder: string): number[] {
  const own = readIfLet(join(folder, 'cgroup.procs')).split('\n').filter(Boolean).map(Number);
  return [...own, ...foldersIn(folder).flatMap((name) => processesIn(join(folder, name)))];
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** With all groups below it; false: something is still in one of them. */
export function removeFolder(folder: string): boolean {
  for (const name of foldersIn(folder)) removeFolder(join(folder, name));
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return !existsSync(folder);
  }
}

/** Without what the kernel would drop first. */
function memoryIn(folder: string): number | undefined {
  const used = readIfLet(join(folder, 'memory.current')) || readIfLet(join(folder, 'memory.usage_in_bytes'));
  if (!used) return undefined;
  const stat = join(folder, 'memory.stat');
  const cached = numberOf('total_inactive_file', stat) ?? numberOf('inactive_file', stat) ?? 0;
  return Math.max(0, Number(used) - cached);
}

/** `NAME NUMBER` on a line of its own. */
function numberOf(name: string, path: string): number | undefined {
  const found = new RegExp(`^${name} (\\d+)$`, 'm').exec(readIfLet(path));
  return found ? Number(found[1]) : undefined;
}

function first<T>(folders: string[], look: (folder: string) => T | undefined): T | undefined {
  for (const folder of folders) {
    const found = look(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}
