// What the hook of a deployment writes while it runs, read from the app's logs; what those did not bring in time, at its end.
import type { Deployment } from '../proto/generated/castellan/v1/Deployment.ts';
import type { DeploymentTask } from '../proto/generated/castellan/v1/DeploymentTask.ts';
import type { Client } from './connect.ts';

export interface TaskOutput {
  /** Follows those that run, and tells the rest of those that have ended. */
  look(deployment: Deployment): void;
  close(): void;
}

export type TellLines = (task: DeploymentTask, lines: string[]) => void;

export function openTaskOutput(client: Client, tell: TellLines): TaskOutput {
  const following = new Map<string, { told: string[]; stop: AbortController }>();
  const follow = (deployment: Deployment, task: DeploymentTask) => {
    if (following.has(task.name)) return;
    const run = { told: [] as string[], stop: new AbortController() };
    following.set(task.name, run);
    const each = (lines: string[]) => {
      if (run.stop.signal.aborted) return;
      run.told.push(...lines);
      tell(task, lines);
    };
    // Its last lines come with the deployment in any case.
    readLines(client, deployment, task, each, run.stop.signal).catch(() => {});
  };
  const end = (task: DeploymentTask) => {
    const run = following.get(task.name);
    if (!run || run.stop.signal.aborted) return;
    run.stop.abort();
    const rest = missing(task.logLines, run.told);
    if (rest.length > 0) tell(task, rest);
  };
  return {
    look: (deployment) => {
      for (const task of deployment.tasks) {
        if (task.state === 'DONE' || task.state === 'FAILED') end(task);
        else if (task.logReplica) follow(deployment, task);
      }
    },
    close: () => {
      for (const { stop } of following.values()) stop.abort();
    },
  };
}

async function readLines(
  client: Client,
  { app, environment }: Deployment,
  { logReplica }: DeploymentTask,
  each: (lines: string[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const request = { app, environment, replicas: [logReplica], follow: true };
  for await (const { lines } of client.logs(request, { signal }))
    each(lines.filter(({ gapBytes }) => gapBytes === 0).map(({ text }) => Buffer.from(text).toString()));
}

/** Of the last lines those that were not told, each as often as it is there. */
function missing(last: string[], told: string[]): string[] {
  const left = [...told];
  return last.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
