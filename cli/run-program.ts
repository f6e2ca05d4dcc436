// Runs another of our programs in place of ctl: same process id, same terminal, its exit status.
import { fileURLToPath } from 'node:url';

export type Program =
  | '../server/main.ts'
  | '../server/backup/main.ts'
  | '../server/keys.ts'
  | '../server/init.ts'
  | '../agent/main.ts'
  | '../agent/join.ts'
  | '../agent/generate.ts';

/** Node's own, before the file: a server's heap follows what lives in it, as in castellan-server.service. */
export const nodeFlags: Partial<Record<Program, string[]>> = {
  '../server/main.ts': ['--max-semi-space-size=8', '--heap-growing-percent=30'],
};

export async function runProgram(file: Program, args: string[]): Promise<number> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const command = [process.execPath, ...(nodeFlags[file] ?? []), path, ...args];
  if (typeof process.execve === 'function') process.execve(process.execPath, command);
  throw new Error('this Node cannot replace a process');
}
