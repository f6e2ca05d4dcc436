// Which processes of this machine belong to a story: those that name its folder.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Process {
  pid: number;
  command: string;
}

/** Processes whose working folder, arguments or variables name this folder; zombies have none of them. */
export function processesNaming(folder: string): Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => pid !== process.pid && names(pid, folder))
    .map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }));
}

function names(pid: number, folder: string): boolean {
  return (
    folderOf(pid).startsWith(folder) ||
    read(`/proc/${pid}/cmdline`).includes(folder) ||
    read(`/proc/${pid}/environ`).includes(folder)
  );
}

function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
