// ctl generate: what a proxy of this host is to be told, printed by a program of the agent's, whose settings it follows.
import type { Call } from '../command.ts';
import { runProgram } from '../run-program.ts';

export async function run({ args }: Call): Promise<number> {
  return runProgram('../agent/generate.ts', args);
}
