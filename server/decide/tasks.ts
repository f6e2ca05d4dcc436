// Commands that a deployment has run once: which is asked for, where, and what came of it.
import { isAwaiting } from './deadlines.ts';
import { settle } from './outcome.ts';
import { place } from './place.ts';
import { change, type Scene } from './scene.ts';
import type { Deployment, Fleet, Ms, Progress, Task } from './types.ts';

/** Its host stops it at its limit; one that has said nothing for so long after that is not waited for. */
const graceMs: Ms = 60_000;

/** With what hosts say of its tasks by now. One that has ended stays as it ended. */
export function heard(deployment: Deployment, fleet: Fleet): Deployment {
  const tasks = deployment.tasks.map((task) => {
    if (hasEnded(task)) return task;
    const host = fleet.hosts.find(({ name }) => name === task.host);
    const told = host?.tasks.find(({ name }) => name === task.name);
    return told ? { ...task, state: told.state, message: told.message } : task;
  });
  return { ...deployment, tasks };
}

export function taskOf({ tasks }: Deployment, name: string): Task | undefined {
  return tasks.find((task) => task.name === name);
}

/** Asked for on the first of `hosts`; null: there is none that could do it now. */
export function askFor(name: string, [host]: string[], { deployment, now }: Scene): Deployment | null {
  if (host === undefined) return null;
  return { ...deployment, tasks: [...deployment.tasks, { name, host, state: 'waiting', message: '', at: now }] };
}

/** Hosts that can be reached and hold the bundle, those that run the release or will before all others. */
export function hostsFor({ deployment, fleet, now }: Scene): string[] {
  const placed = new Set(place(deployment.to, fleet.hosts, now).map(({ host }) => host));
  const ready = fleet.hosts.filter(
    ({ state, staged }) => state === 'connected' && staged[deployment.to.bundle]?.state === 'ready',
  );
  const names = ready.map(({ name }) => name).sort();
  return names.filter((name) => placed.has(name));
}

export function isOverdue(task: Task, limitMs: Ms, { fleet, now }: Scene): boolean {
  return now >= task.at + limitMs + graceMs && !isAwaiting(fleet, now);
}

/** Everything serves: the last hook, then it is done. */
export function finishUp(scene: Scene): Scene {
  const { deployment, now } = scene;
  const runs = deployment.runsHooks && deployment.to.hooks.afterDeployMs !== null;
  return runs ? change(scene, { progress: { phase: 'finishing', since: now } }) : settle(scene, 'done');
}

/** What serves is well, so that its failing turns nothing back. */
export function runLastHook(scene: Scene, { since }: Extract<Progress, { phase: 'finishing' }>): Scene | null {
  const { deployment, fleet, now } = scene;
  const name = 'after_deploy';
  const task = taskOf(deployment, name);
  const limitMs = deployment.to.hooks.afterDeployMs ?? 0;
  const done = (...events: string[]) => settle(change(scene, {}, ...events), 'done');
  if (!task) {
    const asked = askFor(name, hostsFor(scene), scene);
    if (asked) return change(scene, { deployment: asked }, `the after_deploy hook runs on ${asked.tasks.at(-1)?.host}`);
    const isOver = now >= since + limitMs + graceMs && !isAwaiting(fleet, now);
    return isOver ? done('no host could run the after_deploy hook') : null;
  }
  if (task.state === 'done') return done();
  if (task.state === 'failed') return done(`the after_deploy hook failed on ${task.host}: ${task.message}`);
  return isOverdue(task, limitMs, scene) ? done(`nothing was heard of the after_deploy hook on ${task.host}`) : null;
}

/** When tasks are given up, those too that nothing waits for any more, or that no host could be asked for. */
export function taskLimits({ tasks, to, strategy, progress }: Deployment): Ms[] {
  const limits = { release: to.hooks.releaseMs, after_deploy: to.hooks.afterDeployMs } as Record<string, Ms | null>;
  const waiting = tasks.filter((task) => !hasEnded(task));
  const given = waiting.map(({ name, at }) => at + (limits[name] ?? strategy.verdict?.checkMs ?? 0) + graceMs);
  if (progress.phase === 'hook') return [...given, progress.since + strategy.progressMs];
  return progress.phase === 'finishing' ? [...given, progress.since + (to.hooks.afterDeployMs ?? 0) + graceMs] : given;
}

function hasEnded({ state }: Task): boolean {
  return state === 'done' || state === 'failed';
}
