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
    const [file = '', ...args] = command;
    const { execa } = await import('execa');
    const variables = { CASTELLAN_DNS_ACTION: action, CASTELLAN_DNS_NAME: name, CASTELLAN_DNS_VALUE: value };
    const {
      failed,
      shortMessage = '',
      stderr,
    } = await execa(file, args, {
      env: variables,
      stdin: 'ignore',
      reject: false,
      timeout,
      cancelSignal: signal,
      maxBuffer: 64 * 1024,
    });
    const last = typeof stderr === 'string' ? stderr.trim().slice(-200) : '';
    if (failed) throw new Error(`the DNS program failed (${action} ${name}): ${last || shortMessage.slice(0, 200)}`);
  };
  return {
    publish: async (name, value, signal) => {
      await run('publish', name, value, signal);
      await pause(wait, signal);
    },
    withdraw: (name, value, signal) => run('withdraw', name, value, signal),
  };
}
