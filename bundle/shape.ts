// The manifest's shape: what castellan.yaml may say, with defaults. Parser, JSON Schema and reference are made from it.
import { z } from 'zod';
import { parseDuration, parseSize } from '../lib/durations.ts';
import { isLabel, labelRule } from '../lib/names.ts';
import { route, type SentRoute } from './routes.ts';
import { sandbox } from './sandbox.ts';

const duration = (byDefault: string) =>
  z
    .string()
    .default(byDefault)
    .transform((text, ctx) => {
      const ms = parseDuration(text);
      if (ms !== undefined) return ms;
      ctx.addIssue({ code: 'custom', message: `"${text}" is not a duration; write for example 30s, 5m or 250ms` });
      return z.NEVER;
    });

const optionalDuration = z
  .string()
  .optional()
  .transform((text, ctx) => {
    const ms = text === undefined ? null : parseDuration(text);
    if (ms !== undefined) return ms;
    ctx.addIssue({ code: 'custom', message: `"${text}" is not a duration; write for example 30s` });
    return z.NEVER;
  });

const size = z.union([z.string(), z.int()]).transform((value, ctx) => {
  const bytes = parseSize(String(value));
  if (bytes !== undefined) return bytes;
  ctx.addIssue({ code: 'custom', message: `"${value}" is not a size; write for example 512M or 2G` });
  return z.NEVER;
});

const name = z.string().refine(isLabel, { error: `must be ${labelRule}` });
const envName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be letters, digits and _, not beginning with a digit');
const withoutNul = z.string().refine((text) => !text.includes('\0'), {
  error: 'has a NUL byte (\\0) in it, which no program can be given; leave it out, or encode it',
});
/** In bytes. Linux gives no program an argument or a variable (NAME=VALUE) that is longer: MAX_ARG_STRLEN, execve(2). */
export const longestArgument = 131_071;
const isTooLong = (text: string) => Buffer.byteLength(text) > longestArgument;
const tooLong = `is longer than ${longestArgument} bytes, which no program can be given; put it into a file`;
const argument = withoutNul.refine((text) => !isTooLong(text), { error: tooLong });
const envValue = z.union([withoutNul, z.number(), z.boolean()]).transform(String);
const variables = z.record(envName, envValue).superRefine((all, ctx) => {
  for (const [name, value] of Object.entries(all))
    if (isTooLong(`${name}=${value}`)) ctx.addIssue({ code: 'custom', path: [name], message: tooLong });
});

const command = z
  .union([argument.min(1), z.array(argument).min(1)])
  .describe('A list is the argv; one string is run by sh -c.')
  .transform((value) => (typeof value === 'string' ? ['/bin/sh', '-c', value] : value));

const kinds = ['http', 'tcp', 'grpc', 'command', 'notify'] as const;

const check = z
  .strictObject({
    http: z
      .string()
      .startsWith('/', 'must begin with /')
      .optional()
      .describe('Path of a GET request that must be answered with 200 to 399.'),
    tcp: z
      .union([z.literal(true), z.string()])
      .optional()
      .describe('A connection must be accepted: true for the first port, or the name of a port.'),
    command: command.optional().describe('Must exit with 0. Runs in the replica’s folder with its environment.'),
    grpc: z
      .union([z.literal(true), z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, 'must be the name of a service')])
      .optional()
      .describe(
        'grpc.health.v1.Health/Check, without TLS, must answer SERVING: true for the whole server, or the name of a service.',
      ),
    notify: z
      .literal(true)
      .optional()
      .describe('It says so itself, by sd_notify to NOTIFY_SOCKET: READY=1 (ready), WATCHDOG=1 again and again (live).'),
    watchdog: optionalDuration.describe('With notify, in live: so long without WATCHDOG=1, and it is restarted at once.'),
    port: z.string().optional().describe('Name of the port for http and grpc; the first one by default.'),
    every: duration('5s').describe('Pause between two checks once it is ready.'),
    timeout: duration('2s').describe('One check may take this long in all.'),
    after: z.int().min(1).max(100).default(1).describe('So many successes in a row: ready.'),
    failures: z
      .int()
      .min(1)
      .max(100)
      .default(3)
      .describe('So many failures in a row: not ready any more (ready), or restart (live).'),
  })
  .refine((value) => kinds.filter((kind) => value[kind] !== undefined).length === 1, {
    error: 'must have exactly one of http, tcp, grpc, command and notify',
  })
  .refine(({ notify, watchdog }) => notify || watchdog === null, { path: ['watchdog'], error: 'goes with notify alone' });

const limits = z
  .strictObject({
    memory: size
      .refine((bytes) => bytes >= 2 ** 20, { error: 'must be 1M or more' })
      .optional()
      .describe('Of all its processes together; one that needs more is killed, which is told as out of memory.'),
    cpu: z.number().min(0.01).max(4096).optional().describe('Processors: 0.5 is half of one.'),
    pids: z.int().min(1).max(4_194_304).optional().describe('Processes and threads together.'),
    files: z.int().min(16).max(1_048_576).optional().describe('Open descriptors of each process.'),
  })
  .transform(({ memory, cpu, pids, files }) => ({
    memoryBytes: memory ?? null,
    cpu: cpu ?? null,
    pids: pids ?? null,
    files: files ?? null,
  }));

const hook = z
  .strictObject({ command, timeout: duration('30s').describe('Longer than this: SIGKILL.') })
  .transform((value) => ({ command: value.command, timeoutMs: value.timeout }));

const percent = z
  .string()
  .regex(/^[1-9]\d{0,3}%$/, 'must be a percentage such as 80%')
  .transform(shareOf);
const bound = (amount: z.ZodType<number>) => z.union([percent, amount.transform((value) => ({ value }))]).optional();
const sizeBound = bound(size);
const countBound = bound(z.int().min(1));

const watchdog = z.strictObject({
  memory: z
    .strictObject({ warn: sizeBound, restart: sizeBound })
    .prefault({})
    .describe('Of all its processes together: a percentage of limits.memory, or a size.'),
  cpu: z
    .strictObject({ warn: percent.optional(), restart: percent.optional() })
    .prefault({})
    .describe('A percentage of limits.cpu, or of one processor without it.'),
  files: z
    .strictObject({ warn: countBound, restart: countBound })
    .prefault({})
    .describe('Open descriptors of all its processes: a percentage of limits.files, or a number.'),
  disk: z
    .strictObject({ warn: size.optional(), restart: size.optional() })
    .optional()
    .describe('What its data folder, a /tmp of its own and the output of its run hold: a size. Measured once a minute.'),
});

type Bound = { share: number } | { value: number };
type Bounds = { warn?: Bound | undefined; restart?: Bound | undefined };

function shareOf(text: string) {
  return { share: Number(text.slice(0, -1)) / 100 };
}

function hasShare({ warn, restart }: Bounds): boolean {
  return [warn, restart].some((one) => one !== undefined && 'share' in one);
}

function watchOf({ memory, cpu, files, disk }: z.output<typeof watchdog>, asked: z.output<typeof limits>) {
  return {
    memoryBytes: boundsOf(memory, asked.memoryBytes ?? 0),
    cpu: boundsOf(cpu, asked.cpu ?? 1),
    files: boundsOf(files, asked.files ?? 0),
    // Only where it is asked for: what a process is known by must not change with the server's version.
    ...(disk ? { diskBytes: { warn: disk.warn ?? null, restart: disk.restart ?? null } } : {}),
  };
}

function boundsOf({ warn, restart }: Bounds, whole: number) {
  const amount = (one: Bound | undefined) => (one === undefined ? null : 'share' in one ? one.share * whole : one.value);
  return { warn: amount(warn), restart: amount(restart) };
}

const labels = z.record(name, z.string().regex(/^[A-Za-z0-9._-]{1,63}$/, 'must be letters, digits, dots, - and _'));

const replicaCount = z.int().min(0).max(1000);
const replicas = z
  .union(
    [
      replicaCount.transform((count) => ({ count, total: false, lostAfterMs: 0 })),
      z
        .strictObject({
          total: replicaCount.describe('In all, spread over the hosts.'),
          lost_after: duration('5m').describe('A host that was lost for so long has its share started on others.'),
        })
        .transform((value) => ({ count: value.total, total: true, lostAfterMs: value.lost_after })),
    ],
    { error: 'must be a number for each host, or for example { total: 6 }' },
  )
  .prefault(1)
  .describe('A number is for each host; or { total: 6 }.');

const process = z
  .strictObject({
    command: command
      .optional()
      .describe(
        'A list is the argv; one string is run by sh -c. Without it nothing runs: all routes have static, redirect or upstream.',
      ),
    ports: z
      .record(name, z.union([z.literal('auto'), z.int().min(1).max(65535)]))
      .default({})
      .describe('Exported as PORT (the first) and PORT_NAME; auto takes one from the host’s range, a number is fixed.'),
    replicas,
    on: labels.default({}).describe('Only on hosts with all of these labels (ctl hosts label).'),
    env: variables.default({}),
    secrets: z
      .array(envName)
      .optional()
      .describe(
        'Names of the secrets that it gets (ctl secrets); without this key: all of the app. One that is not set refuses the deployment.',
      ),
    env_files: z
      .array(z.string())
      .default([])
      .describe('Read on the host at each start; a leading - means that it may be missing.'),
    ready: check.optional().describe('Gates traffic. Without it a replica is ready once it has started.'),
    live: check.optional().describe('Restarts the replica when it fails.'),
    start_timeout: duration('5m').describe('Not ready by then: failed.'),
    start: z
      .strictObject({
        before: hook
          .optional()
          .describe(
            'Run once before a new replica is started for the first time, as its user; one that fails: it is not started.',
          ),
        after: hook
          .optional()
          .describe('Run once when it is ready for the first time, before it takes traffic; one that fails: it has failed.'),
      })
      .prefault({})
      .describe('Hooks of each new replica. Never run again, also not when it is started again after a crash.'),
    stop: z
      .strictObject({
        signal: z.enum(['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2']).default('SIGTERM'),
        drain: duration('30s').describe('Requests in flight may take this long after it left the routes.'),
        timeout: duration('30s').describe('Still running this long after the signal: SIGKILL.'),
        before: hook
          .optional()
          .describe('Run once before the signal when a replica is stopped for good, as its user; not when it is restarted.'),
        after: hook.optional().describe('Run once when such a replica has ended. A hook that fails stops nothing.'),
      })
      .prefault({}),
    restart: z
      .strictObject({
        policy: z.enum(['always', 'on-failure', 'never']).default('always'),
        backoff: z
          .strictObject({ min: duration('1s'), max: duration('60s') })
          .prefault({})
          .describe('Pauses double from min to max, and begin anew after it was ready for as long as max.'),
        limit: z
          .int()
          .min(1)
          .max(1000)
          .default(5)
          .describe('More crashes in a row than this are told as a crash loop; it is tried again every max.'),
      })
      .prefault({}),
    limits: limits
      .prefault({})
      .describe('No limit where none is given. A host that cannot hold a replica to one says so among its troubles.'),
    user: z
      .string()
      .regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'must be the name of a user')
      .optional()
      .describe('Runs as this user of the host, or as one of its own with dynamic (systemd); as the agent’s without it.'),
    sandbox: sandbox.prefault({}).describe('What it is kept from on hosts where systemd runs; false opens it.'),
    watchdog: watchdog
      .prefault({})
      .describe('What it may use before it is told, or replaced: thresholds over three looks in a row.'),
    routes: z.array(route).default([]),
  })
  .refine((value) => value?.command !== undefined || needNoProgram(value?.routes), {
    path: ['command'],
    error: 'is missing; it can be left out where all routes have static, redirect or upstream',
    // Told with all other mistakes, whatever they are.
    when: () => true,
  })
  .refine(({ watchdog, limits }) => limits.memoryBytes !== null || !hasShare(watchdog.memory), {
    path: ['watchdog', 'memory'],
    error: 'a percentage needs limits.memory; write for example 400M',
  })
  .refine(({ watchdog, limits }) => limits.files !== null || !hasShare(watchdog.files), {
    path: ['watchdog', 'files'],
    error: 'a percentage needs limits.files; write a number',
  })
  .transform(({ command, env_files, start_timeout, ready, live, start, stop, restart, user, watchdog, secrets, ...rest }) => ({
    /** None: nothing runs. */
    command: command ?? [],
    ...rest,
    secrets: secrets ?? null,
    user: user ?? null,
    envFiles: env_files,
    startTimeoutMs: start_timeout,
    start: { before: start.before ?? null, after: start.after ?? null },
    ready: ready ? toCheck(ready) : null,
    live: live ? toCheck(live) : null,
    stop: {
      signal: stop.signal,
      drainMs: stop.drain,
      timeoutMs: stop.timeout,
      before: stop.before ?? null,
      after: stop.after ?? null,
    },
    restart: { policy: restart.policy, minMs: restart.backoff.min, maxMs: restart.backoff.max, limit: restart.limit },
    watchdog: watchOf(watchdog, rest.limits),
  }));

/** Some of these may have mistakes. */
function needNoProgram(routes: unknown): boolean {
  if (!Array.isArray(routes) || routes.length === 0) return false;
  return routes.every((route) => [route?.serves, route?.static, route?.redirect, route?.upstream].some(Boolean));
}

const share = z
  .union([z.int().min(1), z.string().regex(/^(100|[1-9]\d?)%$/, 'must be a count or a percentage such as 25%')])
  .describe('A count, or a percentage.')
  .transform((value) => (typeof value === 'number' ? { count: value } : { percent: Number(value.slice(0, -1)) }));

const canaryStep = z
  .strictObject({
    share,
    bake: duration('5m').describe(
      'Watched for this long after it; the step that leaves nothing to be moved, at least for `deploy.bake`.',
    ),
    promote: z.enum(['automatic', 'manual']).default('automatic').describe('manual: it waits for ctl promote.'),
    weight: z
      .string()
      .regex(/^(100|[1-9]\d?)%$/, 'must be a percentage such as 5%')
      .optional()
      .describe(
        'Until the next step, each replica of the new release gets this share of the requests that an old one beside it gets.',
      ),
  })
  .transform(({ share, bake, promote, weight }) => ({
    upTo: share,
    bakeMs: bake,
    manual: promote === 'manual',
    ...(weight === undefined ? {} : { weight: Number(weight.slice(0, -1)) }),
  }));

const wholePercent = z.string().regex(/^(0|[1-9]\d{0,3})%$/, 'must be a percentage such as 1%');
const asShare = (text: string) => Number(text.slice(0, -1)) / 100;

const verdict = z
  .strictObject({
    min_requests: z.int().min(1).default(50).describe('Fewer to the new release in the window: inconclusive, and it waits.'),
    more_errors: wholePercent
      .default('1%')
      .describe('Its share of failed requests may be so much higher than that of the old one.'),
    quantile: z.enum(['50%', '90%', '95%', '99%']).default('95%').describe('The latency that is compared.'),
    slower: wholePercent.default('50%').describe('It may be so much slower.'),
    more_restarts: z.int().min(0).default(0).describe('So many restarts of its replicas in the window.'),
    command: command
      .optional()
      .describe('Run on a host of the canary after each bake: 0 is good, 1 bad, anything else inconclusive.'),
    http: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Asked from a host of the canary after each bake: 2xx is good, 4xx bad, anything else inconclusive.'),
    timeout: duration('1m').describe('Of the command or the query; longer: inconclusive.'),
  })
  .refine((value) => value.command === undefined || value.http === undefined, { path: ['http'], error: 'either command or http' })
  .transform((value) => ({
    minRequests: value.min_requests,
    moreErrors: asShare(value.more_errors),
    latency: { quantile: asShare(value.quantile), slower: asShare(value.slower) },
    moreRestarts: value.more_restarts,
    command: value.command ?? null,
    http: value.http ?? null,
    checkMs: value.command !== undefined || value.http !== undefined ? value.timeout : null,
  }));

const deploy = z
  .strictObject({
    strategy: z
      .enum(['rolling', 'canary', 'blue-green', 'recreate', 'in-place'])
      .default('rolling')
      .describe(
        'rolling: one host, then batches. canary: steps, each with a verdict. blue-green: all ready beside the old ones, then one switch. recreate: the old ones stop first. in-place: changed where it runs; hosts whose runtime cannot refuse it, as both of today (exec, systemd) do.',
      ),
    canary: z.int().min(0).default(1).describe('rolling: so many hosts go first, alone.'),
    batch: share.default({ percent: 25 }).describe('So many slots at once after that.'),
    healthy: duration('10s').describe('A new replica must be ready for this long without a break before it takes over.'),
    bake: duration('60s').describe('Watched for this long after the first hosts, and again after the last batch.'),
    steps: z
      .array(canaryStep)
      .min(1)
      .max(50)
      .optional()
      .describe(
        'canary: how far it goes each time, of all slots that move; the rest follows in batches. Default: 10% for 5 minutes.',
      ),
    verdict: z
      .union([verdict, z.literal('off')])
      .optional()
      .describe('canary: what the new release may do worse than the old one.'),
    keep_warm: duration('10m').describe('blue-green: the old replicas stay ready for this long, so that going back is a switch.'),
    max_failures: z.int().min(0).default(0).describe('More failed slots than this over the whole deployment: turn back.'),
    rollback: z.enum(['auto', 'off']).default('auto'),
    progress_deadline: duration('10m').describe('Nothing has moved for this long: failed.'),
  })
  .transform((value) => ({
    kind: value.strategy,
    canaryHosts: value.canary,
    batch: value.batch,
    healthyMs: value.healthy,
    bakeMs: value.bake,
    canarySteps: value.steps ?? [{ upTo: { percent: 10 }, bakeMs: 300_000, manual: false }],
    verdict: value.strategy !== 'canary' || value.verdict === 'off' ? null : (value.verdict ?? verdict.parse({})),
    keepWarmMs: value.keep_warm,
    maxFailures: value.max_failures,
    rollback: value.rollback === 'auto',
    progressMs: value.progress_deadline,
  }));

const onceHook = z
  .strictObject({ command, timeout: duration('10m').describe('Longer than this: stopped, and failed.') })
  .transform((value) => ({ command: value.command, timeoutMs: value.timeout }));

const hooks = z
  .strictObject({
    release: onceHook.optional().describe('Once for each deployment, on one host, before anything changes: migrations.'),
    after_deploy: onceHook.optional().describe('Once for each deployment, on one host, when everything serves.'),
  })
  .transform((value) => ({ release: value.release ?? null, afterDeploy: value.after_deploy ?? null }));

export const manifestShape = z.strictObject({
  app: name,
  processes: z.record(name, process).refine((all) => Object.keys(all).length > 0, { error: 'must have at least one process' }),
  hooks: hooks
    .prefault({})
    .describe('Commands of the whole app, with the environment of the new release. Never run a second time.'),
  deploy: deploy.prefault({}),
});

export type Manifest = z.output<typeof manifestShape>;
export type Process = Manifest['processes'][string];
/** What a host needs to know of it: not how many there are, and where. */
/** As it comes to a host. Of secrets: name -> version. */
export type SentProcess = Omit<Process, 'replicas' | 'on' | 'secrets' | 'routes'> & {
  secrets: Record<string, number>;
  routes: SentRoute[];
};
export type Check = ReturnType<typeof toCheck>;
export type Strategy = Manifest['deploy'];
export type OnceHook = NonNullable<Manifest['hooks']['release']>;

/** What kind of check, and against what. */
function toCheck(raw: z.output<typeof check>) {
  const timing = { everyMs: raw.every, timeoutMs: raw.timeout, after: raw.after, failures: raw.failures };
  if (raw.http !== undefined) return { kind: 'http' as const, path: raw.http, port: raw.port ?? null, ...timing };
  if (raw.command !== undefined) return { kind: 'command' as const, command: raw.command, ...timing };
  if (raw.grpc !== undefined)
    return { kind: 'grpc' as const, service: raw.grpc === true ? '' : raw.grpc, port: raw.port ?? null, ...timing };
  // The time that it was given is over once: nothing is gained by looking again.
  if (raw.notify)
    return { kind: 'notify' as const, watchdogMs: raw.watchdog, ...timing, ...(raw.watchdog ? { failures: 1 } : {}) };
  return { kind: 'tcp' as const, port: typeof raw.tcp === 'string' ? raw.tcp : null, ...timing };
}
