// What deployments ask of this host besides replicas: commands that are run once, a look ahead, and what requests met.
import type { Assignment } from '../proto/generated/castellan/v1/Assignment.ts';
import type { ReportInput } from '../proto/generated/castellan/v1/Report.ts';
import type { Wish } from './decide/replica.ts';
import { type Figures, openFigures } from './figures.ts';
import { openPreflights, type PreflightOptions } from './preflight.ts';
import type { Proofs } from './proofs.ts';
import type { Router } from './router/router.ts';
import { openTasks, type Tasks, type TasksOptions } from './tasks.ts';
import { readTasks } from './wanted-tasks.ts';

export interface DeploymentsOptions extends PreflightOptions, TasksOptions {
  proofs: Proofs;
  router: Router;
  /** A slot is on its way to what is wanted. */
  isMoving(): boolean;
}

export interface Deployments extends Pick<Tasks, 'runs' | 'running' | 'bundles' | 'resume'> {
  /** `wishes`: what is to run by it. */
  assign(assignment: Assignment, wishes: Wish[]): void;
  /** What they are about to ask for. */
  prospects(): Wish[];
  /** A bundle may be there. */
  look(): void;
  report(): Pick<ReportInput, 'preflights' | 'tasks'> & ReturnType<Figures['report']>;
  close(): void;
}

/** What has moved is watched: somebody may be comparing. */
const watchedMs = 10 * 60_000;

export function openDeployments(options: DeploymentsOptions): Deployments {
  const { clock, accept, proofs } = options;
  const tasks = openTasks(options);
  const preflights = openPreflights(options);
  let busyAt = Number.NEGATIVE_INFINITY;
  const figures = openFigures({ ...options, isBusy });

  function assign({ tasks: wanted = [], prospects = [] }: Assignment, wishes: Wish[]): void {
    const deployments = [...wanted, ...prospects, ...wishes];
    tasks.assign(readTasks(wanted, accept, proofs.trouble), deployments);
    preflights.assign(prospects, wishes);
  }

  function isBusy(): boolean {
    if (tasks.running().length > 0 || preflights.isBusy() || options.isMoving()) busyAt = clock.now();
    return clock.now() - busyAt < watchedMs;
  }

  return {
    runs: tasks.runs,
    running: tasks.running,
    bundles: tasks.bundles,
    resume: tasks.resume,
    assign,
    prospects: preflights.wishes,
    look() {
      tasks.look();
      preflights.look();
    },
    report: () => ({ preflights: preflights.report(), tasks: tasks.report(), ...figures.report() }),
    close() {
      tasks.close();
      figures.close();
    },
  };
}
