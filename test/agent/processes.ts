// What runs on this machine, found by looking at all there is in /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** Processes that have it in their argv; zombies have none. */
export function bearing(mark: string): number[] {
  return pids().filter((pid) => read(`/proc/${pid}/cmdline`).split('\0').includes(mark));
}

/** Children of these that have ended and were not asked how. */
export function zombiesOf(parents: number[]): number[] {
  return pids().filter((pid) => {
    const stat = read(`/proc/${pid}/stat`);
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' && parents.includes(Number(parent));
  });
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
