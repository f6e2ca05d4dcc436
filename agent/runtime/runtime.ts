// How a version becomes processes. One file beside this one for each kind.
import type { Exit, Proc } from '../decide/replica.ts';

/** One start of a replica. */
export interface Run {
  replica: string;
  run: number;
}

export interface RunPlan extends Run {
  command: string[];
  folder: string;
  env: Record<string, string>;
  /** Files that its output is appended to. */
  stdout: string;
  stderr: string;
}

export type Found =
  | { is: 'running'; process: Proc }
  | { is: 'ended'; exit: Exit }
  /** The host was restarted since. */
  | { is: 'vanished' }
  | { is: 'never-started' };

/** It did not start, and nothing of it runs; the message says why. */
export class NotStarted extends Error {}

export interface Runtime {
  /** Starts the run, or finds that it has been started already. @throws NotStarted */
  start(plan: RunPlan): Promise<Proc>;
  /** What has become of a run, also of one that another agent started. */
  find(run: Run, process: Proc | null): Found;
  /** Resolves when it has ended, or never when the signal aborts. */
  ended(run: Run, process: Proc, signal: AbortSignal): Promise<Exit>;
  /** To all of its group, if it is still the same. */
  signal(process: Proc, signal: string): void;
  /** Lets go of what was kept about the run. */
  forget(run: Run): void;
}
