// ctl agent: the agent of this host, and how it gets its first certificate; programs of their own.
import type { Call } from '../command.ts';
import { runProgram } from '../run-program.ts';

export async function run({ args }: Call): Promise<number> {
  if (args[0] === 'join') return runProgram('../agent/join.ts', args.slice(1));
  return runProgram('../agent/main.ts', args);
}
