// Where this host has control groups: version 2, version 1 for each controller, both beside each other, or none (cgroups(7)).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const controllers = ['memory', 'cpu', 'pids'] as const;
export type Controller = (typeof controllers)[number];

export interface Hierarchy {
  /** Where it is mounted. */
  root: string;
  version: 1 | 2;
  controllers: Controller[];
}

let ofThisHost: Hierarchy[] | undefined;

/** Looked for once. */
export function hierarchies(): Hierarchy[] {
  ofThisHost ??= readHierarchies(read('/proc/self/mountinfo'));
  return ofThisHost;
}

/** Version 2 first, then those of version 1 that limit something. */
export function readHierarchies(mounts: string): Hierarchy[] {
  const found = mounts.split('\n').flatMap(hierarchyOf);
  const one = found.find(({ version }) => version === 2);
  return [...(one ? [one] : []), ...found.filter((each) => each.version === 1 && each.controllers.length > 0)];
}

/** `31 23 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory` (proc_pid_mountinfo(5)) */
function hierarchyOf(line: string): Hierarchy[] {
  const [place = '', source = ''] = line.split(' - ');
  const [kind, , options = ''] = source.split(' ');
  const root = unescaped(place.split(' ')[4] ?? '');
  if (kind === 'cgroup2') return [{ root, version: 2, controllers: known(read(join(root, 'cgroup.controllers')).split(/\s/)) }];
  return kind === 'cgroup' ? [{ root, version: 1, controllers: known(options.split(',')) }] : [];
}

function known(names: string[]): Controller[] {
  return controllers.filter((name) => names.includes(name));
}

function unescaped(path: string): string {
  return path.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
