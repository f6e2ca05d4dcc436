// Records put into a zone by a program of the server's configuration: what is to be done is in its environment.
import { z } from 'zod';
import { duration } from './duration.ts';
import type { DnsProvider } from './provider.ts';

export const commandShape = z.strictObject({
  kind: z.literal('command'),
  command: z
    .array(z.string())
    .min(1)
    .describe('Its words; CASTELLAN_DNS_ACTION is publish or withdraw, _NAME and _VALUE the record.'),
  timeout: duration.prefault('60s'),
  wait: duration.prefault('30s').describe('So long until the name servers of the zone have it.'),
});

type Command = z.output<typeof commandShape>;

export function commandDns(
  { command, timeout, wait }: Command,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
): DnsProvider {
  const run = async (action: 'publish' | 'withdraw', name: string, value: string, signal: AbortSignal) => {
    const variables = { CASTELLAN_DNS_ACTION: action, CASTELLAN_DNS_NAME: name, CASTELLAN_DNS_VALUE: value };
    const reason = await runToEnd(command, variables, timeout, signal);
    if (reason !== null) throw new Error(`the DNS program failed (${action} ${name}): ${reason}`);
  };
  return {
    publish: async (name, value, signal) => {
      await run('publish', name, value, signal);
      await pause(wait, signal);
    },
    withdraw: (name, value, signal) => run('withdraw', name, value, signal),
  };
}

/** null: it exited with 0. With it goes whatever it has started. */
async function runToEnd(
  [file = '', ...args]: string[],
  env: Record<string, string>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string | null> {
  const { execa } = await import('execa');
  const child = execa(file, args, { env, stdin: 'ignore', reject: false, detached: true, cleanup: true, maxBuffer: 64 * 1024 });
  const late = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const stop = () => child.pid !== undefined && killGroup(child.pid);
  late.addEventListener('abort', stop, { once: true });
  if (late.aborted) stop();
  const { failed, stderr, shortMessage = '' } = await child;
  late.removeEventListener('abort', stop);
  if (late.aborted) return signal.aborted ? 'given up' : `it did not end within ${timeoutMs} ms`;
  return failed ? stderr.trim().slice(-200) || shortMessage.slice(0, 200) : null;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
