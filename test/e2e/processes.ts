// Which processes of this machine belong to a story: those that name its folder.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Process {
  pid: number;
  command: string;
}

/**
 * Processes whose working folder, arguments or variables name this folder; zombies have none of them.
 * Those with a terminal are somebody's shell or editor: replicas and routers have sessions of their own.
 */
export function processesNaming(folder: string): Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => pid !== process.pid && !hasTerminal(pid) && names(pid, folder))
    .map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }));
}

function names(pid: number, folder: string): boolean {
  return (
    folderOf(pid).startsWith(folder) ||
    read(`/proc/${pid}/cmdline`).includes(folder) ||
    read(`/proc/${pid}/environ`).includes(folder)
  );
}

/** proc(5), /proc/pid/stat: the fifth field after the name in parentheses is tty_nr. */
function hasTerminal(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[4]) !== 0;
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
