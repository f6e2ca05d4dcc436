// How a version becomes processes. One file beside this one for each kind.
import type { Exit, Limits, Proc, Sandbox } from '../decide/replica.ts';

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
  /** The folder that it keeps its own data in, over all its runs: made already, to be made its user's. */
  data: string;
  limits: Limits;
  /** A user of this host, or `dynamic`: one of its own for as long as it runs; null: the agent's. */
  user: string | null;
  sandbox: Sandbox;
  /** How it is ended when it is not the agent that does it: the host goes down. */
  stop: { signal: string; timeoutMs: number };
}

export type Found =
  | { is: 'running'; process: Proc }
  | { is: 'ended'; exit: Exit }
  /** The host was restarted since. */
  | { is: 'vanished' }
  | { is: 'never-started' };

/** What all processes of a run use together at the moment. */
export interface Resources {
  memoryBytes: number;
  /** Since its start, of all processors together. */
  cpuMs: number;
  pids: number;
  /** Open descriptors. */
  files: number;
}

export interface Unenforced {
  limit: 'memory' | 'cpu' | 'pids' | 'files';
  /** `no memory controller`. */
  reason: string;
}

/** It did not start, and nothing of it runs; the message says why. */
export class NotStarted extends Error {}

export interface Runtime {
  /** Why it cannot change a version where it runs; empty: it can. */
  unable: string;
  /** Why it could never be started as this user here, a sentence each; none: it can. */
  refusals(asked: Pick<RunPlan, 'user'>): string[];
  /** What no replica can be given here that it should have, a sentence each. */
  troubles(): string[];
  /** Which limits this host cannot hold it to; it is started without them. */
  unenforced(limits: Limits): Unenforced[];
  /** Starts the run, or finds that it has been started already. @throws NotStarted */
  start(plan: RunPlan): Promise<Proc>;
  /** What has become of a run, also of one that another agent started. */
  find(run: Run, process: Proc | null): Found;
  /** Resolves when it has ended and nothing of it is left, also nothing that it had put into the background; never when the signal aborts. */
  ended(run: Run, process: Proc, signal: AbortSignal): Promise<Exit>;
  /** To all of its group, if it is still the same; SIGKILL to all that it ever started. */
  signal(process: Proc, signal: string): void;
  /** All processes of it, the app's own first; none: it is gone. */
  members(process: Proc): number[];
  /** undefined: it is gone. */
  resources(process: Proc): Resources | undefined;
  /**
   * The argv that runs a command of this replica (a check, a hook) with no more rights than the replica has. `data`: its data
   * folder, by whose owner a user of its own is known.
   */
  commandAs(user: string | null, command: string[], data?: string): string[];
  /** Lets go of what was kept about the run. */
  forget(run: Run): void;
  /** Ends everything that runs here as a replica and is none of these, and what is kept about it. */
  sweep(known: Run[]): void;
}
