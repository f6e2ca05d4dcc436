// A task's life: a command or a query of a deployment, begun at most once whatever happens. A table of moves, phase by event.
import { exitText } from './evidence.ts';
import type { Exit, Limits, Proc, Sandbox } from './replica.ts';
import type { Ms } from './types.ts';

export interface TaskKey {
  deployment: number;
  /** `release`, `after_deploy`, `verdict/2` */
  name: string;
}

export interface Task extends TaskKey {
  app: string;
  environment: string;
  release: number;
  version: string;
  bundle: string;
  spec: TaskSpec;
}

export type TaskSpec = CommandTask | { kind: 'http'; url: string; timeoutMs: Ms };

export interface CommandTask {
  kind: 'command';
  command: string[];
  timeoutMs: Ms;
  env: Record<string, string>;
  envFiles: string[];
  /** null: the agent's own. */
  user: string | null;
  sandbox: Sandbox;
  limits: Limits;
  /** Name -> version. */
  secrets: Record<string, number>;
}

export type TaskPhase =
  /** until: it has taken too long. */
  | { name: 'starting'; since: Ms; until: Ms }
  | { name: 'running'; since: Ms; until: Ms; process: Proc }
  /** A query. */
  | { name: 'asking'; since: Ms; until: Ms }
  /** until: SIGKILL. process: null while it is being started. */
  | { name: 'stopping'; since: Ms; until: Ms; process: Proc | null; why: string }
  /** lines: the last that it wrote; null: still being read, and it is not told yet. */
  | { name: 'over'; since: Ms; ok: boolean; message: string; exit: Exit | null; lines: string[] | null };

/** What is kept of one that has begun, for as long as it could be asked for again. */
export interface TaskRecord extends Task {
  id: string;
  /** Of the host, when it was recorded. */
  boot: string;
  phase: TaskPhase;
}

export type TaskEvent =
  | { is: 'begun'; process: Proc; at: Ms }
  | { is: 'notBegun'; detail: string; at: Ms }
  | ({ is: 'exited' } & Exit)
  /** The host was restarted. */
  | { is: 'vanished'; at: Ms }
  /** status 0: no answer, and detail says why. */
  | { is: 'answered'; status: number; detail: string; lines: string[]; at: Ms }
  /** Nobody wants it any more. */
  | { is: 'withdraw'; at: Ms }
  | { is: 'collected'; lines: string[]; at: Ms }
  | { is: 'tick'; at: Ms };

export type TaskEffect =
  /** begun or notBegun, then exited */
  | { do: 'begin' }
  /** answered */
  | { do: 'ask' }
  | { do: 'terminate'; process: Proc }
  | { do: 'kill'; process: Proc }
  /** collected */
  | { do: 'collect' };

type Name = TaskPhase['name'];
type In<N extends Name> = TaskRecord & { phase: Extract<TaskPhase, { name: N }> };
type Of<E extends TaskEvent['is']> = Extract<TaskEvent, { is: E }>;
type Step = [TaskRecord, TaskEffect[]];
type Moves = { [N in Name]: { [E in TaskEvent['is']]?: (task: In<N>, event: Of<E>) => Step } };

const moves: Moves = {
  starting: { begun: begin, notBegun, exited: ended, vanished: lost, tick: stopIfLate, withdraw },
  running: { exited: ended, vanished: lost, tick: stopIfLate, withdraw },
  asking: { answered, tick: giveUpIfLate, withdraw: forget },
  stopping: { begun: stopLateComer, notBegun, exited: ended, vanished: lost, tick: killIfDue },
  over: { collected },
};

const killAfterMs = 10_000;
const killAgainMs = 5000;
const withdrawn = 'it was withdrawn while it ran';

/** What becomes of it, and what is to be done after its new state has been stored. */
export function stepTask(task: TaskRecord, event: TaskEvent): Step {
  const move = moves[task.phase.name][event.is] as ((task: TaskRecord, event: TaskEvent) => Step) | undefined;
  return move ? move(task, event) : [task, []];
}

/** When a tick changes something next; null: never. */
export function taskDeadline({ phase }: TaskRecord): Ms | null {
  return 'until' in phase ? phase.until : null;
}

/** To be stored before the effect is begun, and never made a second time for the same task. */
export function beginTask(task: Task, boot: string, at: Ms): [TaskRecord, TaskEffect] {
  const until = at + task.spec.timeoutMs;
  const isQuery = task.spec.kind === 'http';
  const phase: TaskPhase = { name: isQuery ? 'asking' : 'starting', since: at, until };
  return [{ ...task, id: taskId(task), boot, phase }, { do: isQuery ? 'ask' : 'begin' }];
}

/** What has become of a command that another agent began. */
export type TaskFound =
  | { is: 'running'; process: Proc }
  | { is: 'ended'; exit: Exit }
  | { is: 'vanished' }
  | { is: 'never-started' };

/** What an agent that comes back does about one that it finds; null: it has only to be watched. */
export function takenUp(task: TaskRecord, found: TaskFound, boot: string, at: Ms): TaskEvent | TaskEffect | null {
  const { phase } = task;
  if (phase.name === 'over') return phase.lines === null ? { do: 'collect' } : null;
  if (phase.name === 'asking')
    return { is: 'answered', status: 0, detail: 'the agent was restarted while it asked', lines: [], at };
  if (found.is === 'ended') return { is: 'exited', ...found.exit };
  const known = phase.name === 'starting' ? null : phase.process;
  if (found.is === 'running') {
    if (!known) return { is: 'begun', process: found.process, at };
    return phase.name === 'stopping' ? { do: 'terminate', process: found.process } : null;
  }
  // What is kept of a run may go with a boot: only within one is it sure that it has not begun.
  if (found.is === 'vanished' || known || task.boot !== boot) return { is: 'vanished', at };
  return phase.name === 'stopping' ? { is: 'notBegun', detail: phase.why, at } : { do: 'begin' };
}

export function taskId({ deployment, name }: TaskKey): string {
  return `task-${deployment}-${name.replace('/', '--').replaceAll('_', '-')}`;
}

function begin(task: In<'starting'>, { process }: Of<'begun'>): Step {
  const { since, until } = task.phase;
  return [{ ...task, phase: { name: 'running', since, until, process } }, []];
}

function notBegun(task: In<'starting' | 'stopping'>, { detail, at }: Of<'notBegun'>): Step {
  return over(task, false, doubtful(task, detail), at, null);
}

function ended(task: In<'starting' | 'running' | 'stopping'>, event: Of<'exited'>): Step {
  const { is: _, ...exit } = event;
  const { phase } = task;
  if (phase.name === 'stopping') return over(task, false, doubtful(task, phase.why), exit.at, exit);
  const text = exitText(exit, exit.at - phase.since, 'starting');
  const ok = exit.code === 0 && exit.signal === '';
  return over(task, ok, ok || exit.code === 1 ? text : doubtful(task, text), exit.at, exit);
}

function lost(task: In<'starting' | 'running' | 'stopping'>, { at }: Of<'vanished'>): Step {
  return over(task, false, doubtful(task, 'the host was restarted while it ran, and it is not run a second time'), at, null);
}

/** 2xx is well, 4xx is not, and of anything else nobody can tell. */
function answered(task: In<'asking'>, { status, detail, lines, at }: Of<'answered'>): Step {
  const ok = status >= 200 && status < 300;
  const isClear = ok || (status >= 400 && status < 500);
  const message = isClear ? detail : `inconclusive: ${detail}`;
  return [{ ...task, phase: { name: 'over', since: at, ok, message, exit: null, lines } }, []];
}

function giveUpIfLate(task: In<'asking'>, { at }: Of<'tick'>): Step {
  if (at < task.phase.until) return [task, []];
  return answered(task, { is: 'answered', status: 0, detail: tooLong(task), lines: [], at });
}

function forget(task: In<'asking'>, { at }: Of<'withdraw'>): Step {
  return [{ ...task, phase: { name: 'over', since: at, ok: false, message: withdrawn, exit: null, lines: [] } }, []];
}

function stopIfLate(task: In<'starting' | 'running'>, { at }: Of<'tick'>): Step {
  return at < task.phase.until ? [task, []] : stop(task, tooLong(task), at);
}

function withdraw(task: In<'starting' | 'running'>, { at }: Of<'withdraw'>): Step {
  return stop(task, withdrawn, at);
}

function stop(task: In<'starting' | 'running'>, why: string, at: Ms): Step {
  const process = task.phase.name === 'running' ? task.phase.process : null;
  const phase: TaskPhase = { name: 'stopping', since: task.phase.since, until: at + killAfterMs, process, why };
  return [{ ...task, phase }, process ? [{ do: 'terminate', process }] : []];
}

function stopLateComer(task: In<'stopping'>, { process, at }: Of<'begun'>): Step {
  return [{ ...task, phase: { ...task.phase, process, until: at + killAfterMs } }, [{ do: 'terminate', process }]];
}

function killIfDue(task: In<'stopping'>, { at }: Of<'tick'>): Step {
  const { phase } = task;
  if (at < phase.until) return [task, []];
  const later = { ...task, phase: { ...phase, until: at + killAgainMs } };
  return [later, phase.process ? [{ do: 'kill', process: phase.process }] : []];
}

function over(task: TaskRecord, ok: boolean, message: string, at: Ms, exit: Exit | null): Step {
  return [{ ...task, phase: { name: 'over', since: at, ok, message, exit, lines: null } }, [{ do: 'collect' }]];
}

function collected(task: In<'over'>, { lines }: Of<'collected'>): Step {
  return task.phase.lines ? [task, []] : [{ ...task, phase: { ...task.phase, lines } }, []];
}

/** A check that does not say yes or no says nothing. */
function doubtful({ name }: TaskKey, text: string): string {
  return name.startsWith('verdict/') ? `inconclusive: ${text}` : text;
}

function tooLong({ spec }: Task): string {
  return `took longer than ${limitText(spec.timeoutMs)}`;
}

/** `10m`, `1m30s`, `500ms`: as it is written in a manifest. */
function limitText(ms: Ms): string {
  if (ms < 1000) return `${ms}ms`;
  const seconds = Math.round(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part, at) => (part > 0 ? `${part}${'hms'[at]}` : '')).join('') || '0s';
}
