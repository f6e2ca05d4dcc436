// How a deployment fails, and how it ends.
import { change, type Scene } from './scene.ts';
import type { Failure, Outcome } from './types.ts';
import { sayFailure } from './words.ts';

export function fail(scene: Scene, failures: Failure[]): Scene {
  const { deployment } = scene;
  const recorded = { ...deployment, failures: [...deployment.failures, ...failures] };
  return change(scene, { deployment: recorded }, ...failures.map(sayFailure));
}

export function settle(scene: Scene, outcome: Outcome, failures: Failure[] = []): Scene {
  const { progress, from, strategy } = scene.deployment;
  const { keepWarmMs, kind } = strategy;
  const keepsWarm = outcome === 'done' && kind === 'blue-green' && scene.fleet.wishes.some(({ warm }) => warm !== undefined);
  const warmUntil = keepsWarm ? { warmUntil: scene.now + keepWarmMs } : {};
  const tookAway = outcome === 'failed' && !from ? { tookAway: progress.phase === 'turning-back' } : {};
  return change(fail(scene, failures), { progress: { phase: 'settled', outcome, at: scene.now, ...warmUntil, ...tookAway } });
}
