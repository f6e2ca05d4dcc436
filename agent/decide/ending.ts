// How a run ends, and what follows: another one after a pause, or the end of the replica.
import type { Event, In, Of, Step } from './events.ts';
import { exitText, memoryText, secondsText } from './evidence.ts';
import { type Exit, type FailureCause, isLooping, noProbes, type Phase, type Replica, type Why } from './replica.ts';
import type { Ms } from './types.ts';

const killAgainMs = 5000;

export function to(replica: Replica, phase: Phase): Replica {
  return { ...replica, phase, probes: { ...noProbes, last: replica.probes.last } };
}

export function prepare(replica: Replica, { at }: { at: Ms }): Step {
  return [to(replica, { name: 'preparing', since: at }), [{ do: 'prepare' }]];
}

export function prepareIfDue(replica: In<'waiting'>, event: Of<'tick'>): Step {
  if (event.at < replica.phase.until) return [replica, []];
  return startAgain(replica, event);
}

function startAgain(replica: Replica, event: { at: Ms }): Step {
  return prepare({ ...replica, restarts: replica.restarts + 1 }, event);
}

interface Given {
  cause: FailureCause;
  message: string;
  why: Why;
}

/** Stopped for its failure: a candidate for good, a replica that had taken over to be started again. */
export function restart(replica: Replica, at: Ms, { cause, message, why }: Given): Step {
  const next = replica.promotedAt === null ? 'failed' : 'waiting';
  const failed = withFailure(replica, replica.promotedAt === null ? cause : 'failed-after-ready', message, at);
  const [stopping, effects] = stopThen(failed, next, at, why);
  return [stopping, [...effects, { do: 'collect' }]];
}

export function ended(replica: In<'starting' | 'after-start' | 'healthy' | 'unhealthy'>, event: Of<'exited'>): Step {
  const { code, at } = event;
  const exit = exitOf(event, event.result && outOfMemory(replica));
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
export function calmed<R extends Replica>(replica: R, at: Ms): R {
  const stable = replica.phase.name === 'healthy' && at - replica.phase.since >= replica.spec.restart.maxMs;
  return stable ? { ...replica, crashes: 0 } : replica;
}

/** Nothing of it runs: a candidate has failed; one that had taken over is started again, after a pause unless `atOnce`. */
export function again(replica: Replica, at: Ms, atOnce = false): Step {
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

export function withFailure(replica: Replica, cause: FailureCause, message: string, at: Ms, exit: Exit | null = null): Replica {
  const { release, deployment, probes } = replica;
  return { ...replica, failure: { cause, message, lastProbe: probes.last, exit, lines: null, at, release, deployment } };
}

export function drain(replica: In<'healthy' | 'unhealthy'>, { at }: Of<'drain'>): Step {
  const { process } = replica.phase;
  return [to(replica, { name: 'draining', since: at, until: at + replica.spec.stop.drainMs, process }), [{ do: 'drain' }]];
}

export function stop(replica: Replica, { at }: Event): Step {
  return stopThen(replica, 'stopped', at);
}

export function stopIfDue(replica: In<'draining'>, event: Of<'tick'>): Step {
  return event.at < replica.phase.until ? [replica, []] : stop(replica, event);
}

export function stopThen(replica: Replica, next: In<'stopping'>['phase']['next'], at: Ms, why?: Why): Step {
  const process = 'process' in replica.phase ? replica.phase.process : null;
  const { before } = replica.spec.stop;
  if (process && before && next !== 'waiting') {
    const asking: Phase = { name: 'before-stop', since: at, until: at + before.timeoutMs, process, next };
    return [to(replica, asking), [{ do: 'hook', hook: 'before-stop' }]];
  }
  const until = at + replica.spec.stop.timeoutMs;
  const stopping: Phase = { name: 'stopping', since: at, until, process, next, ...(why ? { why } : {}) };
  return [to(replica, stopping), process ? [{ do: 'terminate', process }] : []];
}

export function terminate(replica: In<'before-stop'>, { at }: Event): Step {
  const { process, next } = replica.phase;
  const stopping: Phase = { name: 'stopping', since: at, until: at + replica.spec.stop.timeoutMs, process, next };
  return [to(replica, stopping), [{ do: 'terminate', process }]];
}

export function terminateIfDue(replica: In<'before-stop'>, event: Of<'tick'>): Step {
  return event.at < replica.phase.until ? [replica, []] : terminate(replica, event);
}

export function stopLateComer(replica: In<'stopping'>, { process, at }: Of<'spawned'>): Step {
  const until = at + replica.spec.stop.timeoutMs;
  return [{ ...replica, phase: { ...replica.phase, process, until } }, [{ do: 'terminate', process }]];
}

export function killIfDue(replica: In<'stopping'>, { at }: Of<'tick'>): Step {
  const { phase } = replica;
  if (at < phase.until) return [replica, []];
  const later = { ...replica, phase: { ...phase, until: at + killAgainMs } };
  return [later, phase.process ? [{ do: 'kill', process: phase.process }] : []];
}

export function forGood(replica: In<'stopping'>): Step {
  return replica.phase.next === 'waiting' ? [{ ...replica, phase: { ...replica.phase, next: 'stopped' } }, []] : [replica, []];
}

export function leave(replica: In<'before-stop' | 'draining' | 'stopping'>, event: Of<'exited'>): Step {
  const left = { ...replica, lastExit: exitOf(event, event.result ? outOfMemory(replica) : whyStopped(replica)) };
  const next = 'next' in left.phase ? left.phase.next : 'stopped';
  if (next === 'waiting') return [pause(left, event.at), []];
  const { after } = left.spec.stop;
  if (!after) return [to(left, { name: next, since: event.at }), []];
  const cleaning: Phase = { name: 'after-stop', since: event.at, until: event.at + after.timeoutMs, next };
  return [to(left, cleaning), [{ do: 'hook', hook: 'after-stop' }]];
}

function exitOf({ code, signal, at, result }: Of<'exited'>, why: Why | undefined): Exit {
  return { code, signal, at, ...(result ? { result } : {}), ...(why ? { why } : {}) };
}

function outOfMemory({ spec }: Replica): Why {
  return { reason: 'out-of-memory', text: memoryText(spec.limits) };
}

function whyStopped({ phase, worn }: Replica): Why | undefined {
  return 'why' in phase ? phase.why : worn ? wornOut(worn) : undefined;
}

export function wornOut(text: string): Why {
  return { reason: 'watchdog', text: `watchdog: it ${text}` };
}

export function settle(replica: Replica, { at }: Event): Step {
  return [to(replica, { name: 'stopped', since: at }), []];
}

export function settleNextIfDue(replica: In<'after-stop'>, event: Of<'tick'>): Step {
  return event.at < replica.phase.until ? [replica, []] : settleNext(replica, event);
}

export function settleNext(replica: In<'before-stop' | 'stopping' | 'after-stop'>, { at }: Event): Step {
  const { next } = replica.phase;
  return [next === 'waiting' ? pause(replica, at) : to(replica, { name: next, since: at }), []];
}
