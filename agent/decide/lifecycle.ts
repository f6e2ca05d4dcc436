// One replica's life: a table of moves, phase by event. What a row does not name changes nothing.
import { exitText, secondsText } from './evidence.ts';
import { type Exit, type FailureCause, isLooping, isWarm, noProbes, type Phase, type Proc, type Replica } from './replica.ts';
import type { Ms } from './types.ts';

export type Event =
  | { is: 'prepared'; ports: Record<string, number>; folder: string; at: Ms }
  | { is: 'prepareFailed'; cause: 'not-staged' | 'did-not-start'; detail: string; at: Ms }
  | { is: 'spawned'; run: number; process: Proc; at: Ms }
  | { is: 'spawnFailed'; run: number; detail: string; at: Ms }
  | { is: 'probe'; run: number; check: 'ready' | 'live'; ok: boolean; detail: string; at: Ms }
  | { is: 'exited'; run: number; code: number; signal: string; at: Ms; result?: Exit['result'] }
  /** The host was restarted: nothing runs any more, and it was not the replica's fault. */
  | { is: 'vanished'; at: Ms }
  /** The agent was away and has found it running: what it did meanwhile is unknown. */
  | { is: 'adopted'; at: Ms }
  | { is: 'promote'; at: Ms }
  /** Ready for its time: it is not given up any more though it is not to take over yet. */
  | { is: 'keep'; at: Ms }
  /** Requests do not reach it any more; it stays, ready to take over again. */
  | { is: 'demote'; at: Ms }
  /** This run has used too much for too long. */
  | { is: 'worn'; run: number; reason: string; at: Ms }
  | { is: 'relabel'; release: number; version: string; deployment: number; healthyMs: Ms; at: Ms }
  | { is: 'drain'; at: Ms }
  | { is: 'drained'; at: Ms }
  | { is: 'stop'; at: Ms }
  /** Well, or, when it is one around a stop, however it ended. */
  | { is: 'hookEnded'; hook: HookName; at: Ms }
  | { is: 'hookFailed'; hook: 'before-start' | 'after-start'; detail: string; lines: string[]; at: Ms }
  | { is: 'collected'; lines: string[]; at: Ms }
  | { is: 'tick'; at: Ms };

export type Effect =
  /** Have the bundle unpacked and ports found: prepared or prepareFailed. */
  | { do: 'prepare' }
  /** Start this run: spawned or spawnFailed, then exited. */
  | { do: 'spawn'; run: number }
  /** Once it is out of the routes and answers nothing any more: drained. */
  | { do: 'drain' }
  /** The stop signal to its group. */
  | { do: 'terminate'; process: Proc }
  /** SIGKILL to its group. */
  | { do: 'kill'; process: Proc }
  /** Once, and for as long as it may take: hookEnded or hookFailed. */
  | { do: 'hook'; hook: HookName }
  /** The last lines that it wrote: collected. */
  | { do: 'collect' };

/** The phase in which it is run. */
export type HookName = 'before-start' | 'after-start' | 'before-stop' | 'after-stop';

export type Step = [Replica, Effect[]];

type Name = Phase['name'];
type In<N extends Name> = Replica & { phase: Extract<Phase, { name: N }> };
type Of<E extends Event['is']> = Extract<Event, { is: E }>;
type Moves = { [N in Name]: { [E in Event['is']]?: (replica: In<N>, event: Of<E>) => Step } };

const moves: Moves = {
  preparing: {
    prepared: askThenStart,
    prepareFailed: notStarted,
    demote: stepBack,
    drain: settle,
    stop: settle,
    relabel,
    collected,
  },
  // Only ever a candidate: it has not been started yet.
  'before-start': {
    hookEnded: start,
    hookFailed: failHook,
    tick: failHookIfLate,
    drain: settle,
    stop: settle,
    relabel,
    collected,
  },
  starting: {
    spawned: began,
    spawnFailed: notStarted,
    probe: warmUp,
    exited: ended,
    vanished: prepare,
    tick: giveUpIfLate,
    demote: stepBack,
    drain: stop,
    stop,
    relabel,
    collected,
  },
  // Only ever a candidate. It is not checked meanwhile.
  'after-start': {
    hookEnded: greeted,
    hookFailed: failHook,
    tick: failHookIfLate,
    exited: ended,
    vanished: forgetHook,
    drain: stop,
    stop,
    relabel,
    collected,
  },
  healthy: {
    probe: watch,
    worn: wearOut,
    exited: ended,
    vanished: prepare,
    adopted: countAgain,
    promote,
    keep,
    demote: stepBack,
    drain,
    stop,
    relabel,
    collected,
  },
  unhealthy: {
    probe: recover,
    worn: wearOut,
    exited: ended,
    vanished: prepare,
    tick: giveUpIfLate,
    demote: giveTime,
    drain,
    stop,
    relabel,
    collected,
  },
  waiting: { tick: prepareIfDue, demote: stepBack, drain: settle, stop: settle, relabel, collected },
  'before-stop': { hookEnded: terminate, tick: terminateIfDue, exited: leave, vanished: settleNext, collected },
  draining: { drained: stop, tick: stopIfDue, exited: leave, vanished: settle, stop, collected },
  stopping: {
    spawned: stopLateComer,
    spawnFailed: settleNext,
    exited: leave,
    vanished: settleNext,
    tick: killIfDue,
    demote: stepBack,
    drain: forGood,
    stop: forGood,
    relabel,
    collected,
  },
  'after-stop': { hookEnded: settleNext, tick: settleNextIfDue, vanished: settleNext, collected },
  stopped: {},
  failed: { collected },
};

const killAgainMs = 5000;

export function isPhase(name: string): name is Name {
  return Object.hasOwn(moves, name);
}

/** What becomes of the replica, and what is to be done in this order after its new state has been stored. */
export function step(replica: Replica, event: Event): Step {
  if ('run' in event && event.run !== replica.run) return [replica, []];
  if ('hook' in event && event.hook !== replica.phase.name) return [replica, []];
  const move = moves[replica.phase.name][event.is] as ((replica: Replica, event: Event) => Step) | undefined;
  return move ? move(replica, event) : [replica, []];
}

/** When a tick changes something next; null: never. */
export function deadline({ phase }: Replica): Ms | null {
  if (phase.name === 'healthy') return null;
  return 'until' in phase ? phase.until : null;
}

/** Which checks are made. */
export function probed({ phase, spec }: Replica): { ready: boolean; live: boolean } {
  const settled = phase.name === 'healthy' || phase.name === 'unhealthy';
  return { ready: spec.ready !== null && (settled || isRunning(phase)), live: spec.live !== null && settled };
}

/** What has to be asked again when the agent comes back to a replica. */
export function resume(replica: Replica): Effect[] {
  const evidence: Effect[] = replica.failure && !replica.failure.lines ? [{ do: 'collect' }] : [];
  return [...evidence, ...unfinished(replica)];
}

function unfinished({ phase, run }: Replica): Effect[] {
  if (phase.name === 'preparing') return [{ do: 'prepare' }];
  if (phase.name === 'starting' && !phase.process) return [{ do: 'spawn', run }];
  if (phase.name === 'draining') return [{ do: 'drain' }];
  if (phase.name === 'stopping' && phase.process) return [{ do: 'terminate', process: phase.process }];
  return [];
}

function isRunning(phase: Phase): boolean {
  return phase.name === 'starting' && phase.process !== null;
}

function to(replica: Replica, phase: Phase): Replica {
  return { ...replica, phase, probes: { ...noProbes, last: replica.probes.last } };
}

function prepare(replica: Replica, { at }: { at: Ms }): Step {
  return [to(replica, { name: 'preparing', since: at }), [{ do: 'prepare' }]];
}

function prepareIfDue(replica: In<'waiting'>, event: Of<'tick'>): Step {
  if (event.at < replica.phase.until) return [replica, []];
  return startAgain(replica, event);
}

function startAgain(replica: Replica, event: { at: Ms }): Step {
  return prepare({ ...replica, restarts: replica.restarts + 1 }, event);
}

function askThenStart(replica: In<'preparing'>, { ports, folder, at }: Of<'prepared'>): Step {
  const prepared = { ...replica, ports, folder };
  const before = replica.run === 0 ? replica.spec.start?.before : null;
  if (!before) return start(prepared, { at });
  const asking: Phase = { name: 'before-start', since: at, until: at + before.timeoutMs };
  return [to(prepared, asking), [{ do: 'hook', hook: 'before-start' }]];
}

function start(replica: Replica, { at }: { at: Ms }): Step {
  const run = replica.run + 1;
  const starting: Phase = { name: 'starting', since: at, until: at + replica.spec.startTimeoutMs, process: null };
  const { worn: _, ...fresh } = to(replica, starting);
  return [{ ...fresh, run, probes: noProbes }, [{ do: 'spawn', run }]];
}

/** What it said is all the evidence there is: the replica itself may not have run at all. */
function failHook(replica: In<'before-start' | 'after-start'>, { detail, lines, at }: Of<'hookFailed'>): Step {
  const when = replica.phase.name === 'before-start' ? 'before' : 'after';
  const message = `the hook ${when} its start failed: ${detail}`;
  const { failure, ...rest } = withFailure(replica, 'hook-failed', message, at);
  const failed = { ...rest, failure: failure && { ...failure, lines } };
  if (replica.phase.name === 'before-start') return [to(failed, { name: 'failed', since: at }), []];
  return stopThen(failed, 'failed', at);
}

function failHookIfLate(replica: In<'before-start' | 'after-start'>, { at }: Of<'tick'>): Step {
  const { name, since, until } = replica.phase;
  if (at < until) return [replica, []];
  return failHook(replica, {
    is: 'hookFailed',
    hook: name,
    detail: `did not end within ${until - since} ms`,
    lines: [],
    at,
  });
}

/** The host was restarted: nobody knows how far it came, and it is not run twice. */
function forgetHook(replica: In<'after-start'>, { at }: Of<'vanished'>): Step {
  const detail = 'the host was restarted while it ran, and it is not run a second time';
  const [{ failure }] = failHook(replica, { is: 'hookFailed', hook: 'after-start', detail, lines: [], at });
  return [to({ ...replica, failure }, { name: 'failed', since: at }), []];
}

function notStarted(replica: In<'preparing' | 'starting'>, event: Of<'prepareFailed' | 'spawnFailed'>): Step {
  const cause = event.is === 'prepareFailed' ? event.cause : 'did-not-start';
  return again(withFailure(replica, cause, event.detail, event.at), event.at);
}

function began(replica: In<'starting'>, { process, at }: Of<'spawned'>): Step {
  const { since, until } = replica.phase;
  if (replica.spec.ready) return [{ ...replica, phase: { name: 'starting', since, until, process } }, []];
  return isReady(replica, process, at);
}

function warmUp(replica: In<'starting'>, event: Of<'probe'>): Step {
  const { process } = replica.phase;
  if (event.check === 'live' || !process) return [replica, []];
  const counted = count(replica, event) as In<'starting'>;
  if (counted.probes.oks < (replica.spec.ready?.after ?? 1)) return [counted, []];
  return isReady(counted, process, event.at);
}

/** Before it takes traffic, and once in its life: what serves or has served is not greeted. */
function isReady(replica: In<'starting'>, process: Proc, at: Ms): Step {
  const after = replica.promotedAt === null && !replica.demotedAt && !replica.greeted ? replica.spec.start?.after : null;
  const { until } = replica.phase;
  if (!after) return [to(replica, { name: 'healthy', since: at, until: untilPromoted(replica, until), process }), []];
  const asking: Phase = { name: 'after-start', since: at, until: at + after.timeoutMs, process };
  return [to({ ...replica, greeted: true }, asking), [{ do: 'hook', hook: 'after-start' }]];
}

function greeted(replica: In<'after-start'>, { at }: Of<'hookEnded'>): Step {
  const until = untilPromoted(replica, at + replica.spec.startTimeoutMs);
  return [to(replica, { name: 'healthy', since: at, until, process: replica.phase.process }), []];
}

/** A candidate whose checks come and go must not be watched for ever. */
function untilPromoted(replica: Replica, until: Ms): Ms | null {
  return replica.promotedAt === null ? until + replica.healthyMs : null;
}

function watch(replica: In<'healthy'>, event: Of<'probe'>): Step {
  const counted = calmed(count(replica, event) as In<'healthy'>, event.at);
  if (isDead(counted)) return die(counted, event);
  if (counted.probes.fails < (replica.spec.ready?.failures ?? 1)) return [counted, []];
  const { process } = replica.phase;
  const until = isWarm(replica) ? event.at + replica.spec.startTimeoutMs : replica.phase.until;
  const failed = to(counted, { name: 'unhealthy', since: event.at, until, process });
  if (replica.phase.until !== null) return [failed, []];
  return [withFailure(failed, 'failed-after-ready', `not ready any more: ${event.detail}`, event.at), [{ do: 'collect' }]];
}

function recover(replica: In<'unhealthy'>, event: Of<'probe'>): Step {
  const counted = count(replica, event);
  if (isDead(counted)) return die(counted, event);
  if (counted.probes.oks < (replica.spec.ready?.after ?? 1)) return [counted, []];
  const { process, until } = replica.phase;
  return [to(counted, { name: 'healthy', since: event.at, until, process }), []];
}

function count(replica: Replica, { check, ok, detail }: Of<'probe'>): Replica {
  const { oks, fails, liveFails, last } = replica.probes;
  if (check === 'live')
    return { ...replica, probes: { oks, fails, last: ok ? last : detail, liveFails: ok ? 0 : liveFails + 1 } };
  return { ...replica, probes: { oks: ok ? oks + 1 : 0, fails: ok ? 0 : fails + 1, liveFails, last: detail } };
}

function isDead({ probes, spec }: Replica): boolean {
  return spec.live !== null && probes.liveFails >= spec.live.failures;
}

function die(replica: Replica, { detail, at }: Of<'probe'>): Step {
  const cause = isWarm(replica) || wasWarm(replica) ? 'failed-after-ready' : 'never-ready';
  return restart(replica, `live check failed: ${detail}`, at, cause);
}

function giveUpIfLate(replica: In<'starting' | 'unhealthy'>, { at }: Of<'tick'>): Step {
  const { until } = replica.phase;
  if (until === null || at < until) return [replica, []];
  const shown = replica.probes.last || 'no check has been answered';
  const limit = secondsText(replica.spec.startTimeoutMs);
  if (wasWarm(replica)) return restart(replica, `not ready any more for ${limit}: ${shown}`, at, 'failed-after-ready');
  return restart(replica, `not ready ${limit} after its start: ${shown}`, at, 'never-ready');
}

function wasWarm({ phase, demotedAt, failure }: Replica): boolean {
  return phase.name === 'unhealthy' && (demotedAt !== undefined || failure?.cause === 'failed-after-ready');
}

/** Stopped for its failure: a candidate for good, a replica that had taken over to be started again. */
function restart(replica: Replica, message: string, at: Ms, cause: FailureCause): Step {
  const next = replica.promotedAt === null ? 'failed' : 'waiting';
  const failed = withFailure(replica, replica.promotedAt === null ? cause : 'failed-after-ready', message, at);
  const [stopping, effects] = stopThen(failed, next, at);
  return [stopping, [...effects, { do: 'collect' }]];
}

function ended(replica: In<'starting' | 'after-start' | 'healthy' | 'unhealthy'>, event: Of<'exited'>): Step {
  const { code, at } = event;
  const exit = exitOf(event);
  const left = calmed({ ...replica, lastExit: exit }, at);
  if (replica.promotedAt !== null && code === 0 && replica.spec.restart.policy !== 'always') {
    return [to(left, { name: 'stopped', since: at }), []];
  }
  const young = replica.promotedAt === null && replica.phase.name === 'starting';
  const cause = exit.result ?? (young ? 'exited' : 'failed-after-ready');
  const failed = withFailure(left, cause, exitText(exit, at - replica.phase.since, replica.phase.name), at, exit);
  return again(failed, at, left.crashes === 0 && isProven(replica, at));
}

/** It was ready for longer than the first pause would be: one crash after that is no loop, and nothing is gained by waiting. */
function isProven({ phase, spec }: Replica, at: Ms): boolean {
  return phase.name === 'healthy' && at - phase.since >= spec.restart.minMs;
}

/** A replica that was ready for as long as the longest pause starts with a clean record. */
function calmed<R extends Replica>(replica: R, at: Ms): R {
  const stable = replica.phase.name === 'healthy' && at - replica.phase.since >= replica.spec.restart.maxMs;
  return stable ? { ...replica, crashes: 0 } : replica;
}

/** Nothing of it runs: a candidate has failed; one that had taken over is started again, after a pause unless `atOnce`. */
function again(replica: Replica, at: Ms, atOnce = false): Step {
  if (replica.promotedAt === null || replica.spec.restart.policy === 'never') {
    return [to(replica, { name: 'failed', since: at }), [{ do: 'collect' }]];
  }
  const [next, effects] = atOnce ? startAgain({ ...replica, crashes: 1 }, { at }) : [pause(replica, at), []];
  return [next, [...effects, { do: 'collect' }]];
}

/** `min` doubling up to `max`. `crashes` counts the start at once too, and is one ahead where there was none. */
function pause(replica: Replica, at: Ms): Replica {
  const { minMs, maxMs } = replica.spec.restart;
  const nth = Math.max(1, replica.crashes);
  const counted = { ...replica, crashes: nth + 1 };
  const pauseMs = Math.min(minMs * 2 ** Math.min(nth - 1, 30), maxMs);
  return sayLoop({ ...to(counted, { name: 'waiting', since: at, until: at + pauseMs }) });
}

function sayLoop(replica: Replica): Replica {
  const { failure, spec, crashes } = replica;
  if (!failure || !isLooping(replica)) return replica;
  const stable = secondsText(spec.restart.maxMs);
  const message = `crash loop: ended ${crashes - 1} times in a row without being ready for ${stable}; last: ${failure.message}`;
  return { ...replica, failure: { ...failure, message } };
}

function withFailure(replica: Replica, cause: FailureCause, message: string, at: Ms, exit: Exit | null = null): Replica {
  const { release, deployment, probes } = replica;
  return { ...replica, failure: { cause, message, lastProbe: probes.last, exit, lines: null, at, release, deployment } };
}

function countAgain(replica: In<'healthy'>, { at }: Of<'adopted'>): Step {
  return replica.phase.until === null ? [replica, []] : [to(replica, { ...replica.phase, since: at }), []];
}

function promote(replica: In<'healthy'>, { at }: Of<'promote'>): Step {
  if (replica.promotedAt !== null) return [replica, []];
  return [{ ...replica, promotedAt: at, phase: { ...replica.phase, until: null } }, []];
}

function keep(replica: In<'healthy'>): Step {
  return [replica.phase.until === null ? replica : { ...replica, phase: { ...replica.phase, until: null } }, []];
}

/** A candidate again. What it is answering, it answers to the end: nothing happens to its process. */
function stepBack(replica: Replica, { at }: { at: Ms }): Step {
  return replica.promotedAt === null ? [replica, []] : [{ ...replica, promotedAt: null, demotedAt: at }, []];
}

function giveTime(replica: In<'unhealthy'>, event: Of<'demote'>): Step {
  if (replica.promotedAt === null) return [replica, []];
  const phase = { ...replica.phase, until: event.at + replica.spec.startTimeoutMs };
  return stepBack({ ...replica, phase }, event);
}

/** Only what has taken over: a candidate is watched as it is. */
function wearOut(replica: Replica, { reason }: Of<'worn'>): Step {
  return replica.promotedAt === null || replica.worn === reason ? [replica, []] : [{ ...replica, worn: reason }, []];
}

function relabel(replica: Replica, { release, version, deployment, healthyMs }: Of<'relabel'>): Step {
  const failure = replica.failure?.deployment === deployment ? replica.failure : null;
  return [{ ...replica, release, version, deployment, healthyMs, failure }, []];
}

function collected(replica: Replica, { lines }: Of<'collected'>): Step {
  return [replica.failure ? { ...replica, failure: { ...replica.failure, lines } } : replica, []];
}

function drain(replica: In<'healthy' | 'unhealthy'>, { at }: Of<'drain'>): Step {
  const { process } = replica.phase;
  return [to(replica, { name: 'draining', since: at, until: at + replica.spec.stop.drainMs, process }), [{ do: 'drain' }]];
}

function stop(replica: Replica, { at }: Event): Step {
  return stopThen(replica, 'stopped', at);
}

function stopIfDue(replica: In<'draining'>, event: Of<'tick'>): Step {
  return event.at < replica.phase.until ? [replica, []] : stop(replica, event);
}

function stopThen(replica: Replica, next: In<'stopping'>['phase']['next'], at: Ms): Step {
  const process = 'process' in replica.phase ? replica.phase.process : null;
  const { before } = replica.spec.stop;
  if (process && before && next !== 'waiting') {
    const asking: Phase = { name: 'before-stop', since: at, until: at + before.timeoutMs, process, next };
    return [to(replica, asking), [{ do: 'hook', hook: 'before-stop' }]];
  }
  const stopping: Phase = { name: 'stopping', since: at, until: at + replica.spec.stop.timeoutMs, process, next };
  return [to(replica, stopping), process ? [{ do: 'terminate', process }] : []];
}

function terminate(replica: In<'before-stop'>, { at }: Event): Step {
  const { process, next } = replica.phase;
  const stopping: Phase = { name: 'stopping', since: at, until: at + replica.spec.stop.timeoutMs, process, next };
  return [to(replica, stopping), [{ do: 'terminate', process }]];
}

function terminateIfDue(replica: In<'before-stop'>, event: Of<'tick'>): Step {
  return event.at < replica.phase.until ? [replica, []] : terminate(replica, event);
}

function stopLateComer(replica: In<'stopping'>, { process, at }: Of<'spawned'>): Step {
  const until = at + replica.spec.stop.timeoutMs;
  return [{ ...replica, phase: { ...replica.phase, process, until } }, [{ do: 'terminate', process }]];
}

function killIfDue(replica: In<'stopping'>, { at }: Of<'tick'>): Step {
  const { phase } = replica;
  if (at < phase.until) return [replica, []];
  const later = { ...replica, phase: { ...phase, until: at + killAgainMs } };
  return [later, phase.process ? [{ do: 'kill', process: phase.process }] : []];
}

function forGood(replica: In<'stopping'>): Step {
  return replica.phase.next === 'waiting' ? [{ ...replica, phase: { ...replica.phase, next: 'stopped' } }, []] : [replica, []];
}

function leave(replica: In<'before-stop' | 'draining' | 'stopping'>, event: Of<'exited'>): Step {
  const left = { ...replica, lastExit: exitOf(event) };
  const next = 'next' in left.phase ? left.phase.next : 'stopped';
  if (next === 'waiting') return [pause(left, event.at), []];
  const { after } = left.spec.stop;
  if (!after) return [to(left, { name: next, since: event.at }), []];
  const cleaning: Phase = { name: 'after-stop', since: event.at, until: event.at + after.timeoutMs, next };
  return [to(left, cleaning), [{ do: 'hook', hook: 'after-stop' }]];
}

function exitOf({ code, signal, at, result }: Of<'exited'>): Exit {
  return { code, signal, at, ...(result ? { result } : {}) };
}

function settle(replica: Replica, { at }: Event): Step {
  return [to(replica, { name: 'stopped', since: at }), []];
}

function settleNextIfDue(replica: In<'after-stop'>, event: Of<'tick'>): Step {
  return event.at < replica.phase.until ? [replica, []] : settleNext(replica, event);
}

function settleNext(replica: In<'before-stop' | 'stopping' | 'after-stop'>, { at }: Event): Step {
  const { next } = replica.phase;
  return [next === 'waiting' ? pause(replica, at) : to(replica, { name: next, since: at }), []];
}
