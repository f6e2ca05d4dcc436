// The way back: everything as it was under the release before, which nothing turns round a second time.
import { isLate } from './deadlines.ts';
import { overdue, wholeHost } from './failures.ts';
import { restore } from './moves.ts';
import { settle } from './outcome.ts';
import { change, type Scene, standing } from './scene.ts';
import type { Progress } from './types.ts';
import { listed } from './words.ts';

export function goBack(scene: Scene, progress: Extract<Progress, { phase: 'turning-back' }>): Scene | null {
  const { from } = scene.deployment;
  const now = standing(scene);
  const gone = [...now.leaving, ...now.unreachable.map(wholeHost)];
  // Late or not: what cannot be seen to end must not keep the rest from serving.
  if (progress.clearing) return gone.length + now.unheard.length === 0 || isLate(scene) ? restore(scene) : null;
  const missing = [...now.waiting, ...gone];
  if (missing.length === 0) return settle(scene, from ? 'rolled-back' : 'failed');
  if (!isLate(scene)) return null;
  const lost = new Set(scene.fleet.hosts.filter((host) => host.state === 'lost').map((host) => host.name));
  const late = missing.filter((slot) => !lost.has(slot.host));
  if (!from || late.length > 0) return settle(scene, 'failed', overdue(late, scene));
  const away = new Set(missing.map((slot) => slot.host));
  return change(settle(scene, 'rolled-back'), {}, `${listed([...away])} ${away.size > 1 ? 'are' : 'is'} lost and will catch up`);
}
