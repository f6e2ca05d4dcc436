// A command in the replica's folder, with its environment, that exits with 0: well.
import { execa } from 'execa';
import type { HealthCheck } from './check.ts';

const shownCharacters = 200;
const keptCharacters = 64 * 1024;

export const checkCommand: HealthCheck<'command'> = async (check, { folder, env }, signal) => {
  const [file = '', ...args] = check.command;
  const child = execa(file, args, {
    cwd: folder,
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    all: true,
    maxBuffer: keptCharacters,
    detached: true,
    cleanup: true,
  });
  const stop = () => killGroup(child.pid);
  signal.addEventListener('abort', stop, { once: true });
  const result = await child;
  signal.removeEventListener('abort', stop);
  killGroup(child.pid);
  return { ok: result.exitCode === 0 && !signal.aborted, detail: `${file} ${told(result, signal, check.timeoutMs)}` };
};

/** It and whatever it has started. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

interface Result {
  exitCode?: number | undefined;
  signal?: string | undefined;
  all?: unknown;
  originalMessage?: string | undefined;
}

function told({ exitCode, signal: ended, all, originalMessage }: Result, signal: AbortSignal, timeoutMs: number): string {
  if (signal.aborted) return `did not end within ${timeoutMs} ms`;
  if (exitCode === 0) return 'exited with status 0';
  if (exitCode === undefined && !ended) return `could not be run: ${originalMessage ?? 'unknown reason'}`;
  const text = typeof all === 'string' ? all.trim().slice(-shownCharacters) : '';
  return `${ended ? `was ended by ${ended}` : `exited with status ${exitCode}`}${text ? `: ${text}` : ''}`;
}
