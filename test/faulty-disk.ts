// A disk that can be made to fail, or is slow: nbdkit behind a loop device, so root, nbdkit and nbdfuse are needed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface FaultyDisk {
  /** Where it is mounted. */
  path: string;
  /** From now on every read and write that reaches it ends with EIO. */
  fail(): void;
  /** It works again, and is checked and mounted afresh: what the kernel only remembered is gone. */
  heal(): void;
  close(): void;
}

/** Why there can be none here; false: there can. */
export const noFaultyDisk = reasonAgainst();

/** `below` is where its parts lie, `path` where it is mounted. `slowMs`: each access takes so long. */
export async function faultyDisk(below: string, path: string, { slowMs = 0 } = {}): Promise<FaultyDisk> {
  const at = { nbd: join(below, 'nbd'), trigger: join(below, 'fail') };
  for (const folder of [at.nbd, path]) mkdirSync(folder, { recursive: true });
  const serving = serve(at, slowMs);
  const device = join(at.nbd, 'nbd');
  await untilThere(device, serving);
  const loop = run('losetup', '-f', '--show', device).trim();
  // Without a journal what could not be written may leave a folder that nobody can read; with one a slow disk is slower still.
  run('mkfs.ext4', '-q', ...(slowMs > 0 ? ['-O', '^has_journal'] : []), loop);
  run('mount', loop, path);
  return {
    path,
    fail: () => writeFileSync(at.trigger, ''),
    heal() {
      rmSync(at.trigger);
      run('umount', path);
      // As whoever has a disk that failed does; it says 1 when it has mended something.
      const { status, stdout } = spawnSync('e2fsck', ['-fy', loop], { encoding: 'utf8' });
      if (status === null || status > 1) throw new Error(`e2fsck ${loop}: ${stdout}`);
      run('mount', loop, path);
    },
    close() {
      rmSync(at.trigger, { force: true });
      run('umount', path);
      run('losetup', '-d', loop);
      // nbdfuse ends with its mount.
      run('umount', '-l', at.nbd);
    },
  };
}

function serve({ nbd, trigger }: { nbd: string; trigger: string }, slowMs: number): ChildProcess {
  const slow = slowMs > 0 ? ['--filter=delay'] : [];
  const delays = slowMs > 0 ? [`rdelay=${slowMs}ms`, `wdelay=${slowMs}ms`] : [];
  const errors = ['error=EIO', 'error-rate=100%', `error-file=${trigger}`];
  const nbdkit = ['nbdkit', '--exit-with-parent', ...slow, '--filter=error', 'memory', '64M', ...errors, ...delays];
  return spawn('nbdfuse', [nbd, '[', ...nbdkit, ']'], { stdio: 'ignore' });
}

async function untilThere(path: string, serving: ChildProcess): Promise<void> {
  for (let tries = 0; !existsSync(path); tries += 1) {
    if (serving.exitCode !== null || tries > 200) throw new Error('nbdfuse serves no disk');
    await sleep(50);
  }
}

function reasonAgainst(): string | false {
  if (process.getuid?.() !== 0) return 'needs root, to mount a disk';
  const missing = ['nbdfuse', 'nbdkit', 'losetup', 'mkfs.ext4', 'e2fsck'].filter(
    (tool) => spawnSync('which', [tool]).status !== 0,
  );
  if (missing.length > 0) return `needs ${missing.join(', ')}`;
  return existsSync('/dev/fuse') ? false : 'needs /dev/fuse';
}

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
