// The shell around one replica's life: its file, its process, its checks.
import { join } from 'node:path';
import type { Clock } from '../lib/clock.ts';
import { makeFolder } from '../lib/durable-file.ts';
import { failpoint } from '../lib/failpoint.ts';
import { openMailbox } from '../lib/mailbox.ts';
import type { Effect, Event, HookName } from './decide/events.ts';
import { deadline, probed, resume, step } from './decide/lifecycle.ts';
import { isOver, isToNotify, type Proc, type Replica, runningProcess } from './decide/replica.ts';
import type { Target } from './health/check.ts';
import type { Notices } from './health/notices.ts';
import { watchListeners } from './health/ownership.ts';
import { probe } from './health/prober.ts';
import { lastLines } from './logs/tail.ts';
import { hookOf, runHook } from './replica-hooks.ts';
import { keepRoomFor, removeReplica, storeReplica } from './replica-record.ts';
import { environmentOf } from './runtime/environment.ts';
import { obeyedLater } from './runtime/obeyed.ts';
import { ageOf } from './runtime/process-identity.ts';
import { NotStarted, type RunPlan, type Runtime } from './runtime/runtime.ts';
import type { Secrets } from './secrets.ts';

/** What a replica needs of its host. */
export interface Surroundings {
  host: string;
  stateDir: string;
  runtime: Runtime;
  notices: Notices;
  secrets: Pick<Secrets, 'values'>;
  clock: Clock;
  log: Log;
  /** The bundle unpacked and ports of its own. @throws NotStarted, or anything else when the bundle cannot be had */
  prepare(replica: Replica, signal: AbortSignal): Promise<{ folder: string; ports: Record<string, number> }>;
  /** Resolves when no request reaches it, and those that it was answering have ended. */
  drained(replica: Replica, signal: AbortSignal): Promise<void>;
  changed(replica: Replica, before: Replica): void;
  /** Its `trouble` is another one. */
  troubled(): void;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface ReplicaLife {
  state(): Replica;
  send(event: Event): void;
  /** Why it does not go on, which is no failure of its own; empty: it does. */
  trouble(): string;
  /** Lets go of it; it runs on. */
  close(): void;
  /** Its file goes too: it is over. */
  forget(): void;
}

const evidenceLines = 20;

/** A new one, stored before anything is done about it; it prepares and starts by itself. */
export function createReplica(replica: Replica, around: Surroundings): ReplicaLife {
  storeReplica(replica, around.stateDir);
  const { life, perform } = openLife(replica, around);
  for (const effect of resume(replica)) perform(effect);
  return life;
}

/** One that was known before the agent was restarted: what has become of it is found out, and it goes on from there. */
export function adoptReplica(replica: Replica, around: Surroundings): ReplicaLife {
  keepRoomFor(around.stateDir, replica.id);
  const { life, perform, follow } = openLife(replica, around);
  if (isOver(replica)) {
    for (const effect of resume(replica)) perform(effect);
    return life;
  }
  const { phase, run, id } = replica;
  const at = around.clock.now();
  const found = 'process' in phase ? around.runtime.find({ replica: id, run }, phase.process) : undefined;
  if (found?.is === 'vanished') life.send({ is: 'vanished', at });
  if (found?.is === 'running') {
    const startedAt = at - ageOf(found.process);
    if (!runningProcess(replica)) life.send({ is: 'spawned', run, process: found.process, at, startedAt });
    life.send({ is: 'adopted', at });
    follow(found.process);
  }
  if (found?.is === 'ended') life.send({ is: 'exited', run, ...found.exit });
  const given = life.state().phase.name === phase.name ? leftBehind(phase.name, at) : undefined;
  if (given) life.send(given);
  if (found?.is === 'never-started' && phase.name === 'stopping')
    life.send({ is: 'spawnFailed', run, detail: 'never started', at });
  if (life.state().phase === phase || found?.is === 'running') for (const effect of resume(life.state())) perform(effect);
  return life;
}

/** A hook is never run twice: nobody knows how far it came. */
function leftBehind(phase: Replica['phase']['name'], at: number): Event | undefined {
  if (phase === 'before-stop' || phase === 'after-stop') return { is: 'hookEnded', hook: phase, at };
  if (phase !== 'before-start' && phase !== 'after-start') return undefined;
  const detail = 'the agent was restarted while it ran, and it is not run a second time';
  return { is: 'hookFailed', hook: phase, detail, lines: [], at };
}

/** One that was put together again: its file too, when there is room for it. */
export function takeOn(replica: Replica, around: Surroundings): ReplicaLife {
  try {
    storeReplica(replica, around.stateDir);
  } catch (error) {
    around.log.warn({ err: error, replica: replica.id }, 'a replica’s state cannot be stored');
  }
  return adoptReplica(replica, around);
}

function openLife(replica: Replica, around: Surroundings) {
  const { clock, runtime, log, stateDir } = around;
  const life = new AbortController();
  let prober: { run: number; stop: AbortController } | undefined;
  let hooking: { hook: HookName; stop: AbortController } | undefined;
  let unstored = '';

  const box = openMailbox<Replica, Event, Effect>({
    state: replica,
    step,
    deadline,
    tick: (at) => ({ is: 'tick', at }),
    store: (state) => storeReplica(state, stateDir),
    perform: (effect) => perform(effect),
    changed(state, before) {
      logPhase(log, state, before);
      unstored = '';
      if (hooking && state.phase.name !== hooking.hook) hooking.stop.abort();
      syncProber();
      around.changed(state, before);
    },
    failed(error) {
      log.error({ err: error, replica: replica.id }, 'a replica’s state cannot be stored; trying again');
      unstored = `what becomes of ${replica.id} cannot be recorded, and waits for that: ${(error as Error).message}`;
      around.troubled();
    },
    clock,
  });
  const now = () => clock.now();

  function perform(effect: Effect): void {
    if (effect.do === 'prepare') void prepare();
    if (effect.do === 'spawn') void spawn(effect.run);
    if (effect.do === 'drain') void drain();
    if (effect.do === 'terminate') runtime.signal(effect.process, box.state().spec.stop.signal);
    if (effect.do === 'kill') runtime.signal(effect.process, 'SIGKILL');
    if (effect.do === 'hook') void hook(effect.hook);
    if (effect.do === 'collect') void collect();
  }

  async function prepare(): Promise<void> {
    try {
      const { folder, ports } = await around.prepare(box.state(), life.signal);
      failpoint('replica.prepared');
      box.send({ is: 'prepared', folder, ports, at: now() });
    } catch (error) {
      if (life.signal.aborted) return;
      const cause = error instanceof NotStarted ? 'did-not-start' : 'not-staged';
      box.send({ is: 'prepareFailed', cause, detail: (error as Error).message, at: now() });
    }
  }

  async function spawn(run: number): Promise<void> {
    const state = box.state();
    try {
      const plan = planOf(state);
      const process = await runtime.start({ ...plan, env: { ...plan.env, ...(await notifyVariables(state)) } });
      failpoint('replica.started');
      if (life.signal.aborted) return;
      box.send({ is: 'spawned', run, process, at: now() });
      runtime.forget({ replica: state.id, run: run - 1 });
      follow(process);
    } catch (error) {
      box.send({ is: 'spawnFailed', run, detail: (error as Error).message, at: now() });
    }
  }

  function follow(process: Proc): void {
    const { id, run } = box.state();
    runtime.ended({ replica: id, run }, process, life.signal).then(
      (exit) => box.send({ is: 'exited', run, ...exit }),
      (error) => {
        if (!life.signal.aborted) throw error;
      },
    );
  }

  async function hook(name: HookName): Promise<void> {
    failpoint(`replica.${name}`);
    if (name === 'before-start' || name === 'after-start') await hookOfStart(name);
    else await hookOfStop(name);
  }

  /** For as long as it is in that phase: a replica that is stopped meanwhile ends its hook. */
  async function hookOfStart(name: 'before-start' | 'after-start'): Promise<void> {
    const replica = box.state();
    const stop = new AbortController();
    hooking = { hook: name, stop };
    const signal = AbortSignal.any([stop.signal, life.signal]);
    const env = () => environment(replica);
    const { ok, detail, lines } = await runHook({ asked: hookOf(replica.spec, name), replica, env, runtime, signal });
    if (ok) box.send({ is: 'hookEnded', hook: name, at: now() });
    else box.send({ is: 'hookFailed', hook: name, detail, lines, at: now() });
  }

  /** One that fails is told, and stops nothing. */
  async function hookOfStop(name: 'before-stop' | 'after-stop'): Promise<void> {
    const replica = box.state();
    const env = () => checkEnvironment(replica);
    const { ok, detail } = await runHook({ asked: hookOf(replica.spec, name), replica, env, runtime, signal: life.signal });
    if (!ok)
      log.warn(
        { replica: replica.id, hook: name, reason: detail },
        `the hook ${name.replace('-', ' its ')} failed; it is stopped all the same`,
      );
    box.send({ is: 'hookEnded', hook: name, at: now() });
  }

  async function drain(): Promise<void> {
    try {
      await around.drained(box.state(), life.signal);
      box.send({ is: 'drained', at: now() });
    } catch (error) {
      // It drains until its time is up.
      if (!life.signal.aborted) log.warn({ err: error, replica: replica.id }, 'the router does not say when it is drained');
    }
  }

  async function collect(): Promise<void> {
    const { stdout, stderr } = outputs(box.state(), stateDir);
    const read = await Promise.all([lastLines(stdout, evidenceLines), lastLines(stderr, evidenceLines)]).catch(() => []);
    box.send({ is: 'collected', lines: read.flat().slice(-evidenceLines), at: now() });
  }

  function planOf(state: Replica): RunPlan {
    const { id, run, folder, spec } = state;
    const { command, limits, user, sandbox, stop } = spec;
    const env = environment(state);
    return {
      replica: id,
      run,
      command,
      folder,
      env,
      data: dataFolder(state),
      limits,
      user,
      sandbox,
      stop,
      ...outputs(state, stateDir),
    };
  }

  /** Where it can say how it is, if that is asked of it (sd_notify(3), sd_watchdog_enabled(3)). */
  async function notifyVariables({ id, run, spec }: Replica): Promise<Record<string, string>> {
    around.notices.close({ replica: id, run: run - 1 });
    if (!isToNotify(spec)) return {};
    const { live } = spec;
    const watchdogMs = live?.kind === 'notify' ? live.watchdogMs : null;
    const keepAlive: Record<string, string> = watchdogMs === null ? {} : { WATCHDOG_USEC: String(watchdogMs * 1000) };
    return { NOTIFY_SOCKET: await around.notices.open({ replica: id, run }), ...keepAlive };
  }

  function environment(state: Replica): Record<string, string> {
    return environmentOf(state, around.host, dataFolder(state), process.env, around.secrets.values(state));
  }

  function dataFolder(state: Replica): string {
    // Its user must get there.
    return makeFolder(dataFolderOf(state, stateDir), 0o711);
  }

  /** An env file or a secret that went away after the start is no reason not to check what runs. */
  function checkEnvironment(state: Replica): Record<string, string> {
    try {
      return environment(state);
    } catch (error) {
      log.warn({ replica: state.id, reason: (error as Error).message }, 'checks go on without the env files and secrets');
      return environmentOf({ ...state, spec: { ...state.spec, envFiles: [] } }, around.host, dataFolder(state), process.env);
    }
  }

  function syncProber(): void {
    const state = box.state();
    const { ready, live } = probed(state);
    if (prober && ((!ready && !live) || prober.run !== state.run)) {
      prober.stop.abort();
      prober = undefined;
    }
    if (!prober && (ready || live)) startProber(state);
  }

  function startProber(state: Replica): void {
    const stop = new AbortController();
    prober = { run: state.run, stop };
    const { id, run, ports, folder, spec } = state;
    const process = runningProcess(state);
    const checkEnv = [spec.ready, spec.live].some((check) => check?.kind === 'command') ? checkEnvironment(state) : {};
    // An agent that comes back finds that its receiver has gone, or is told that nothing has changed.
    if (isToNotify(spec))
      around.notices
        .open({ replica: id, run })
        .catch((error) => log.error({ err: error, replica: id }, 'its sd_notify messages cannot be heard'));
    const target: Target = {
      ports,
      folder,
      secret: Object.keys(spec.secrets ?? {}),
      ownership: watchListeners(() => (process ? runtime.members(process) : [])),
      as: (command) => {
        const own = obeyedLater(spec.user, command, checkEnv);
        return { command: runtime.commandAs(spec.user, own.command, dataFolder(state)), env: own.env };
      },
      told: () => around.notices.told({ replica: id, run }),
    };
    void probe({ replica: box.state, target, send: box.send, clock, signal: AbortSignal.any([stop.signal, life.signal]) });
  }

  function close(): void {
    box.close();
    life.abort();
  }

  function forget(): void {
    close();
    around.notices.close({ replica: replica.id, run: box.state().run });
    for (let run = 1; run <= box.state().run; run += 1) runtime.forget({ replica: replica.id, run });
    removeReplica(stateDir, replica.id);
  }

  syncProber();
  return { life: { state: box.state, send: box.send, trouble: () => unstored, close, forget }, perform, follow };
}

/** One for all replicas of a process. */
export function dataFolderOf({ app, environment, process }: Replica, stateDir: string): string {
  return join(stateDir, 'data', app, environment, process);
}

/** Where a run's output goes. */
export function outputs({ id, run }: { id: string; run: number }, stateDir: string): { stdout: string; stderr: string } {
  const path = join(stateDir, 'logs', `${id}.${run}`);
  return { stdout: `${path}.stdout`, stderr: `${path}.stderr` };
}

function logPhase(log: Log, state: Replica, before: Replica): void {
  const { id, phase, release, run, failure } = state;
  if (phase.name === before.phase.name) return;
  const fields = { replica: id, release, run, phase: phase.name, pid: runningProcess(state)?.pid };
  if (failure && failure !== before.failure) log.warn({ ...fields, cause: failure.cause }, failure.message);
  else log.info(fields, `replica is ${phase.name}`);
}
