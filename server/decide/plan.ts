// What follows from the facts for a deployment: a decision at a time, until there is nothing left to decide for now.
import { areTooMany, newFailures, overdue, refusedSlots, refusing, wholeHost } from './failures.ts';
import { begin, empty, firstStep, turnBack } from './moves.ts';
import { behindOf, change, goalOf, type Scene, type Standing, standing } from './scene.ts';
import type { Deployment, Failure, Fleet, Ms, Outcome, Part, Plan, Progress, ReleaseFacts } from './types.ts';
import { kept } from './wishes.ts';
import { listed, sayFailure, sayServed } from './words.ts';

type In<Phase extends Progress['phase']> = Extract<Progress, { phase: Phase }>;

/**
 * A function of the facts alone: asked again with its own answer recorded, it says the same and has no events.
 * `fleet.hosts` holds every host of the environment, lost ones too: wishes for any other host are dropped.
 */
export function plan(deployment: Deployment, fleet: Fleet, now: Ms): Plan {
  let scene: Scene = { deployment, fleet, now, events: [] };
  for (let next: Scene | null = scene; next; next = decide(scene)) scene = next;
  return recorded(scene);
}

/** A newer deployment takes over from whatever the wishes are now. */
export function supersede(deployment: Deployment, by: number, now: Ms): Deployment {
  if (deployment.progress.phase === 'settled' || by <= deployment.number) return deployment;
  return { ...deployment, progress: { phase: 'settled', outcome: 'superseded', at: now } };
}

/** The next thing to do, done; null: wait until something changes. */
function decide(scene: Scene): Scene | null {
  const { progress } = scene.deployment;
  switch (progress.phase) {
    case 'staging':
      return stage(scene);
    case 'moving':
      return takeNote(scene, progress) ?? stopIfFailing(scene) ?? move(scene, progress);
    case 'baking':
      return takeNote(scene, progress) ?? stopIfFailing(scene) ?? bake(scene, progress);
    case 'turning-back':
      return takeNote(scene, progress) ?? goBack(scene);
    case 'settled':
      return null;
  }
}

function stage(scene: Scene): Scene | null {
  const { to } = scene.deployment;
  const { hosts } = scene.fleet;
  if (isEmpty(to)) return firstStep(scene);
  const refusals = refusing(scene);
  if (refusals.length > 0) return settle(scene, 'refused', refusals);
  const awaited = hosts.filter(
    (host) => host.state !== 'lost' && !(host.state === 'connected' && host.staged[to.bundle]?.state === 'ready'),
  );
  const ready = awaited.length === 0 && hosts.some((host) => host.state === 'connected');
  if (ready) return firstStep(scene);
  if (!isLate(scene)) return null;
  const missing = (awaited.length > 0 ? awaited : hosts).map((host) => wholeHost(host.name));
  return settle(scene, 'refused', overdue(missing.length > 0 ? missing : [wholeHost('')], scene));
}

function move(scene: Scene, progress: In<'moving'>): Scene | null {
  const now = standing(scene);
  const atOnce = progress.part === 'all' || progress.part === 'emptying';
  if (atOnce && now.able.length + now.lost.length > 0) return begin(scene, progress.part, progress.step);
  if (now.waiting.length > 0) return isLate(scene) ? fail(scene, overdue(now.waiting, scene)) : null;
  switch (progress.part) {
    case 'canary':
      return startBake(scene, progress);
    case 'batch':
      return hasPending(now) ? moveNext(scene, progress, now) : startBake(scene, progress);
    case 'all':
      return hasPending(now) ? moveNext(scene, progress, now, 'all') : finish(scene, progress, now);
    case 'emptying':
      return finishEmptying(scene, now);
  }
}

function bake(scene: Scene, progress: In<'baking'>): Scene | null {
  if (scene.now < progress.until) return null;
  const now = standing(scene);
  if (now.waiting.length > 0) return isLate(scene) ? fail(scene, overdue(now.waiting, scene)) : null;
  return hasPending(now) ? moveNext(scene, progress, now) : finish(scene, progress, now);
}

function moveNext(scene: Scene, { step }: In<'moving' | 'baking'>, now: Standing, part: Part = 'batch'): Scene | null {
  if (now.able.length > 0 || now.unable.length === 0) return begin(scene, part, step + 1);
  return isLate(scene) ? fail(scene, overdue(now.unable, scene)) : null;
}

function startBake(scene: Scene, { step, served, behind }: In<'moving'>): Scene {
  const { bakeMs } = scene.deployment.strategy;
  const event = bakeMs > 0 ? [`watching for ${bakeMs / 1000} s`] : [];
  return change(scene, { progress: { phase: 'baking', step: step + 1, until: scene.now + bakeMs, served, behind } }, ...event);
}

function finish(scene: Scene, { step }: In<'moving' | 'baking'>, now: Standing): Scene {
  return now.surplus.length > 0 ? empty(scene, step + 1, now) : settle(scene, 'done');
}

/** Everything serves by now: a slot that is not given back in time is no reason to turn back. */
function finishEmptying(scene: Scene, now: Standing): Scene | null {
  if (now.leaving.length + now.unreachable.length === 0) return settle(scene, 'done');
  const missing = [...now.leaving, ...now.unreachable.map(wholeHost)];
  return isLate(scene) ? settle(scene, 'failed', overdue(missing, scene)) : null;
}

function goBack(scene: Scene): Scene | null {
  const { from } = scene.deployment;
  const now = standing(scene);
  const missing = [...now.waiting, ...now.leaving, ...now.unreachable.map(wholeHost)];
  if (missing.length === 0) return settle(scene, from ? 'rolled-back' : 'failed');
  if (!isLate(scene)) return null;
  const lost = new Set(scene.fleet.hosts.filter((host) => host.state === 'lost').map((host) => host.name));
  const late = missing.filter((slot) => !lost.has(slot.host));
  if (!from || late.length > 0) return settle(scene, 'failed', overdue(late, scene));
  return change(settle(scene, 'rolled-back'), {}, `${listed(missing.map((slot) => slot.host))} is lost and will catch up`);
}

/** Failures, slots that have come to serve, and lost hosts that are back. */
function takeNote(scene: Scene, progress: In<'moving' | 'baking' | 'turning-back'>): Scene | null {
  const failures = newFailures(scene);
  if (failures.length > 0) return fail(scene, failures);
  const refused = progress.phase === 'turning-back' ? [] : refusedSlots(standing(scene).waiting, scene);
  if (refused.length > 0) return fail(scene, refused);
  const { served, total } = standing(scene);
  const moved = 'moved' in progress ? { moved: scene.now } : {};
  if (served > progress.served) {
    return change(
      scene,
      { progress: { ...progress, ...moved, served } },
      sayServed(served, total, goalOf(scene.deployment) as ReleaseFacts),
    );
  }
  const lost = scene.fleet.hosts.filter((host) => host.state === 'lost').map((host) => host.name);
  const behind = behindOf(progress).filter((host) => lost.includes(host));
  if (behind.length === behindOf(progress).length) return null;
  return change(scene, { progress: { ...progress, behind } as Progress });
}

function stopIfFailing(scene: Scene): Scene | null {
  const { deployment } = scene;
  const { to, from, strategy } = deployment;
  if (!areTooMany(deployment)) return null;
  if (!strategy.rollback || from?.number === to.number) return settle(scene, 'failed');
  return turnBack(scene);
}

function fail(scene: Scene, failures: Failure[]): Scene {
  const { deployment } = scene;
  const recorded = { ...deployment, failures: [...deployment.failures, ...failures] };
  return change(scene, { deployment: recorded }, ...failures.map(sayFailure));
}

function settle(scene: Scene, outcome: Outcome, failures: Failure[] = []): Scene {
  return change(fail(scene, failures), { progress: { phase: 'settled', outcome, at: scene.now } });
}

function recorded({ deployment, fleet, now, events }: Scene): Plan {
  const { progress, failures, number } = deployment;
  const reached = reachedBy(deployment);
  const wishes = reached ? kept(reached, number, fleet) : fleet.wishes;
  return { progress, failures, wishes, stage: bundlesFor(deployment), wakeAt: deadlineOf(deployment, now), events };
}

/** The way back stays open until there is no going back; what was refused is not tried for ever. */
function bundlesFor({ progress, to, from }: Deployment): string[] {
  const outcome = progress.phase === 'settled' ? progress.outcome : null;
  const wanted = [outcome === 'rolled-back' || outcome === 'refused' ? null : to, outcome === 'done' ? null : from];
  return [...new Set(wanted.flatMap((release) => (release ? [release.bundle] : [])))];
}

/** The release that a settled deployment keeps in place; null: it leaves things as they are. */
function reachedBy({ progress, to, from }: Deployment): ReleaseFacts | null {
  if (progress.phase !== 'settled') return null;
  if (progress.outcome === 'done') return to;
  return progress.outcome === 'rolled-back' ? from : null;
}

function isLate({ deployment, now }: Scene): boolean {
  const deadline = deadlineOf(deployment, now);
  return deadline !== null && now >= deadline;
}

/** When waiting ends: the bake is over, or nothing has moved for too long. */
function deadlineOf({ progress, strategy }: Deployment, now: Ms): Ms | null {
  switch (progress.phase) {
    case 'staging':
      return progress.since + strategy.progressMs;
    case 'moving':
    case 'turning-back':
      return progress.moved + strategy.progressMs;
    case 'baking':
      return now >= progress.until ? progress.until + strategy.progressMs : progress.until;
    case 'settled':
      return null;
  }
}

function hasPending(now: Standing): boolean {
  return now.able.length + now.lost.length + now.unable.length + now.alike.length > 0;
}

function isEmpty({ processes }: ReleaseFacts): boolean {
  return Object.values(processes).every((process) => process.replicas === 0);
}
