// castellan-server.yaml: every key also a flag and a CASTELLAN_SERVER_ variable.
import { z } from 'zod';
import { parseDuration } from '../lib/durations.ts';
import { isLabel, labelRule } from '../lib/names.ts';
import { providerShape } from './dns/providers.ts';

const duration = z.string().transform((text, ctx) => {
  const ms = parseDuration(text);
  if (ms !== undefined && ms >= 100 && ms <= 86_400_000) return ms;
  ctx.addIssue({ code: 'custom', message: `"${text}" is not a duration between 100ms and 1d` });
  return z.NEVER;
});

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
  address: z
    .string()
    .regex(/^.+:\d{1,5}$/, 'must be HOST:PORT')
    .optional()
    .describe(
      'Where hosts and operators reach this server; newcomers are told. Without it: this machine’s name and the port of listen.',
    ),
  enrollment: z
    .strictObject({
      listen: z
        .string()
        .regex(/^(?:off|.+:\d{1,5})$/, 'must be ADDRESS:PORT, or off')
        .optional()
        .describe('Where newcomers with a token are heard; without it: the port after that of listen.'),
      address: z
        .string()
        .regex(/^.+:\d{1,5}$/, 'must be HOST:PORT')
        .optional()
        .describe('Where newcomers reach it; without it: the host of address, and the port of enrollment.listen.'),
    })
    .prefault({}),
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
  history: z
    .strictObject({
      max_days: z
        .number()
        .positive()
        .default(90)
        .describe('Deployments, releases and revisions of settings are kept for so many days, and while something names them.'),
      least: z
        .int()
        .min(10)
        .default(50)
        .describe('So many of the newest are kept whatever their age, of each app in an environment.'),
      most: z.int().min(10).default(1000).describe('And no more than so many.'),
    })
    .refine(({ least, most }) => least <= most, { path: ['most'], message: 'must not be less than least' })
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
  dns: z
    .strictObject({
      providers: z
        .record(z.string().refine(isLabel, { error: `must be ${labelRule}` }), providerShape)
        .default({})
        .describe('Who puts records into zones, for certificates by dns-01: a name for each, and what it is.'),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      listen: z
        .string()
        .regex(/^(?:off|.+:\d{1,5})$/, 'must be ADDRESS:PORT, or off')
        .default('off')
        .describe('Where Prometheus reads metrics (GET /metrics, without TLS): 127.0.0.1:9740, say; off: nowhere.'),
    })
    .prefault({}),
  patches: z
    .strictObject({
      max_gib: z.number().positive().default(2).describe('Patches between bundles take no more than so many GiB.'),
    })
    .prefault({}),
  hosts: z
    .strictObject({
      heartbeat: duration.prefault('5s').describe('Server and host each say something at least so often.'),
      unreachable: duration.prefault('15s').describe('After so much silence a host counts as unreachable.'),
      lost: duration.prefault('60s').describe('And after so much as lost; what it runs is not touched.'),
      reboot: duration
        .prefault('10m')
        .describe('A host that reboots safely has to be back, and then to serve, within this time.'),
    })
    .superRefine(({ heartbeat, unreachable, lost }, ctx) => {
      const wrong = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
      if (unreachable < 2 * heartbeat) wrong('unreachable', 'must be at least twice the heartbeat');
      if (lost < unreachable) wrong('lost', 'must not be shorter than unreachable');
    })
    .prefault({}),
});

export type ServerConfig = z.output<typeof serverShape>;

export function splitAddress(listen: string): { address: string; port: number } {
  const at = listen.lastIndexOf(':');
  return { address: listen.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(listen.slice(at + 1)) };
}
