// When waiting ends: a bake is over, or nothing has moved for too long.
import type { Scene } from './scene.ts';
import type { Deployment, Fleet, Ms, Progress } from './types.ts';

export function isLate({ deployment, fleet, now }: Scene): boolean {
  const deadline = deadlineOf(deployment, now);
  return deadline !== null && now >= deadline && !isAwaiting(fleet, now);
}

/** The server has just started: that nothing was heard says nothing yet, and so nothing is late. */
export function isAwaiting({ hosts }: Fleet, now: Ms): boolean {
  return hosts.some(({ awaitedUntil = 0 }) => now < awaitedUntil);
}

export function deadlineOf({ progress, strategy }: Deployment, now: Ms): Ms | null {
  switch (progress.phase) {
    case 'staging':
      return progress.since + strategy.progressMs;
    case 'moving':
    case 'turning-back':
      return progress.moved + strategy.progressMs;
    case 'baking':
      return now >= progress.until ? progress.until + strategy.progressMs : progress.until;
    case 'hook':
    case 'finishing':
    case 'holding':
    case 'settled':
      return null;
  }
}

/** It goes on: the time that it was paused is not held against it. */
export function afresh(progress: Progress, now: Ms): Progress {
  switch (progress.phase) {
    case 'staging':
    case 'hook':
    case 'finishing':
      return { ...progress, since: now };
    case 'moving':
    case 'turning-back':
      return { ...progress, moved: now };
    case 'baking':
      return { ...progress, until: Math.max(progress.until, now) };
    case 'holding':
    case 'settled':
      return progress;
  }
}
