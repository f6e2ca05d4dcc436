// Control groups of a story's replicas: limits of memory for hosts in namespaces, and that none is left when it is over.
import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { foldersOf, killAll, removeGroup } from '../../agent/runtime/cgroup.ts';
import { openCgroups } from '../../agent/runtime/cgroups.ts';

/** Why no host of a story can be held to a limit of memory here; undefined: each can. */
export async function memoryMissing(): Promise<string | undefined> {
  if (holdsMemory()) return undefined;
  const probe = `/mnt/castellan-${process.pid}`;
  const { exitCode, stderr } = await withMemory('/mnt', 'mkdir "$1" && rmdir "$1"', probe);
  return exitCode === 0 ? undefined : `no memory controller of this kernel can be had here: ${stderr}`;
}

/** Whether what this machine has mounted holds a replica to its memory. */
export function holdsMemory(): boolean {
  const parent = `castellan/${randomBytes(4).toString('hex')}`;
  try {
    return openCgroups(parent).holds.has('memory');
  } finally {
    removeGroup(`/${parent}`);
  }
}

/** Resolves when no group is left of those that the agents of this world have made. */
export function endGroups(folder: string): Promise<void> {
  return gone(folder, async (names) => names.filter(isLeft));
}

/** The same where only its hosts have a controller mounted, at this place. */
export function endMountedGroups(folder: string, place: string): Promise<void> {
  const script = 'cd "$0/castellan"; find "$@" -depth -type d -exec rmdir {} \\; 2>/dev/null; ls -d "$@" 2>/dev/null || true';
  return gone(folder, async (names) => (await withMemory(place, script, ...names)).stdout.split('\n').filter(Boolean));
}

async function gone(folder: string, still: (names: string[]) => Promise<string[]>): Promise<void> {
  const names = namesIn(folder);
  if (names.length === 0) return;
  for (const deadline = Date.now() + 60_000; ; await sleep(20)) {
    const left = await still(names);
    if (left.length === 0) return;
    if (Date.now() > deadline) throw new Error(`control groups are left behind: ${left.join(', ')}`);
  }
}

/** Each agent has noted what its own are called. */
function namesIn(folder: string): string[] {
  const notes = globSync(join(folder, '*/runs/cgroup.json'));
  return notes.flatMap((file) => /[0-9a-f]{8}/.exec(readFileSync(file, 'utf8'))?.[0] ?? []);
}

function isLeft(name: string): boolean {
  const group = `/castellan/${name}`;
  killAll(group);
  removeGroup(group);
  return foldersOf(group).length > 0;
}

/** Runs this with the controller mounted at `place`, for nobody else to see. */
function withMemory(place: string, script: string, ...args: string[]) {
  const mounted = `mount -t cgroup -o memory castellan "$0" && ${script}`;
  return execa('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', mounted, place, ...args], { reject: false });
}
