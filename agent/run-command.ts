// One command to its end, with all that it has started, in a replica's place: for checks and hooks.

export interface Place {
  folder: string;
  env: Record<string, string>;
  /** Names of variables whose values are not told on. */
  secret: string[];
}

const shownCharacters = 200;
const shownLines = 20;
const shortestConcealed = 4;
const keptCharacters = 64 * 1024;

/**
 * ok: it exited with 0 within its time, before the signal aborted. detail: how it ended, with the end of what it wrote.
 * lines: the last ones that it wrote.
 */
export async function runCommand(command: string[], { folder, env, secret }: Place, timeoutMs: number, signal: AbortSignal) {
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
  const text = concealed(result.all ?? '', env, secret);
  const lines = text === '' ? [] : text.trimEnd().split('\n').slice(-shownLines);
  return { ok: result.exitCode === 0 && !late.aborted, detail: told({ ...result, text }, late.aborted, timeoutMs), lines };
}

/** What it wrote is told to the server; what is a secret is not. A value of few characters is no secret, and is in any text. */
function concealed(text: string, env: Record<string, string>, secret: string[]): string {
  const values = secret.flatMap((name) => env[name] ?? []).filter((value) => value.length >= shortestConcealed);
  return values.sort((a, b) => b.length - a.length).reduce((left, value) => left.replaceAll(value, '(secret)'), text);
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
  text: string;
  originalMessage?: string | undefined;
}

function told({ exitCode, signal, text: written, originalMessage }: Result, late: boolean, timeoutMs: number): string {
  if (late) return `did not end within ${timeoutMs} ms`;
  if (exitCode === 0) return 'exited with status 0';
  if (exitCode === undefined && !signal) return `could not be run: ${originalMessage ?? 'unknown reason'}`;
  const text = written.trim().slice(-shownCharacters);
  return `${signal ? `was ended by ${signal}` : `exited with status ${exitCode}`}${text ? `: ${text}` : ''}`;
}
