// castellan-server.yaml: every key also a flag and a CASTELLAN_SERVER_ variable.
import { z } from 'zod';
import { isLabel, labelRule } from '../lib/names.ts';

export const serverShape = z.strictObject({
  listen: z
    .string()
    .regex(/^.+:\d{1,5}$/, 'must be ADDRESS:PORT')
    .default('0.0.0.0:7400')
    .describe('Address and port for hosts and operators, with TLS in both directions.'),
  tls: z
    .string()
    .default('/etc/castellan/tls')
    .describe('Folder with cert.pem, key.pem and ca.pem (the authority of hosts and operators).'),
  state: z.string().default('/var/lib/castellan').describe('Folder for records, bundles and logs.'),
  environment: z
    .string()
    .refine(isLabel, { error: `must be ${labelRule}` })
    .default('production')
    .describe('Environment of a host that calls for the first time.'),
  logs: z
    .strictObject({
      max_days: z.number().positive().default(14).describe('Log lines are kept for so many days.'),
      max_gib: z
        .number()
        .positive()
        .default(10)
        .describe('And no more than so many GiB of them, compressed: the apps that have the most lose their oldest.'),
    })
    .prefault({}),
  secrets: z
    .strictObject({
      key_file: z
        .string()
        .optional()
        .describe(
          'File with the key that secrets are sealed with; without it: secrets.key, within state. Made when it is missing.',
        ),
    })
    .prefault({}),
  patches: z
    .strictObject({
      max_gib: z.number().positive().default(2).describe('Patches between bundles take no more than so many GiB.'),
    })
    .prefault({}),
});

export type ServerConfig = z.output<typeof serverShape>;

export function splitAddress(listen: string): { address: string; port: number } {
  const at = listen.lastIndexOf(':');
  return { address: listen.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(listen.slice(at + 1)) };
}
