// How much of this host is in use, in percent: memory, processors, open files, and the disk that the agent's folder is on.
import { readFileSync, statfsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { HostResource } from './decide/make-room.ts';

export const watchedOfHost = ['memory', 'cpu', 'files', 'disk', 'inodes'] as const;
export type HostUse = Record<(typeof watchedOfHost)[number], number>;

/** Processors are measured from one call to the next; the first says 0. */
export function openHostUse(folder: string): () => HostUse {
  let before = cpuTicks();
  return () => {
    const now = cpuTicks();
    const [busy, all] = [now.busy - before.busy, now.all - before.all];
    before = now;
    return { memory: memory(), cpu: all > 0 ? (100 * busy) / all : 0, files: files(), ...disk(folder) };
  };
}

/** All that there is: bytes, processors, open files, bytes. */
export function hostWhole(folder: string): Record<HostResource, number> {
  const { blocks, bsize } = statfsSync(folder);
  return { memory: totalmem(), cpu: cpus().length, files: fileNumbers().most, disk: blocks * bsize };
}

/** proc_meminfo(5): what could be had without swapping is free. */
function memory(): number {
  const text = readFileSync('/proc/meminfo', 'utf8');
  const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return share(kib('MemTotal') - kib('MemAvailable'), kib('MemTotal'));
}

/** proc_stat(5): user nice system idle iowait irq softirq steal. */
function cpuTicks(): { busy: number; all: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, one) => sum + one, 0);
  return { all, busy: all - (ticks[3] ?? 0) - (ticks[4] ?? 0) };
}

function files(): number {
  const { open, most } = fileNumbers();
  return share(open, most);
}

/** Of the whole kernel: proc_sys_fs(5), file-nr. */
function fileNumbers(): { open: number; most: number } {
  const [open = 0, , most = 0] = readFileSync('/proc/sys/fs/file-nr', 'utf8').split(/\s+/).map(Number);
  return { open, most };
}

/** As df counts it: what is kept back for root is not to be had. */
function disk(folder: string): Pick<HostUse, 'disk' | 'inodes'> {
  const { blocks, bfree, bavail, files: inodes, ffree } = statfsSync(folder);
  const used = blocks - bfree;
  return { disk: share(used, used + bavail), inodes: share(inodes - ffree, inodes) };
}

function share(part: number, whole: number): number {
  return whole > 0 ? (100 * part) / whole : 0;
}
