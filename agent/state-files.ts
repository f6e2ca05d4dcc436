// What an agent that comes back reads. A file that makes no sense is put aside and never stops a start.
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isProcess, readProcess } from '../bundle/process.ts';
import { makeFolder, readJson, writeDurable } from '../lib/durable-file.ts';
import type { Assignment } from '../proto/generated/castellan/v1/Assignment.ts';
import type { Remembered } from './decide/keep.ts';
import { isPhase } from './decide/lifecycle.ts';
import { type Replica, runningProcess } from './decide/replica.ts';
import type { TaskRecord } from './decide/tasks.ts';
import type { Log } from './replica.ts';

// A release that changes it reads both, and writes the older one until it has been committed: the agent before it may come back.
const format = 1;

/** Names of files that this agent can make nothing of; none is touched. */
export function unreadableState(stateDir: string): string[] {
  const names = existsSync(join(stateDir, 'replicas')) ? readdirSync(join(stateDir, 'replicas')) : [];
  const replicas = names.filter((name) => name.endsWith('.json')).map((name) => join('replicas', name));
  const unfit = replicas.filter((name) => !isKnown<{ replica: Replica }>(readJson(join(stateDir, name)), isReplicaFile));
  const assignment = assignmentFile(stateDir);
  if (existsSync(assignment) && !isKnown(readJson(assignment), isAssignmentFile)) unfit.push(basename(assignment));
  return unfit;
}

export function loadReplicas(stateDir: string, log: Log): Replica[] {
  const folder = makeFolder(join(stateDir, 'replicas'));
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.flatMap((name) => {
    const kept = load<{ replica: Replica }>(join(folder, name), isReplicaFile, log);
    return kept && `${kept.replica.id}.json` === name ? [withDefaults(kept.replica)] : [];
  });
}

/** An older agent did not know of all that is asked of a process now, nor write down when it was started. */
function withDefaults(replica: Replica): Replica {
  const started = runningProcess(replica) ? { startedAt: replica.phase.since } : {};
  return { ...started, ...replica, spec: readProcess(JSON.stringify(replica.spec)) };
}

export function loadAssignment(stateDir: string, log: Log): Assignment | undefined {
  return load<{ assignment: Assignment }>(assignmentFile(stateDir), isAssignmentFile, log)?.assignment;
}

export function storeAssignment(stateDir: string, assignment: Assignment): void {
  writeDurable(assignmentFile(stateDir), JSON.stringify({ format, assignment }));
}

export function loadRemembered(stateDir: string, log: Log): Remembered {
  const fits = ({ apps }: { apps?: Remembered }) => isObject(apps) && Object.values(apps).every(Array.isArray);
  return load<{ apps: Remembered }>(join(stateDir, 'bundles.json'), fits, log)?.apps ?? {};
}

export function storeRemembered(stateDir: string, apps: Remembered): void {
  writeDurable(join(stateDir, 'bundles.json'), JSON.stringify({ format, apps }));
}

/** By id; of those that make no sense only the id is known, and kept. */
export function loadTasks(stateDir: string, log: Log): { tasks: TaskRecord[]; barred: Set<string> } {
  const folder = makeFolder(join(stateDir, 'tasks'));
  const ids = new Set(readdirSync(folder).flatMap((name) => /^(task-[a-z0-9-]+)\.json(\.unreadable)?$/.exec(name)?.[1] ?? []));
  const tasks = [...ids].flatMap((id) => {
    const fits = ({ task }: { task?: TaskRecord }) =>
      isObject(task) && isObject(task.phase) && isObject(task.spec) && task.id === id;
    return load<{ task: TaskRecord }>(join(folder, `${id}.json`), fits, log)?.task ?? [];
  });
  return { tasks, barred: new Set([...ids].filter((id) => tasks.every((task) => task.id !== id))) };
}

export function storeTask(stateDir: string, task: TaskRecord): void {
  writeDurable(taskFile(stateDir, task.id), JSON.stringify({ format, task }));
}

export function taskFile(stateDir: string, id: string): string {
  return join(stateDir, 'tasks', `${id}.json`);
}

function assignmentFile(stateDir: string): string {
  return join(stateDir, 'assignment.json');
}

function load<Content>(path: string, isFit: (value: Partial<Content>) => boolean, log: Log): Content | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  }
  if (isKnown(value, isFit)) return value as Content;
  const aside = `${path}.unreadable`;
  renameSync(path, aside);
  log.error({ file: basename(path), aside: basename(aside) }, 'a state file makes no sense and was put aside');
  return undefined;
}

function isKnown<Content>(value: unknown, isFit: (value: Partial<Content>) => boolean): boolean {
  return isObject(value) && value.format === format && isFit(value as Partial<Content>);
}

/** What is in a phase, or has a check, of a newer agent is no replica to this one: it is taken on by what else is known of it. */
function isReplicaFile({ replica }: { replica?: Replica }): boolean {
  if (!isObject(replica) || !isObject(replica.phase) || !isObject(replica.spec) || !isObject(replica.ports)) return false;
  if (!isPhase(replica.phase.name) || !isProcess(JSON.stringify(replica.spec))) return false;
  return (
    typeof replica.id === 'string' &&
    /^[a-z0-9-]+$/.test(replica.id) &&
    typeof replica.run === 'number' &&
    'fingerprint' in replica
  );
}

function isAssignmentFile({ assignment }: { assignment?: Assignment }): boolean {
  return (
    isObject(assignment) &&
    Array.isArray(assignment.slots) &&
    Array.isArray(assignment.stage) &&
    Number.isInteger(assignment.revision)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
