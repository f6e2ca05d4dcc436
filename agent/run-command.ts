// One command to its end, with all that it has started, in a replica's place: for checks and hooks.

export interface Place {
  folder: string;
  env: Record<string, string>;
}

const shownCharacters = 200;
const shownLines = 20;
const keptCharacters = 64 * 1024;

/**
 * ok: it exited with 0 within its time, before the signal aborted. detail: how it ended, with the end of what it wrote.
 * lines: the last ones that it wrote.
 */
export async function runCommand(command: string[], { folder, env }: Place, timeoutMs: number, signal: AbortSignal) {
  const [file = '', ...args] = command;
  // Not before it is needed: an agent that runs no commands is the smaller for it.
  const { execa } = await import('execa');
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
  const late = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const stop = () => killGroup(child.pid);
  late.addEventListener('abort', stop, { once: true });
  if (late.aborted) stop();
  const result = await child;
  late.removeEventListener('abort', stop);
  killGroup(child.pid);
  const lines = typeof result.all === 'string' ? result.all.trimEnd().split('\n').slice(-shownLines) : [];
  return { ok: result.exitCode === 0 && !late.aborted, detail: told(result, late.aborted, timeoutMs), lines };
}

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

function told({ exitCode, signal, all, originalMessage }: Result, late: boolean, timeoutMs: number): string {
  if (late) return `did not end within ${timeoutMs} ms`;
  if (exitCode === 0) return 'exited with status 0';
  if (exitCode === undefined && !signal) return `could not be run: ${originalMessage ?? 'unknown reason'}`;
  const text = typeof all === 'string' ? all.trim().slice(-shownCharacters) : '';
  return `${signal ? `was ended by ${signal}` : `exited with status ${exitCode}`}${text ? `: ${text}` : ''}`;
}
