// What to do about the tasks that are asked for: one of an app and environment at a time, each at most once, ever.
import { type Task, type TaskKey, type TaskRecord, taskId } from './tasks.ts';

export interface TaskFacts {
  wanted: Task[];
  known: TaskRecord[];
  /** Ids of those that may have run, and nobody knows: they are not run. */
  barred: ReadonlySet<string>;
  /** Digests of the bundles that are here. */
  staged: ReadonlySet<string>;
  /** All that the assignment is about. */
  deployments: { app: string; environment: string; deployment: number }[];
}

export type TaskChange =
  | { do: 'begin'; task: Task }
  | { do: 'withdraw'; id: string }
  /** It cannot be asked for again. */
  | { do: 'forget'; id: string };

/** Asked again before anything has changed, it says the same. */
export function planTasks(facts: TaskFacts): TaskChange[] {
  const { wanted, known, deployments } = facts;
  const ids = new Set(wanted.map(taskId));
  const unwanted = known.filter(({ id }) => !ids.has(id));
  return [
    ...unwanted.flatMap((task): TaskChange[] => {
      if (!isOver(task)) return [{ do: 'withdraw', id: task.id }];
      return isPast(task, deployments) ? [{ do: 'forget', id: task.id }] : [];
    }),
    ...nextOnes(facts).map((task): TaskChange => ({ do: 'begin', task })),
  ];
}

/** Why one that is wanted is not the one that is known; empty: it is. */
export function mismatch(asked: Task, known: TaskRecord): string {
  const isSame = (['app', 'environment', 'release', 'bundle'] as const).every((key) => asked[key] === known[key]);
  return isSame ? '' : `another task ${asked.name} of deployment ${asked.deployment} was run here before; this one is not run`;
}

export function isOver({ phase }: Pick<TaskRecord, 'phase'>): boolean {
  return phase.name === 'over';
}

/** The oldest that can begin, of each app and environment in which none is under way. */
function nextOnes({ wanted, known, barred, staged }: TaskFacts): Task[] {
  const begun = new Set([...barred, ...known.map(({ id }) => id)]);
  const busy = new Set(known.filter((task) => !isOver(task)).map(placeOf));
  const next = new Map<string, Task>();
  for (const task of wanted.toSorted((a, b) => a.deployment - b.deployment)) {
    const isAble = task.spec.kind === 'http' || staged.has(task.bundle);
    if (begun.has(taskId(task)) || busy.has(placeOf(task)) || !isAble || next.has(placeOf(task))) continue;
    next.set(placeOf(task), task);
  }
  return [...next.values()];
}

function isPast(task: TaskKey & Place, deployments: TaskFacts['deployments']): boolean {
  const here = deployments.filter((one) => placeOf(one) === placeOf(task)).map(({ deployment }) => deployment);
  return !here.includes(task.deployment) && here.some((deployment) => deployment > task.deployment);
}

type Place = { app: string; environment: string };

function placeOf({ app, environment }: Place): string {
  return `${app}/${environment}`;
}
