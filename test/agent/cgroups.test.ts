import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openCgroups } from '../../agent/runtime/cgroups.ts';
import { type Hierarchy, readHierarchies } from '../../agent/runtime/hierarchies.ts';
import { temporaryFolder } from './host-world.ts';

const limits = { memoryBytes: 64 << 20, cpu: 0.5, pids: 100, files: null };
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe('where a host has its control groups', () => {
  const line = (point: string, rest: string) => `31 23 0:28 / ${point} rw,relatime shared:9 - ${rest}`;

  it('hybrid: version 2 first, then the controllers of version 1 that limit something', () => {
    const mounts = [
      line('/sys/fs/cgroup', 'tmpfs tmpfs rw'),
      line('/sys/fs/cgroup/cpu,cpuacct', 'cgroup cgroup rw,cpu,cpuacct'),
      line('/sys/fs/cgroup/memory', 'cgroup cgroup rw,memory'),
      line('/sys/fs/cgroup/systemd', 'cgroup cgroup rw,xattr,name=systemd'),
      line('/nowhere/unified', 'cgroup2 cgroup2 rw'),
    ];
    deepEqual(readHierarchies(mounts.join('\n')), [
      { root: '/nowhere/unified', version: 2, controllers: [] },
      { root: '/sys/fs/cgroup/cpu,cpuacct', version: 1, controllers: ['cpu'] },
      { root: '/sys/fs/cgroup/memory', version: 1, controllers: ['memory'] },
    ]);
  });

  it('unified, at a place with a space in its name', () => {
    mkdirSync(join(folder.path, 'a b'));
    writeFileSync(join(folder.path, 'a b', 'cgroup.controllers'), 'cpuset cpu io memory pids\n');
    const found = readHierarchies(line(`${folder.path}/a\\040b`, 'cgroup2 cgroup2 rw'));
    deepEqual(found, [{ root: join(folder.path, 'a b'), version: 2, controllers: ['memory', 'cpu', 'pids'] }]);
  });

  it('none at all', () => deepEqual(readHierarchies(line('/proc', 'proc proc rw')), []));
});

describe('cgroups that cannot be made', () => {
  for (const [what, root] of [
    ['a place that is read-only', '/proc/sys'],
    ['a place that is gone', '/proc/nowhere'],
  ] as const) {
    it(`in ${what} hold nothing, and nothing is entered`, () => {
      const cgroups = openCgroups('castellan/x', [{ root, version: 1, controllers: ['memory'] }]);
      deepEqual([cgroups.canBeMade, [...cgroups.holds], cgroups.make('one.1', limits)], [false, [], []]);
    });
  }

  it('with controllers of version 2 that are not passed on hold nothing, and are entered all the same', () => {
    const root = fake(2, ['memory', 'pids']).root;
    const cgroups = openCgroups('castellan/x', [{ root, version: 2, controllers: ['memory', 'pids'] }]);
    deepEqual([cgroups.canBeMade, [...cgroups.holds]], [true, []]);
    deepEqual(cgroups.make('one.1', limits), [join(root, 'castellan/x/one.1')]);
  });
});

describe('what is left of others', () => {
  it('is left alone while it may be about to be used', () => {
    const hierarchy = fake(1, ['pids']);
    const [ours, theirs] = ['castellan/ours', 'castellan/theirs'].map((name) => openCgroups(name, [hierarchy]));
    theirs?.make('one.1', limits);
    ours?.tidy();
    ok(readdirSync(join(hierarchy.root, 'castellan')).includes('theirs'));
    equal(readdirSync(join(hierarchy.root, 'castellan')).includes('ours'), false);
    ok(ours?.make('two.1', limits).length === 1, 'it is made again');
  });
});

/** A plain folder: what the kernel would put into it is not there. */
function fake(version: 1 | 2, controllers: Hierarchy['controllers']): Hierarchy {
  return { root: folder.path, version, controllers };
}
