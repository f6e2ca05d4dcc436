// When waiting ends: a bake is over, or nothing has moved for too long.
import type { Scene } from './scene.ts';
import type { Deployment, Ms } from './types.ts';

export function isLate({ deployment, now }: Scene): boolean {
  const deadline = deadlineOf(deployment, now);
  return deadline !== null && now >= deadline;
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
