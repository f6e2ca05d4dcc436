// One replica's life: a table of moves, phase by event. What a row does not name changes nothing.
import {
  drain,
  ended,
  forGood,
  killIfDue,
  leave,
  prepare,
  prepareIfDue,
  settle,
  settleNext,
  settleNextIfDue,
  stop,
  stopIfDue,
  stopLateComer,
  terminate,
  terminateIfDue,
} from './ending.ts';
import type { Effect, Event, Moves, Name, Step } from './events.ts';
import type { Phase, Replica } from './replica.ts';
import {
  collected,
  countAgain,
  giveTime,
  giveUpIfLate,
  keep,
  promote,
  recover,
  relabel,
  stepBack,
  watch,
  wearOut,
} from './running.ts';
import { askThenStart, began, failHook, failHookIfLate, forgetHook, greeted, notStarted, start, warmUp } from './starting.ts';
import type { Ms } from './types.ts';

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
