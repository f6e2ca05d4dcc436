// The tasks of an assignment: checked and decoded where they enter. One that cannot be taken stops none of the others.
import { z } from 'zod';
import { sentSandbox } from '../bundle/sandbox.ts';
import type { Named } from '../bundle/statement.ts';
import { isLabel, isSha256, isVersionName } from '../lib/names.ts';
import type { TaskWish } from '../proto/generated/castellan/v1/TaskWish.ts';
import { type Accepted, refusedFiles, refusedUser } from './decide/admit.ts';
import type { Task, TaskKey, TaskSpec } from './decide/tasks.ts';

export interface WantedTasks {
  tasks: Task[];
  /** Not to be run, and why. */
  refused: (TaskKey & { reason: string })[];
}

const ms = z
  .int()
  .min(1)
  .max(24 * 3_600_000);

const limit = z.number().positive().nullable();

const spec = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('command'),
    command: z.array(z.string()).min(1),
    timeoutMs: ms,
    env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string()).default({}),
    envFiles: z.array(z.string().regex(/^-?\//)).default([]),
    user: z
      .string()
      .regex(/^[a-z_][a-z0-9_-]{0,31}$/)
      .nullable()
      .default(null),
    sandbox: sentSandbox,
    limits: z
      .object({ memoryBytes: limit, cpu: limit, pids: limit, files: limit })
      .default({ memoryBytes: null, cpu: null, pids: null, files: null }),
    secrets: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/), z.int().min(1)).default({}),
  }),
  z.object({ kind: z.literal('http'), url: z.url({ protocol: /^https?$/ }), timeoutMs: ms }),
]);

const named = /^[a-z][a-z0-9_]{0,30}(\/[a-z0-9]{1,20})?$/;

/** `trouble`: why a version must not run here; empty: it may. */
export function readTasks(wishes: TaskWish[], accept: Accepted, trouble: (named: Named) => string): WantedTasks {
  const tasks: Task[] = [];
  const refused: WantedTasks['refused'] = [];
  for (const wish of wishes) {
    const read = readTask(wish, accept, trouble);
    if (typeof read === 'string') refused.push({ deployment: wish.deployment, name: wish.name, reason: read });
    else tasks.push(read);
  }
  return { tasks, refused };
}

/** Or why it is not run. */
function readTask({ taskJson, ...wish }: TaskWish, accept: Accepted, trouble: (named: Named) => string): Task | string {
  const { deployment, name, app, environment, release, version, bundle } = wish;
  if (!named.test(name)) return `"${name.slice(0, 60)}" is no name of a task`;
  if (![app, environment].every(isLabel) || !isVersionName(version) || !isSha256(bundle))
    return 'what it belongs to cannot be read';
  const read = spec.safeParse(parsed(taskJson));
  if (!read.success)
    return `it cannot be read: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`;
  const unproven = trouble(wish);
  const refused = [...refusedHere(read.data, accept), ...(unproven ? [`${app}@${version} must not run here: ${unproven}`] : [])];
  if (refused.length > 0) return refused.join('; ');
  return { deployment, name, app, environment, release, version, bundle, spec: read.data };
}

/** What this host does for no replica it does for no task. */
function refusedHere(task: TaskSpec, accept: Accepted): string[] {
  return task.kind === 'http' ? [] : [...refusedUser(task.user, accept), ...refusedFiles(task.envFiles, accept)];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
