// ctl server: the control server, and what is done to its state; programs of their own.
import type { Call } from '../command.ts';
import { runProgram } from '../run-program.ts';

export async function run({ args }: Call): Promise<number> {
  const aboutState = args[0] === 'backup' || args[0] === 'restore';
  return runProgram(aboutState ? '../server/backup/main.ts' : '../server/main.ts', args);
}
