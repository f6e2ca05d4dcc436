// castellan-agent.yaml: what an agent is told at its start.
import { isAbsolute, join, normalize, resolve } from 'node:path';
import { z } from 'zod';
import { readPublicKey } from '../bundle/minisign.ts';
import { parseDuration, parseSize } from '../lib/durations.ts';
import { isNetwork } from '../lib/networks.ts';
import type { HostResource } from './decide/make-room.ts';
import type { Bounds } from './decide/watchdog.ts';
import { haproxySettings, nginxSettings } from './proxy-settings.ts';
import { readListen } from './router/listen-on.ts';

const portRange = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, 'must be two ports, such as 20000-29999')
  .transform((text, ctx) => {
    const [from = 0, to = 0] = text.split('-').map(Number);
    if (from >= 1024 && from <= to && to <= 65535) return { from, to };
    ctx.addIssue({ code: 'custom', message: `"${text}" is not a range of ports between 1024 and 65535` });
    return z.NEVER;
  });

const duration = z.string().transform((text, ctx) => {
  const ms = parseDuration(text);
  if (ms !== undefined && ms >= 1000 && ms <= 3_600_000) return ms;
  ctx.addIssue({ code: 'custom', message: `"${text}" is not a duration between 1s and 1h` });
  return z.NEVER;
});

const size = z.string().transform((text, ctx) => {
  const bytes = parseSize(text);
  if (bytes !== undefined && bytes >= 16 * 2 ** 20) return bytes;
  ctx.addIssue({ code: 'custom', message: `"${text}" is not a size of 16M or more` });
  return z.NEVER;
});

const percent = z.int().min(1).max(100).default(90);
const restartPercent = z.int().min(1).max(100).optional();

const listenRule = 'ports, such as 80, 443/tls, 127.0.0.1:8080 or 8443/tls+proxy';

function isListenOn(text: string): boolean {
  try {
    return readListen(text).every(({ port }) => port > 0);
  } catch {
    return false;
  }
}

const absolutePath = z
  .string()
  .refine((path) => isAbsolute(path) && normalize(path) === path, { error: 'must be an absolute path' });

const address = z.string().regex(/^.+:\d{1,5}$/, 'must be host:port');

export const agentSettings = z.strictObject({
  server: z
    .union([address, z.array(address).min(1)], { error: 'must be host:port, or a list of them' })
    .transform((one) => (typeof one === 'string' ? [one] : one))
    .describe('Where the server listens, host:port; of several, the next one is tried when one does not answer.'),
  tls: z.string().default('/etc/castellan/tls').describe('Folder with this host’s cert.pem, key.pem and ca.pem.'),
  state: z.string().default('/var/lib/castellan/agent').describe('Folder for all that the agent keeps.'),
  router: z
    .strictObject({
      kind: z
        .enum(['builtin', 'haproxy', 'nginx'])
        .default('builtin')
        .describe('builtin: its own; haproxy and nginx: an adapter for the one that is there already.'),
      haproxy: haproxySettings.prefault({}),
      nginx: nginxSettings.prefault({}),
      listen: z
        .array(z.union([z.int().min(1).max(65535), z.string().refine(isListenOn)], { error: listenRule }))
        .default([80])
        .describe(`Where routes by host name are served: ${listenRule}.`),
      state: z.string().optional().describe('Folder of the router; without it: router, within state.'),
      start: z.boolean().default(true).describe('false: the router is a unit of its own, and only waited for.'),
      tls: z
        .strictObject({
          certificates: z
            .union([absolutePath, z.array(z.union([absolutePath, z.strictObject({ cert: absolutePath, key: absolutePath })]))], {
              error: 'must be an absolute path, or a list of paths and of { cert, key }',
            })
            .default([])
            .describe(
              'This host’s own: pairs { cert, key } of files in PEM, or folders with NAME.crt and NAME.key, or NAME/fullchain.pem and NAME/privkey.pem. Read again when they change.',
            ),
          keys: absolutePath
            .optional()
            .describe(
              'Where certificates of the server lie for the router; without it: keys, within the runtime folder of the agent’s unit (in memory), or else within the router’s folder.',
            ),
        })
        .prefault({}),
      workers: z
        .union([z.literal('auto'), z.int().min(1).max(64)], { error: 'must be auto, or a number from 1 to 64' })
        .default('auto')
        .describe('Processes of the router that serve; auto: one for every two processors, at most 8.'),
      trusted: z
        .array(z.string().refine(isNetwork, { error: 'must be an address or a network such as 10.0.0.0/8' }))
        .default([])
        .describe('Proxies before the router: what they say of the client is believed (X-Forwarded-For, X-Request-Id and such).'),
      pages: z
        .partialRecord(z.enum(['404', '429', '502', '503', '504', 'maintenance']), absolutePath)
        .default({})
        .describe('Files of this host that are sent instead of the router’s own answers, where a route has none.'),
    })
    .prefault({}),
  runtime: z
    .enum(['auto', 'systemd', 'exec'])
    .default('auto')
    .describe(
      'What replicas run as: units of systemd, or plain processes; auto: units where systemd runs and the agent is root.',
    ),
  ports: portRange.default({ from: 20_000, to: 29_999 }).describe('Range for replicas’ ports.'),
  secrets: z
    .strictObject({
      key_file: z
        .string()
        .optional()
        .describe(
          'File with the key that secrets are kept under; without it: secrets.key, within state. Made when it is missing.',
        ),
    })
    .prefault({}),
  watchdog: z
    .strictObject({
      every: duration.prefault('10s').describe('What the host and its replicas use is looked at so often.'),
      memory: percent.describe(
        'From so many percent of the host’s memory in use, three times in a row, it is told as a trouble.',
      ),
      memory_restart: restartPercent.describe(
        'From here on, three times in a row, the replica that has most beyond its share is replaced. By default none is.',
      ),
      cpu: percent.describe('Of its processors’ time.'),
      cpu_restart: restartPercent.describe('The same for processors.'),
      files: percent.describe('Of the files that its kernel can open.'),
      files_restart: restartPercent.describe('The same for open files.'),
      disk: percent.describe('Of the disk that state is on, and of its inodes.'),
      disk_restart: restartPercent.describe('The same for the space of that disk, by what replicas’ own folders hold.'),
    })
    .prefault({}),
  upgrade: z
    .strictObject({
      timeout: duration.prefault('60s').describe('A new release of the agent has to report in within this time.'),
    })
    .prefault({}),
  logs: z
    .strictObject({
      max_replica: size
        .prefault('256M')
        .describe('Of the output of a replica, all its runs, so much is kept while the server is away; the oldest goes.'),
      max_run: size.optional().describe('What max_replica was called before; given, it counts in its place.'),
      max_host: size.prefault('2G').describe('And so much of all output on the host.'),
      reserve: size
        .prefault('64M')
        .describe('And all of it, if that keeps so much of the disk free, but no more than a tenth of the disk.'),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      listen: z
        .string()
        .regex(/^(?:off|.+:\d{1,5})$/, 'must be ADDRESS:PORT, or off')
        .default('off')
        .describe('Where Prometheus reads metrics (GET /metrics, without TLS): 127.0.0.1:9741, say; off: nowhere.'),
    })
    .prefault({}),
  keep_releases: z
    .int()
    .min(2)
    .max(100)
    .default(5)
    .describe('Bundles of an app that stay: those that served last. Where there is no room, all but the last three may go.'),
  accept: z
    .strictObject({
      slots: z.int().min(0).default(1000).describe('An assignment with more is refused.'),
      bundle: size.prefault('2G').describe('A larger bundle is refused.'),
      unpacked: size.prefault('8G').describe('And one that has more when it is unpacked.'),
      files: z.int().min(1).default(200_000).describe('And one with more files and folders.'),
      users: z
        .array(z.string())
        .default([])
        .describe('Users that replicas may run as, agent for the agent’s own; none given: any.'),
      env_folders: z
        .array(z.string().startsWith('/', 'must be an absolute path'))
        .default(['/'])
        .describe('Folders of this host that env_files may lie in.'),
    })
    .prefault({})
    .describe('What this host takes from its server, whatever the server may say.'),
  signatures: z
    .strictObject({
      keys: z
        .array(
          z.union([absolutePath, z.string().refine((text) => readPublicKey(text) !== undefined)], {
            error: 'must be a public key of minisign (RW…), or the absolute path of a file with one',
          }),
        )
        .default([])
        .describe(
          'Public keys of minisign, or files with one. Nothing runs here that none of them has signed (ctl push --sign).',
        ),
      require: z
        .boolean()
        .optional()
        .describe('Whether that is so; without it: where keys are given. What runs already is never stopped for it.'),
    })
    .refine(({ keys, require }) => !require || keys.length > 0, {
      path: ['keys'],
      error: 'must have a key, if signatures are required',
    })
    .prefault({}),
  allow_reboot: z
    .boolean()
    .optional()
    .describe('Whether the server may have this host rebooted (ctl hosts reboot --safe); without it: where systemd runs.'),
  reboot_command: z.array(z.string()).min(1).default(['systemctl', 'reboot']).describe('What reboots this host.'),
  log: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('What the agent writes to stderr.'),
});

export type AgentSettings = z.output<typeof agentSettings>;

/** Behind nginx the router is for this machine alone. */
export function routerListen({ router }: AgentSettings): string {
  return router.kind === 'nginx' ? `127.0.0.1:${router.nginx.port}` : router.listen.join(',');
}

/** In percent, from where on the host is told to be short of something, and from where on a replica is replaced for it. */
export function hostBounds({ watchdog }: AgentSettings): Record<HostResource, Bounds> {
  return {
    memory: { warn: watchdog.memory, restart: watchdog.memory_restart ?? null },
    cpu: { warn: watchdog.cpu, restart: watchdog.cpu_restart ?? null },
    files: { warn: watchdog.files, restart: watchdog.files_restart ?? null },
    disk: { warn: watchdog.disk, restart: watchdog.disk_restart ?? null },
  };
}

/** So much output waits here. */
export function logLimits({ logs }: AgentSettings) {
  return { maxReplicaBytes: logs.max_run ?? logs.max_replica, maxHostBytes: logs.max_host, reserveBytes: logs.reserve };
}

/** Of this host, with and without TLS. */
export function routerPorts({ router }: AgentSettings): number[] {
  return [...new Set(readListen(router.listen.join(',')).map(({ port }) => port))];
}

/** The same for the agent and for a router of its own unit. */
export function routerFolder({ state, router }: AgentSettings): string {
  return resolve(router.state ?? join(state, 'router'));
}

/** In memory alone where that is so: after a reboot the agent lays them out again. */
export function routerKeys(settings: AgentSettings, runtimeFolder: string | undefined): string {
  return resolve(settings.router.tls.keys ?? join(runtimeFolder || routerFolder(settings), 'keys'));
}

export function routerProcesses({ router }: AgentSettings, processors: number): number {
  return router.workers === 'auto' ? Math.min(8, Math.max(1, Math.floor(processors / 2))) : router.workers;
}
