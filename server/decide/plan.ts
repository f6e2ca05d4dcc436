// What follows from the facts for a deployment: a decision at a time, until there is nothing left to decide for now.
import { bake, hold, startBake } from './baking.ts';
import { isLate } from './deadlines.ts';
import { areTooMany, newFailures, overdue, refusedSlots, wholeHost } from './failures.ts';
import { begin, empty, turnBack } from './moves.ts';
import { fail, settle } from './outcome.ts';
import { place } from './place.ts';
import { recorded } from './recorded.ts';
import { behindOf, change, goalOf, type Scene, type Standing, standing } from './scene.ts';
import { refuse, runReleaseHook, stage } from './staging.ts';
import { asLast, bakes, courseOf } from './strategy.ts';
import { finishUp, heard, runLastHook } from './tasks.ts';
import { goBack } from './turning-back.ts';
import type { Deployment, Fleet, Ms, Part, Plan, Progress, ReleaseFacts } from './types.ts';
import { emptied } from './wishes.ts';
import { sayServed } from './words.ts';

type In<Phase extends Progress['phase']> = Extract<Progress, { phase: Phase }>;

/**
 * A function of the facts alone: asked again with its own answer recorded, it says the same and has no events.
 * `fleet.hosts` holds every host of the environment, lost ones too: wishes for any other host are dropped.
 */
export function plan(deployment: Deployment, fleet: Fleet, now: Ms): Plan {
  const isOver = deployment.progress.phase === 'settled';
  const wishes = isOver ? fleet.wishes : emptied(deployment.to, fleet, now);
  let scene: Scene = { deployment: heard(deployment, fleet), fleet: { ...fleet, wishes }, now, events: [] };
  let decisions = 0;
  for (let next: Scene | null = scene; next; next = decide(scene)) {
    scene = next;
    decisions += 1;
    if (decisions > most)
      throw new Error(
        `a plan without an end: ${JSON.stringify([deployment.number, scene.deployment.progress, scene.events.slice(-6)])}`,
      );
  }
  return recorded(scene);
}

/** What follows at one look is a handful; more can only be a circle. */
const most = 1000;

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
      return obeyAbort(scene) ?? stage(scene);
    case 'hook':
      return obeyAbort(scene) ?? runReleaseHook(scene, progress);
    case 'moving':
      return obeyAbort(scene) ?? takeNote(scene, progress) ?? stopIfFailing(scene) ?? move(scene, progress);
    case 'baking':
      return obeyAbort(scene) ?? takeNote(scene, progress) ?? stopIfFailing(scene) ?? afterBake(scene, progress);
    case 'holding':
      return obeyAbort(scene) ?? takeNote(scene, progress) ?? stopIfFailing(scene) ?? hold(scene, progress);
    case 'finishing':
      return obeyAbort(scene) ?? runLastHook(scene, progress);
    case 'turning-back':
      return takeNote(scene, progress) ?? goBack(scene, progress);
    case 'settled':
      return null;
  }
}

/** What is turning back or has ended cannot be aborted; before anything has changed there is nothing to turn back. */
function obeyAbort(scene: Scene): Scene | null {
  const { orders, progress, failures } = scene.deployment;
  if (!orders.aborted || failures.some(({ cause }) => cause === 'aborted')) return null;
  const { by, rollback } = orders.aborted;
  const failure = { ...wholeHost(''), cause: 'aborted' as const, message: `aborted by ${by}`, at: scene.now };
  if (progress.phase === 'staging' || progress.phase === 'hook') return refuse(scene, [failure]);
  return rollback ? turnBack(fail(scene, [failure])) : settle(scene, 'failed', [failure]);
}

function move(scene: Scene, progress: In<'moving'>): Scene | null {
  const now = standing(scene);
  if (goesAtOnce[progress.part] && now.able.length + now.lost.length > 0 && !isPaused(scene))
    return begin(scene, progress.at, progress.step);
  if (now.waiting.length > 0) return isLate(scene) ? fail(scene, overdue(now.waiting, scene)) : null;
  if (progress.part === 'emptying') return finishEmptying(scene, now);
  if (progress.part === 'clearing') return afterClearing(scene, progress, now);
  const step = courseOf(scene.deployment)[progress.at];
  if (step?.repeats && hasPending(now)) return moveNext(scene, progress, now);
  if (step?.part === 'warming' && now.unable.length > 0) return isLate(scene) ? fail(scene, overdue(now.unable, scene)) : null;
  const watched = step && !hasPending(now) ? asLast(step, scene.deployment.strategy) : step;
  if (watched && bakes(watched)) return startBake(scene, progress, watched);
  return afterStep(scene, progress, now);
}

/** What becomes able later does not wait for another turn. */
const goesAtOnce: Partial<Record<Part, true>> = { all: true, warming: true, switch: true, emptying: true };

function afterBake(scene: Scene, progress: In<'baking'>): Scene | null {
  const next = bake(scene, progress);
  return next === 'on' ? afterStep(scene, progress, standing(scene)) : next;
}

/** The next step; what came too late for the last one goes with it again. */
function afterStep(scene: Scene, progress: In<'moving' | 'baking'>, now: Standing): Scene | null {
  if (now.waiting.length > 0) return isLate(scene) ? fail(scene, overdue(now.waiting, scene)) : null;
  const last = courseOf(scene.deployment).length - 1;
  if (!hasPending(now) && progress.at >= last) return finish(scene, progress, now);
  const isDue = courseOf(scene.deployment)[progress.at]?.part === 'warming';
  if (!hasPending(now) && !isDue) return finish(scene, progress, now);
  return moveNext(scene, { ...progress, at: Math.min(last, progress.at + 1) }, now, isDue);
}

/** isDue: also when nothing has to be moved, since everything is ready to be switched. */
function moveNext(scene: Scene, { at, step }: In<'moving' | 'baking'>, now: Standing, isDue = false): Scene | null {
  if (isPaused(scene)) return null;
  if (isDue || now.able.length > 0 || now.unable.length === 0) return begin(scene, at, step + 1);
  return isLate(scene) ? fail(scene, overdue(now.unable, scene)) : null;
}

/** What the release does not have goes, then the last hook runs. */
function finish(scene: Scene, { step }: In<'moving' | 'baking'>, now: Standing): Scene | null {
  if (isPaused(scene)) return null;
  return now.surplus.length > 0 ? empty(scene, step + 1, now) : finishUp(scene);
}

/** Everything serves by now: a slot that is not given back in time is no reason to turn back. */
function finishEmptying(scene: Scene, now: Standing): Scene | null {
  if (now.leaving.length + now.unreachable.length === 0) return finishUp(scene);
  const missing = [...now.leaving, ...now.unreachable.map(wholeHost)];
  return isLate(scene) ? settle(scene, 'failed', overdue(missing, scene)) : null;
}

/** Nobody can tell of a host that is away whether what it had has ended. */
function afterClearing(scene: Scene, progress: In<'moving'>, now: Standing): Scene | null {
  const { deployment, fleet } = scene;
  const had = new Set(place(deployment.from, fleet.hosts, scene.now).map(({ host }) => host));
  const away = fleet.hosts.filter(({ name, state }) => state !== 'connected' && had.has(name)).map(({ name }) => wholeHost(name));
  const missing = [...now.leaving, ...now.unheard.map(wholeHost), ...away];
  // Whatever the strategy puts up with: without an end to this nothing can begin.
  if (missing.length > 0) return isLate(scene) ? giveUp(fail(scene, overdue(missing, scene))) : null;
  return isPaused(scene) ? null : begin(scene, progress.at + 1, progress.step + 1);
}

/** Failures, slots that have come to serve, and lost hosts that are back. */
function takeNote(scene: Scene, progress: In<'moving' | 'baking' | 'holding' | 'turning-back'>): Scene | null {
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
  return areTooMany(scene.deployment) ? giveUp(scene) : null;
}

function giveUp(scene: Scene): Scene {
  const { to, from, strategy } = scene.deployment;
  if (!strategy.rollback || from?.number === to.number) return settle(scene, 'failed');
  return turnBack(scene);
}

function hasPending(now: Standing): boolean {
  return now.able.length + now.lost.length + now.unable.length + now.alike.length > 0;
}

/** No further step begins. */
function isPaused({ deployment }: Scene): boolean {
  return deployment.orders.paused;
}
