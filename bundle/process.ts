// A process as it comes to a host: the manifest's shape after every default was filled in, checked again where it enters.
import { z } from 'zod';
import { isLabel, labelRule } from '../lib/names.ts';
import { sentSandbox } from './sandbox.ts';
import { sentRoute } from './sent-route.ts';
import type { SentProcess } from './shape.ts';

const ms = z
  .int()
  .min(0)
  .max(30 * 24 * 3_600_000);
const argv = z.array(z.string()).min(1);
const name = z.string().refine(isLabel, { error: `must be ${labelRule}` });
const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/);
const timing = { everyMs: ms, timeoutMs: ms, after: z.int().min(1), failures: z.int().min(1) };

const check = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('http'), path: z.string().startsWith('/'), port: name.nullable(), ...timing }),
  z.object({ kind: z.literal('tcp'), port: name.nullable(), ...timing }),
  z.object({ kind: z.literal('grpc'), service: z.string().max(100), port: name.nullable(), ...timing }),
  z.object({ kind: z.literal('command'), command: argv, ...timing }),
  z.object({ kind: z.literal('notify'), watchdogMs: ms.nullable(), ...timing }),
]);

const hook = z.object({ command: argv, timeoutMs: ms }).nullable().default(null);
const limit = z.number().positive().nullable();
const bounds = z.object({ warn: limit, restart: limit });
const unbounded = { warn: null, restart: null };

// Unknown keys are dropped: a newer server may send more than this agent knows.
const wireShape = z.object({
  /** None: nothing runs. Older agents refuse that. */
  command: z.array(z.string()),
  ports: z.record(name, z.union([z.literal('auto'), z.int().min(1).max(65535)])),
  env: z.record(variable, z.string()),
  secrets: z
    .record(variable, z.int().min(1))
    .nullish()
    .transform((versions) => versions ?? {}),
  envFiles: z.array(z.string().regex(/^-?\//)),
  ready: check.nullable(),
  live: check.nullable(),
  startTimeoutMs: ms,
  start: z.object({ before: hook, after: hook }).default({ before: null, after: null }),
  stop: z.object({
    signal: z.enum(['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2']),
    drainMs: ms,
    timeoutMs: ms,
    before: hook,
    after: hook,
  }),
  restart: z.object({
    policy: z.enum(['always', 'on-failure', 'never']),
    minMs: ms,
    maxMs: ms,
    limit: z.int().min(1).default(5),
  }),
  routes: z.array(sentRoute),
  // Servers did not always send these.
  limits: z
    .object({ memoryBytes: limit, cpu: limit, pids: limit, files: limit })
    .default({ memoryBytes: null, cpu: null, pids: null, files: null }),
  user: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,31}$/)
    .nullable()
    .default(null),
  sandbox: sentSandbox,
  watchdog: z
    .object({ memoryBytes: bounds, cpu: bounds, files: bounds, diskBytes: bounds.optional() })
    .default({ memoryBytes: unbounded, cpu: unbounded, files: unbounded }),
}) satisfies z.ZodType<SentProcess>;

/** For `process_json`. Agents of the release before ask for a number of `replicas` too, and make nothing of it. */
export function writeProcess(process: object): string {
  return JSON.stringify({ ...process, replicas: 1 });
}

/** `process_json` of a slot's wish. @throws Error with every reason when it is not a process. */
export function readProcess(json: string): SentProcess {
  const result = wireShape.safeParse(parsed(json));
  if (result.success) return result.data;
  throw new Error(`not a process: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
}

export function isProcess(json: string): boolean {
  try {
    readProcess(json);
    return true;
  } catch {
    return false;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('not a process: not JSON');
  }
}
