// What a server before this one has recorded, as this one would have: what did not exist then has the meaning that it had.
import type { Progress } from '../decide/types.ts';
import type { ReleaseContent, ReleaseProcess } from '../release.ts';

export function readContent(json: string): ReleaseContent {
  const { hooks, strategy, processes, ...rest } = JSON.parse(json) as ReleaseContent;
  return {
    ...rest,
    hooks: hooks ?? { release: null, afterDeploy: null },
    strategy: { ...rollingOnly, ...strategy },
    processes: Object.fromEntries(Object.entries(processes).map(([name, process]) => [name, withPlace(process)])),
  };
}

const rollingOnly = { kind: 'rolling', canarySteps: [], verdict: null, keepWarmMs: 0 } as const;

function withPlace({ process, total, on, ...rest }: ReleaseProcess): ReleaseProcess {
  return {
    ...rest,
    total: total ?? null,
    on: on ?? {},
    process: { ...process, secrets: process.secrets ?? {}, routes: process.routes ?? [] },
  };
}

/** The steps of the only strategy that there was: the first hosts, then batches. */
export function readProgress(json: string): Progress {
  const progress = JSON.parse(json) as Progress;
  if (progress.phase === 'baking') return { ...progress, at: progress.at ?? 0, baseline: progress.baseline ?? null };
  return progress.phase === 'moving' ? { ...progress, at: progress.at ?? (progress.part === 'batch' ? 1 : 0) } : progress;
}
