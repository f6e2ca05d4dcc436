// Watches a deployment to its end. The server carries it on: hanging up, or losing the connection, changes nothing.
import { setTimeout as pause } from 'node:timers/promises';
import { parseDuration } from '../lib/durations.ts';
import { Failure, type FailureCode } from '../proto/failure.ts';
import type { Deployment } from '../proto/generated/castellan/v1/Deployment.ts';
import { type Call, type Options, Usage } from './command.ts';
import type { Client } from './connect.ts';
import { exitOf, keptWarm, took, undo, verdict } from './show/deployment.ts';
import { openDisplay } from './show/display.ts';
import { dossier } from './show/dossier.ts';
import { plain } from './show/plain.ts';
import { saved } from './show/transfer.ts';
import { openTaskOutput } from './task-output.ts';

/** Of a watch that Ctrl-C ended, while the deployment goes on. */
export const detachedStatus = 130;
const timedOutStatus = 5;

/** Which deployment, as WatchDeployment takes it. */
export interface Which {
  number?: number;
  app?: string;
  environment?: string;
}

/** Shows a deployment until it is settled; returns the exit status. */
export async function watch({ options, screen }: Call, client: Client, which: Which, first?: Deployment): Promise<number> {
  const stop = stopper(waitMs(options));
  const display = await openDisplay(screen);
  const output = openTaskOutput(client, (task, lines) => display.output(task, lines));
  let last = first;
  try {
    if (first) display.show(first);
    for await (const deployment of changes(client, which, stop.signal, (trouble) => display.trouble(trouble))) {
      last = deployment;
      output.look(deployment);
      display.show(deployment);
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    output.close();
    display.close();
    stop.close();
  }
  if (last?.phase === 'SETTLED') return conclude(last, screen);
  return left(stop.signal.reason, last?.number ?? which.number ?? 0, screen);
}

/** After a call that made a deployment: watches it, or with --detach says how to come back. */
export async function follow(call: Call, client: Client, deployment: Deployment): Promise<number> {
  if (!call.options.detach) return watch(call, client, { number: deployment.number }, deployment);
  if (call.screen.json) call.screen.object(deployment);
  else call.screen.out(`deployment ${deployment.number} is under way; watch it with: ctl attach ${deployment.number}`);
  return 0;
}

/** Milliseconds that --timeout allows; undefined: as long as it takes. */
export function waitMs({ timeout }: Pick<Options, 'timeout'>): number | undefined {
  if (timeout === undefined) return undefined;
  const ms = parseDuration(timeout);
  if (ms === undefined) throw new Usage(`${JSON.stringify(timeout)} is not a duration; write for example 90s or 10m`);
  return ms;
}

/** Ends a wait: Ctrl-C, or the time given. */
export type StopReason = 'interrupted' | 'timed out';

export function stopper(ms: number | undefined) {
  const controller = new AbortController();
  const interrupt = () => controller.abort('interrupted' satisfies StopReason);
  const timer = ms === undefined ? undefined : setTimeout(() => controller.abort('timed out' satisfies StopReason), ms);
  process.on('SIGINT', interrupt);
  const close = () => {
    clearTimeout(timer);
    process.off('SIGINT', interrupt);
  };
  return { signal: controller.signal, close };
}

/** Each state of it, over as many connections as it takes. */
async function* changes(
  client: Client,
  which: Which,
  signal: AbortSignal,
  trouble: (text: string) => void,
): AsyncGenerator<Deployment> {
  let number = which.number;
  for (let attempt = 0; ; attempt += 1) {
    try {
      for await (const deployment of client.watchDeployment(number ? { number } : which, { signal })) {
        trouble('');
        attempt = 0;
        number = deployment.number;
        yield deployment;
        if (deployment.phase === 'SETTLED') return;
      }
    } catch (error) {
      if (!mayPass(error) || signal.aborted) throw error;
      // Nothing was ever seen: better say so now than wait for a server that may not be there.
      if (!number && attempt > 3) throw error;
      trouble(`the connection is lost (${(error as Error).message}); the deployment goes on, trying again`);
    }
    await pause(Math.min(2000, 100 * 2 ** attempt), undefined, { signal });
  }
}

/** Trying again later may help: the server is away, or was asked for too much at once. */
export function mayPass(error: unknown): boolean {
  return error instanceof Failure && passing.has(error.code);
}

const passing: ReadonlySet<FailureCode> = new Set(['unavailable', 'cancelled', 'timeout', 'busy']);

function conclude(deployment: Deployment, screen: Call['screen']): number {
  if (screen.json) return exitOf[deployment.outcome];
  if (deployment.outcome === 'DONE') {
    const back = undo(deployment);
    const less = saved(deployment);
    screen.out(`${screen.paint('green', verdict(deployment))} (${took(deployment)})`);
    if (less) screen.out(less);
    for (const text of deployment.warnings) screen.note(`${screen.paintNote('yellow', '!')} ${plain(text)}`);
    const warm = keptWarm(deployment, Date.now());
    if (warm) screen.out(warm);
    if (back) screen.out(`undo: ${back}`);
  } else {
    for (const line of dossier(deployment, { columns: screen.columns, paint: screen.paintNote })) screen.note(line);
  }
  return exitOf[deployment.outcome];
}

function left(reason: StopReason, number: number, screen: Call['screen']): number {
  const status = reason === 'timed out' ? timedOutStatus : detachedStatus;
  const back = number > 0 ? `ctl attach ${number}` : 'ctl attach APP';
  if (screen.json) screen.object({ detached: { deployment: number, reason, next: back, status } });
  else
    screen.note(
      `${reason === 'timed out' ? 'stopped waiting' : 'detached'}: deployment ${number} goes on; come back with: ${back}`,
    );
  return status;
}
