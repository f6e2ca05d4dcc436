// A release's content: version and settings resolved into what each process is, once and for all.
import { createHash } from 'node:crypto';
import type { Manifest, Process, Strategy } from '../bundle/shape.ts';
import type { ReleaseFacts } from './decide/types.ts';
import type { Settings } from './settings.ts';

export interface ReleaseContent {
  bundle: string;
  strategy: Strategy;
  stopped: boolean;
  processes: Record<string, { replicas: number; fingerprint: string; process: Process }>;
}

export function resolveRelease(manifest: Manifest, bundle: string, settings: Settings): ReleaseContent {
  const processes: ReleaseContent['processes'] = {};
  for (const [name, process] of Object.entries(manifest.processes)) {
    const replicas = settings.stopped ? 0 : (settings.replicas[name] ?? process.replicas);
    processes[name] = { replicas, fingerprint: fingerprint(bundle, process, settings.restarts), process };
  }
  return { bundle, strategy: manifest.deploy, stopped: settings.stopped, processes };
}

export function releaseFacts(number: number, content: ReleaseContent): ReleaseFacts {
  const processes = Object.entries(content.processes).map(([name, { replicas, fingerprint }]) => [
    name,
    { replicas, fingerprint },
  ]);
  return { number, bundle: content.bundle, processes: Object.fromEntries(processes) };
}

/** Equal for replicas that need not be replaced by one another: a change of the replica count alone restarts nothing. */
function fingerprint(bundle: string, process: Process, restarts: number): string {
  const { replicas: _, ...content } = process;
  return createHash('sha256')
    .update(JSON.stringify([bundle, restarts, content]))
    .digest('hex')
    .slice(0, 32);
}
