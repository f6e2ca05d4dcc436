// Before anything changes: every host has the bundle and says that it can run it, and the release hook has run.
import { isAwaiting, isLate } from './deadlines.ts';
import { knowingTooLittle, overdue, refusing, tooOld, unplaced, wholeHost } from './failures.ts';
import { firstStep, turnBack } from './moves.ts';
import { fail, settle } from './outcome.ts';
import { place } from './place.ts';
import { change, type Scene } from './scene.ts';
import { askFor, hostsFor, isOverdue, taskOf } from './tasks.ts';
import type { Failure, HostFacts, Progress, ReleaseFacts } from './types.ts';

export function stage(scene: Scene): Scene | null {
  const { to } = scene.deployment;
  if (isEmpty(to)) return scene.deployment.orders.paused ? null : firstStep(scene);
  const concerned = hostsOf(scene);
  const refusals = [...unplaced(scene), ...tooOld(concerned, scene), ...knowingTooLittle(concerned, scene), ...refusing(scene)];
  if (refusals.length > 0) return refuse(scene, refusals);
  const awaited = concerned.filter((host) => host.state !== 'lost' && !isPrepared(host, scene));
  if (awaited.length === 0 && concerned.some(({ state }) => state === 'connected')) return afterStaging(scene);
  if (!isLate(scene) || scene.deployment.orders.paused) return null;
  const missing = (awaited.length > 0 ? awaited : concerned).map((host) => wholeHost(host.name));
  return refuse(scene, overdue(missing.length > 0 ? missing : [wholeHost('')], scene));
}

/** Once, on one host; what it did nobody can undo, so nothing is tried a second time. */
export function runReleaseHook(scene: Scene, { since }: Extract<Progress, { phase: 'hook' }>): Scene | null {
  const { deployment, fleet, now } = scene;
  const limitMs = deployment.to.hooks.releaseMs ?? 0;
  const task = taskOf(deployment, 'release');
  if (!task) {
    // Two of them at a time would migrate the same things.
    const earlier = fleet.hosts.find(({ runsEarlier }) => runsEarlier)?.name;
    const asked = earlier === undefined ? askFor('release', hostsFor(scene), scene) : null;
    if (asked) return change(scene, { deployment: asked }, `the release hook runs on ${asked.tasks.at(-1)?.host}`);
    if (now < since + deployment.strategy.progressMs || isAwaiting(fleet, now)) return null;
    const message = earlier
      ? `a hook of an earlier deployment has not ended on ${earlier}`
      : 'no host could run the release hook';
    return refuse(scene, [{ ...wholeHost(earlier ?? ''), cause: 'host-unreachable', message, at: now }]);
  }
  if (task.state === 'done') return scene.deployment.orders.paused ? null : firstStep(scene);
  const failure = { ...wholeHost(task.host), cause: 'hook-failed' as const, at: now };
  if (task.state === 'failed') return refuse(scene, [{ ...failure, message: `release: ${task.message}` }]);
  if (!isOverdue(task, limitMs, scene)) return null;
  return refuse(scene, [{ ...failure, message: `nothing was heard of the release hook on ${task.host}, which may have run` }]);
}

function afterStaging(scene: Scene): Scene | null {
  const { deployment, now } = scene;
  if (deployment.orders.paused) return null;
  const runs = deployment.runsHooks && deployment.to.hooks.releaseMs !== null;
  return runs ? change(scene, { progress: { phase: 'hook', since: now } }) : firstStep(scene);
}

/** Nothing has changed by this deployment; what an earlier one had begun is not left half done, unless someone says so. */
export function refuse(scene: Scene, failures: Failure[]): Scene {
  const { from, orders } = scene.deployment;
  const isMixed = from !== null && scene.fleet.wishes.some(({ release }) => release !== from.number);
  if (!isMixed) return settle(scene, 'refused', failures);
  if (orders.aborted?.rollback === false) return settle(scene, 'failed', failures);
  return turnBack(fail(scene, failures));
}

/** Those that get a slot of it. */
function hostsOf({ deployment, fleet, now }: Scene): HostFacts[] {
  const placed = new Set(place(deployment.to, fleet.hosts, now).map(({ host }) => host));
  return fleet.hosts.filter(({ name }) => placed.has(name));
}

function isPrepared(host: HostFacts, { deployment }: Scene): boolean {
  const isStaged = host.staged[deployment.to.bundle]?.state === 'ready';
  return host.state === 'connected' && isStaged && host.preflights[deployment.number] !== undefined;
}

function isEmpty({ processes }: ReleaseFacts): boolean {
  return Object.values(processes).every((process) => process.replicas === 0);
}
