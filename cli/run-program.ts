// Runs another of our programs in place of ctl: same process id, same terminal, its exit status.
import { fileURLToPath } from 'node:url';

export async function runProgram(
  file: '../server/main.ts' | '../server/backup/main.ts' | '../agent/main.ts',
  args: string[],
): Promise<number> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  if (typeof process.execve === 'function') process.execve(process.execPath, [process.execPath, path, ...args]);
  throw new Error('this Node cannot replace a process');
}
