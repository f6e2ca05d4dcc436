// ctl server: the control server, and what is done to its state; programs of their own.
import type { Call } from '../command.ts';
import { type Program, runProgram } from '../run-program.ts';

const onItsState: Record<string, Program> = {
  init: '../server/init.ts',
  backup: '../server/backup/main.ts',
  restore: '../server/backup/main.ts',
  rekey: '../server/keys.ts',
  'forget-secrets': '../server/keys.ts',
};

export async function run({ args }: Call): Promise<number> {
  const own = onItsState[args[0] ?? ''];
  // The others are told which of them is meant.
  return runProgram(own ?? '../server/main.ts', args[0] === 'init' ? args.slice(1) : args);
}
