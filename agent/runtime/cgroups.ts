// One control group for each run: what it may use, who is in it, and an end that nothing in it escapes.
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Limits } from '../decide/replica.ts';
import { foldersIn, readIfLet, removeFolder, writeIfLet } from './cgroup.ts';
import { type Controller, controllers, type Hierarchy, hierarchies } from './hierarchies.ts';

export interface Cgroups {
  /** What a run of its own can be held to here. */
  holds: ReadonlySet<Controller>;
  /** The folders to be entered, limited already; none: nothing of this kind can be made here. */
  make(name: string, limits: Limits): string[];
  /** Names of all that there are. */
  names(): string[];
  pathOf(name: string): string;
  /** Takes away what is empty, also of agents that are gone. */
  tidy(): void;
  canBeMade: boolean;
}

type Setting = [file: string, value: string];

const periodUs = 100_000;
const oldMs = 60_000;

/** Below this folder in each hierarchy that lets us: `castellan/NAME`. */
export function openCgroups(parent: string, all = hierarchies()): Cgroups {
  const usable = all.flatMap((each) => prepared(each, parent));
  const pathOf = (name: string) => `/${parent}/${name}`;

  function make(name: string, limits: Limits): string[] {
    const used = usable.filter((each, at) => each.version === 2 || at === 0 || settingsFor(each, limits).length > 0);
    return used.map((each) => limited(each, name, limits));
  }

  function limited(hierarchy: Hierarchy, name: string, limits: Limits): string {
    const folder = join(hierarchy.root, parent, name);
    if (!existsSync(join(hierarchy.root, parent))) prepared(hierarchy, parent);
    makeFolders(hierarchy.root, `${parent}/${name}`);
    const there = settingsFor(hierarchy, limits).filter(([file]) => existsSync(join(folder, file)));
    for (const [file, value] of there) writeFileSync(join(folder, file), value);
    return folder;
  }

  function names(): string[] {
    return [...new Set(usable.flatMap(({ root }) => foldersIn(join(root, parent))))];
  }

  function tidy(): void {
    for (const { root } of usable) {
      const beside = join(root, dirname(parent));
      for (const agent of foldersIn(beside)) {
        const runs = foldersIn(join(beside, agent)).map((run) => join(beside, agent, run));
        // Ours are in use; those of others may be just about to be entered.
        const left = agent === basename(parent) ? runs : runs.filter((run) => !isOld(run) || !removeFolder(run));
        if (left.length === 0 && (agent === basename(parent) || isOld(join(beside, agent)))) removeFolder(join(beside, agent));
      }
    }
  }

  return { holds: new Set(usable.flatMap((each) => each.controllers)), make, names, pathOf, tidy, canBeMade: usable.length > 0 };
}

/** Older than any start takes. */
function isOld(folder: string): boolean {
  const made = statSync(folder, { throwIfNoEntry: false })?.ctimeMs ?? Number.POSITIVE_INFINITY;
  return Date.now() - made > oldMs;
}

/** With the controllers that it can really pass on to what is below. */
function prepared(hierarchy: Hierarchy, parent: string): Hierarchy[] {
  const { root, version } = hierarchy;
  try {
    makeFolders(root, parent);
  } catch {
    return [];
  }
  if (version === 1) return [hierarchy];
  const levels = ['', ...parent.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'))];
  for (const level of levels) for (const name of hierarchy.controllers) passOn(join(root, level), name);
  const passed = readIfLet(join(root, parent, 'cgroup.subtree_control')).split(/\s/);
  return [{ ...hierarchy, controllers: controllers.filter((name) => passed.includes(name)) }];
}

/** One by one: mkdir of Node, told to make all, tries for ever in file systems that refuse with ENOENT. */
function makeFolders(root: string, path: string): void {
  const parts = path.split('/');
  for (const folder of parts.map((_, at) => join(root, ...parts.slice(0, at + 1)))) if (!existsSync(folder)) mkdirSync(folder);
}

/** Refused where processes are in the group itself, as in a container's first one. */
function passOn(folder: string, controller: Controller): void {
  writeIfLet(join(folder, 'cgroup.subtree_control'), `+${controller}`);
}

/** Files that this kernel does not have, such as those that count swap, are left out when it is made. */
function settingsFor({ version, controllers: has }: Hierarchy, limits: Limits): Setting[] {
  return has.flatMap((name) => settings[name][version](limits));
}

const settings = {
  memory: {
    // Swap is no way around it.
    1: ({ memoryBytes }) => of(['memory.limit_in_bytes', 'memory.memsw.limit_in_bytes'], memoryBytes),
    2: ({ memoryBytes }) => [...of(['memory.max'], memoryBytes), ...of(['memory.swap.max'], memoryBytes && 0)],
  },
  cpu: {
    1: ({ cpu }) => [...of(['cpu.cfs_period_us'], cpu && periodUs), ...of(['cpu.cfs_quota_us'], cpu && quota(cpu))],
    2: ({ cpu }) => (cpu === null ? [] : [['cpu.max', `${quota(cpu)} ${periodUs}`]]),
  },
  pids: { 1: ({ pids }) => of(['pids.max'], pids), 2: ({ pids }) => of(['pids.max'], pids) },
} satisfies Record<Controller, Record<1 | 2, (limits: Limits) => Setting[]>>;

function of(files: string[], value: number | null): Setting[] {
  return value === null ? [] : files.map((file) => [file, String(Math.round(value))]);
}

function quota(cpu: number): number {
  return Math.max(1000, Math.round(cpu * periodUs));
}
