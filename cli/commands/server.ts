// ctl server: the control server, a program of its own.
import type { Call } from '../command.ts';
import { runProgram } from '../run-program.ts';

export async function run({ args }: Call): Promise<number> {
  return runProgram('../server/main.ts', args);
}
