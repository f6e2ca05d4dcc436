// A disk of its own, small enough to be filled: a tmpfs, so root is needed.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  path: string;
  /** Until not a byte is free. */
  fill(): void;
  /** Until not an inode is free. */
  fillInodes(): void;
  /** Bytes. */
  left(): number;
  /** Gives back what was filled. */
  free(): void;
  close(): void;
}

/** Why there can be none here; false: there can. */
export const noSmallDisk = process.getuid?.() === 0 ? false : 'needs root, to mount a tmpfs';

export function smallDisk(path: string, { size = '64m', inodes = 4000 } = {}): SmallDisk {
  mkdirSync(path, { recursive: true });
  run('mount', '-t', 'tmpfs', '-o', `size=${size},nr_inodes=${inodes},mode=755`, 'small-disk', path);
  const ballast = join(path, 'ballast');
  return {
    path,
    fill() {
      const fd = openSync(ballast, 'a');
      const piece = Buffer.alloc(2 ** 20);
      for (let length = piece.length; length >= 1; ) {
        try {
          if (statfsSync(path).bavail === 0) break;
          writeSync(fd, piece, 0, length);
        } catch {
          length = Math.floor(length / 2);
        }
      }
      closeSync(fd);
    },
    fillInodes() {
      mkdirSync(join(path, 'many'), { recursive: true });
      for (let count = 0; statfsSync(path).ffree > 0; count += 1) writeFileSync(join(path, 'many', String(count)), '');
    },
    left: () => statfsSync(path).bavail * statfsSync(path).bsize,
    free() {
      rmSync(ballast, { force: true });
      rmSync(join(path, 'many'), { recursive: true, force: true });
    },
    close() {
      run('umount', '-l', path);
    },
  };
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}
