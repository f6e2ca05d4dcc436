// The shell around tasks: each is recorded before it begins, runs on without the agent, and is found again by the next one.
import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../lib/clock.ts';
import { makeFolder } from '../lib/durable-file.ts';
import { failpoint } from '../lib/failpoint.ts';
import { type Mailbox, openMailbox } from '../lib/mailbox.ts';
import { taskProcess } from '../lib/names.ts';
import type { TaskReportInput } from '../proto/generated/castellan/v1/TaskReport.ts';
import type { Proc } from './decide/replica.ts';
import { isOver, mismatch, planTasks, type TaskFacts } from './decide/task-plan.ts';
import {
  beginTask,
  type CommandTask,
  stepTask,
  type Task,
  type TaskEffect,
  type TaskEvent,
  type TaskFound,
  type TaskRecord,
  takenUp,
  taskDeadline,
  taskId,
} from './decide/tasks.ts';
import type { LogSink } from './host.ts';
import { lastLines } from './logs/tail.ts';
import type { Proofs } from './proofs.ts';
import { type Log, outputs } from './replica.ts';
import { exitReport } from './report.ts';
import { environmentOf } from './runtime/environment.ts';
import { readBootId, readStat } from './runtime/process-identity.ts';
import type { Run, Runtime } from './runtime/runtime.ts';
import type { Secrets } from './secrets.ts';
import { loadTasks, storeTask, taskFile } from './state-files.ts';
import { query } from './task-query.ts';
import type { WantedTasks } from './wanted-tasks.ts';

export interface TasksOptions {
  host: string;
  stateDir: string;
  runtime: Runtime;
  logs: LogSink;
  /** Where a bundle is unpacked; undefined: it is not here. */
  find(digest: string): string | undefined;
  /** Those of a release, by name. */
  secrets: Pick<Secrets, 'ensure' | 'values'>;
  proofs: Pick<Proofs, 'taskUnlike'>;
  clock: Clock;
  log: Log;
  changed(): void;
}

export interface Tasks {
  /** To be called when it is known whose output is followed: what was under way is found again. */
  resume(): void;
  /** Works towards these, and lets go of all others. */
  assign(wanted: WantedTasks, deployments: TaskFacts['deployments']): void;
  /** Something that one of them waits for may be there. */
  look(): void;
  report(): TaskReportInput[];
  /** All runs that are known, whatever became of them. */
  runs(): Run[];
  /** Those that may be under way. */
  running(): Run[];
  /** Digests of the bundles that are needed for those that run. */
  bundles(): string[];
  close(): void;
}

const evidenceLines = 20;
const retryMs = 1000;

export function openTasks(options: TasksOptions): Tasks {
  const { stateDir, runtime, clock, log } = options;
  const life = new AbortController();
  const { tasks, barred } = loadTasks(stateDir, log);
  const boxes = new Map<string, Mailbox<TaskRecord, TaskEvent>>();
  const queries = new Map<string, AbortController>();
  /** undefined: nobody has said yet, and none of them is let go of. */
  let wanted: WantedTasks | undefined;
  let deployments: TaskFacts['deployments'] = [];
  for (const task of tasks) boxes.set(task.id, open(task));

  function open(task: TaskRecord): Mailbox<TaskRecord, TaskEvent> {
    return openMailbox<TaskRecord, TaskEvent, TaskEffect>({
      state: task,
      step: stepTask,
      deadline: taskDeadline,
      tick: (at) => ({ is: 'tick', at }),
      store,
      perform: (effect) => perform(task.id, effect),
      changed,
      failed: (error) => log.error({ err: error, task: task.id }, 'a task’s state cannot be stored; trying again'),
      clock,
    });
  }

  function store(task: TaskRecord): void {
    storeTask(stateDir, task);
    failpoint('task.recorded');
  }

  function changed({ id, phase, name, deployment }: TaskRecord, before: TaskRecord): void {
    const fields = { task: name, deployment, ...(phase.name === 'over' ? { reason: phase.message } : {}) };
    if (phase.name !== before.phase.name) log.info(fields, `task is ${phase.name}`);
    if (phase.name !== 'asking') queries.get(id)?.abort();
    if (phase.name === 'over' && phase.lines === null) options.logs.ended({ id, run: 1 });
    look();
    options.changed();
  }

  function assign(next: WantedTasks, about: TaskFacts['deployments']): void {
    wanted = next;
    deployments = about;
    look();
  }

  function look(): void {
    if (life.signal.aborted || !wanted) return;
    const staged = new Set(wanted.tasks.map(({ bundle }) => bundle).filter((digest) => options.find(digest) !== undefined));
    for (const change of planTasks({ wanted: wanted.tasks, known: all(), barred, staged, deployments })) {
      if (change.do === 'begin') start(change.task);
      else if (change.do === 'withdraw') boxes.get(change.id)?.send({ is: 'withdraw', at: clock.now() });
      else forget(change.id);
    }
  }

  /** Recorded first: one that may have begun is never begun again. */
  function start(task: Task): void {
    const [record, effect] = beginTask(task, boot(), clock.now());
    try {
      store(record);
    } catch (error) {
      log.error({ err: error, task: task.name }, 'a task cannot be recorded; trying again');
      clock.after(retryMs, look);
      return;
    }
    boxes.set(record.id, open(record));
    perform(record.id, effect);
    options.changed();
  }

  function forget(id: string): void {
    boxes.get(id)?.close();
    boxes.delete(id);
    rmSync(taskFile(stateDir, id), { force: true });
    runtime.forget({ replica: id, run: 1 });
  }

  function send(id: string, event: TaskEvent): void {
    boxes.get(id)?.send(event);
  }

  function perform(id: string, effect: TaskEffect): void {
    if (effect.do === 'begin') void begin(id);
    if (effect.do === 'ask') void ask(id);
    if (effect.do === 'terminate') runtime.signal(effect.process, 'SIGTERM');
    if (effect.do === 'kill') runtime.signal(effect.process, 'SIGKILL');
    if (effect.do === 'collect') void collect(id);
  }

  async function begin(id: string): Promise<void> {
    const task = boxes.get(id)?.state();
    if (task?.spec.kind !== 'command') return;
    try {
      const unlike = options.proofs.taskUnlike(task.name, task.spec, options.find(task.bundle) ?? '');
      if (unlike) throw new Error(unlike);
      await options.secrets.ensure({ ...task, spec: task.spec }, life.signal);
      const process = await runtime.start(planOf(task, task.spec));
      failpoint('task.started');
      if (life.signal.aborted) return;
      send(id, { is: 'begun', process, at: clock.now() });
      follow(id, process);
    } catch (error) {
      send(id, { is: 'notBegun', detail: (error as Error).message, at: clock.now() });
    }
  }

  /** Its output is followed from before it begins: it may be over before anything else is known of it. */
  function planOf(task: TaskRecord, spec: CommandTask) {
    const { id } = task;
    const place = placeOf(task, spec);
    // No process can be called so: it would share the folder.
    const data = makeFolder(join(stateDir, 'data', task.app, task.environment, `_${place.process}`), 0o711);
    const files = outputs(place, stateDir);
    for (const file of Object.values(files)) closeSync(openSync(file, 'a', 0o600));
    options.logs.started(place);
    return {
      replica: id,
      run: 1,
      command: spec.command,
      folder: place.folder,
      env: environmentOf(place, options.host, data, process.env, options.secrets.values(place)),
      data,
      limits: spec.limits,
      user: spec.user,
      sandbox: spec.sandbox,
      stop: { signal: 'SIGTERM', timeoutMs: 10_000 },
      ...files,
    };
  }

  function placeOf(task: TaskRecord, spec: CommandTask) {
    const { id, app, environment, release, version } = task;
    const folder = options.find(task.bundle) ?? '';
    return { id, app, environment, process: taskProcess(task.name), index: 0, release, version, folder, ports: {}, run: 1, spec };
  }

  function follow(id: string, process: Proc): void {
    runtime.ended({ replica: id, run: 1 }, process, life.signal).then(
      (exit) => send(id, { is: 'exited', ...exit }),
      (error) => {
        if (!life.signal.aborted) throw error;
      },
    );
  }

  async function ask(id: string): Promise<void> {
    const spec = boxes.get(id)?.state().spec;
    if (spec?.kind !== 'http') return;
    const stop = new AbortController();
    queries.set(id, stop);
    const answer = await query(spec.url, AbortSignal.any([stop.signal, life.signal]));
    queries.delete(id);
    if (!life.signal.aborted) send(id, { is: 'answered', ...answer, at: clock.now() });
  }

  async function collect(id: string): Promise<void> {
    const { stdout, stderr } = outputs({ id, run: 1 }, stateDir);
    const read = await Promise.all([lastLines(stdout, evidenceLines), lastLines(stderr, evidenceLines)]).catch(() => []);
    send(id, { is: 'collected', lines: read.flat().slice(-evidenceLines), at: clock.now() });
  }

  function resume(): void {
    for (const box of boxes.values()) comeBackTo(box.state());
  }

  function comeBackTo(task: TaskRecord): void {
    const { id, phase } = task;
    const process = 'process' in phase ? phase.process : null;
    const isCommand = phase.name !== 'over' && phase.name !== 'asking';
    const found: TaskFound = isCommand ? runtime.find(runOf(task), process) : { is: 'never-started' };
    if (found.is === 'running') follow(id, found.process);
    const next = takenUp(task, found, boot(), clock.now());
    if (next && 'is' in next) send(id, next);
    else if (next) perform(id, next);
  }

  function all(): TaskRecord[] {
    return [...boxes.values()].map((box) => box.state());
  }

  function report(): TaskReportInput[] {
    if (!wanted) return [];
    const refused = wanted.refused.map(({ deployment, name, reason }) => failed({ deployment, name }, reason));
    return [...refused, ...wanted.tasks.map(reportOf), ...stopping(wanted).map(taskReport)];
  }

  /** Nobody asks for them any more, and they have not ended yet. */
  function stopping({ tasks }: WantedTasks): TaskRecord[] {
    const asked = new Set(tasks.map(taskId));
    return all().filter((task) => !asked.has(task.id) && !isOver(task));
  }

  function reportOf(task: Task): TaskReportInput {
    const id = taskId(task);
    const known = boxes.get(id)?.state();
    if (barred.has(id)) return failed(task, 'what is known of it on this host cannot be read; it is not run a second time');
    if (!known) return { ...keyOf(task), state: 'WAITING' };
    const other = mismatch(task, known);
    return other ? failed(task, other) : taskReport(known);
  }

  return {
    resume,
    assign,
    look,
    report,
    runs: () => all().map(runOf),
    running: () => all().flatMap((task) => (isOver(task) ? [] : [runOf(task)])),
    bundles: () => all().flatMap((task) => (isOver(task) ? [] : [task.bundle])),
    close() {
      life.abort();
      for (const box of boxes.values()) box.close();
    },
  };
}

function runOf({ id }: TaskRecord): Run {
  return { replica: id, run: 1 };
}

function taskReport(task: TaskRecord): TaskReportInput {
  const { phase } = task;
  const told = { ...keyOf(task), app: task.app, environment: task.environment, atMs: phase.since };
  if (phase.name !== 'over' || phase.lines === null) return { ...told, state: 'RUNNING' };
  const { ok, message, exit, lines } = phase;
  return { ...told, state: ok ? 'DONE' : 'FAILED', message, logLines: lines, ...(exit ? { exit: exitReport(exit) } : {}) };
}

function failed(key: { deployment: number; name: string }, message: string): TaskReportInput {
  return { ...keyOf(key), state: 'FAILED', message };
}

function keyOf({ deployment, name }: { deployment: number; name: string }) {
  return { deployment, name };
}

/** Of a container too, whose boot id may be that of the kernel below. */
function boot(): string {
  return `${readBootId()} ${readStat(1)?.started ?? 0}`;
}
