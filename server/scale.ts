// Replica counts that were asked for by `ctl scale`.
import { fail } from '../proto/failure.ts';
import type { Settings } from './settings.ts';

/** @throws Failure bad-input when one is for no process of the release */
export function scaled(settings: Settings, replicas: Record<string, number>, processes: string[]): Settings {
  const unknown = Object.keys(replicas).filter((name) => !processes.includes(name));
  if (unknown.length === 0) return { ...settings, replicas: { ...settings.replicas, ...replicas } };
  throw fail('bad-input', `there is no process ${unknown.join(', ')}`, {
    details: [`the processes are: ${processes.join(', ')}`],
  });
}
