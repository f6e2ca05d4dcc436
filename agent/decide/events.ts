// What can happen to a replica, and what is then to be done.
import type { Exit, Phase, Proc, Replica, Route } from './replica.ts';
import type { Ms } from './types.ts';

export type Event =
  | { is: 'prepared'; ports: Record<string, number>; folder: string; at: Ms }
  | { is: 'prepareFailed'; cause: 'not-staged' | 'did-not-start'; detail: string; at: Ms }
  /** startedAt: when, where that was found out later. */
  | { is: 'spawned'; run: number; process: Proc; at: Ms; startedAt?: Ms }
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
  /** What it runs stays as it is; its routes may be others, and its share of the requests. */
  | {
      is: 'relabel';
      release: number;
      version: string;
      deployment: number;
      healthyMs: Ms;
      routes: Route[];
      weight?: number | undefined;
      at: Ms;
    }
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

export type Name = Phase['name'];
export type In<N extends Name> = Replica & { phase: Extract<Phase, { name: N }> };
export type Of<E extends Event['is']> = Extract<Event, { is: E }>;
export type Moves = { [N in Name]: { [E in Event['is']]?: (replica: In<N>, event: Of<E>) => Step } };
