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

export async function runProgram(file: Program, args: string[]): Promise<number> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  if (typeof process.execve === 'function') process.execve(process.execPath, [process.execPath, path, ...args]);
  throw new Error('this Node cannot replace a process');
}
