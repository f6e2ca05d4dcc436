// A pid that comes back, for real: in a pid namespace, where the next pid can be chosen.
import { deepEqual, equal } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { it } from 'node:test';

// A shell is its init: it takes in what has lost its parent, so that no pid stays with a zombie.
const inNamespace = ['--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', '"$@"; exit $?', 'sh'];
const canChoose = spawnSync('unshare', [...inNamespace, 'sh', '-c', 'echo 99 >/proc/sys/kernel/ns_last_pid']).status === 0;

it('A05: what has got the pids of a replica and of its launcher is neither adopted nor killed', {
  skip: !canChoose && 'needs root, to make a pid namespace',
}, () => {
  const child = [process.execPath, join(import.meta.dirname, 'pid-reuse-child.ts')];
  const { status, stdout, stderr } = spawnSync('unshare', [...inNamespace, ...child], { encoding: 'utf8', timeout: 60_000 });
  equal(status, 0, stderr);
  const { reused, wanted, ...became } = JSON.parse(stdout);
  deepEqual(reused, wanted);
  deepEqual(became, { alive: [true, true], restarts: 1, another: true });
});
