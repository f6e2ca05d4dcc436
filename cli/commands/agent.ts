// ctl agent: the agent of this host, a program of its own.
import type { Call } from '../command.ts';
import { runProgram } from '../run-program.ts';

export async function run({ args }: Call): Promise<number> {
  return runProgram('../agent/main.ts', args);
}
