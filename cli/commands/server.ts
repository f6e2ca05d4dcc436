// ctl server: the control server, and what is done to its state; programs of their own.
import type { Call } from '../command.ts';
import { type Program, runProgram } from '../run-program.ts';

const onItsState: Record<string, Program> = {
  backup: '../server/backup/main.ts',
  restore: '../server/backup/main.ts',
  rekey: '../server/keys.ts',
  'forget-secrets': '../server/keys.ts',
};

export async function run({ args }: Call): Promise<number> {
  return runProgram(onItsState[args[0] ?? ''] ?? '../server/main.ts', args);
}
