// A command in the replica's folder, with its environment, that exits with 0: well.
import { runCommand } from '../run-command.ts';
import type { HealthCheck } from './check.ts';

export const checkCommand: HealthCheck<'command'> = async ({ command, timeoutMs }, target, signal) => {
  const { folder, secret } = target;
  const own = target.as(command);
  const { ok, detail } = await runCommand(own.command, { folder, secret, env: own.env }, timeoutMs, signal);
  return { ok, detail: `${command[0] ?? ''} ${detail}` };
};
