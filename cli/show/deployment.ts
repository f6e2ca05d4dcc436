// A deployment in words: what it does, where it stands, what became of it, and the command that undoes it.
import { formatDuration } from '../../lib/durations.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { SlotProgress } from '../../proto/generated/castellan/v1/SlotProgress.ts';
import { plain } from './plain.ts';
import type { Colour } from './screen.ts';

/** ctl's exit status for what became of it. */
export const exitOf = { PENDING: 3, DONE: 0, ROLLED_BACK: 2, FAILED: 3, REFUSED: 4, SUPERSEDED: 8 } as const satisfies Record<
  Deployment['outcome'],
  number
>;

export const outcomeColour: Record<Deployment['outcome'], Colour> = {
  PENDING: 'cyan',
  DONE: 'green',
  ROLLED_BACK: 'yellow',
  FAILED: 'red',
  REFUSED: 'red',
  SUPERSEDED: 'yellow',
};

/** `Deploying hello 1.2.0 (v13) to production` */
export function headline({ kind, app, environment, to }: Deployment): string {
  const release = to ? `${to.version} (v${to.number})` : '';
  const name = plain(`${app} ${release}`.trim());
  const where = plain(environment);
  switch (kind) {
    case 'rollback':
      return `Rolling ${plain(app)} back to ${plain(release)} in ${where}`;
    case 'restart':
      return `Restarting ${name} in ${where}`;
    case 'stop':
      return `Stopping ${plain(app)} in ${where}`;
    case 'start':
      return `Starting ${name} in ${where}`;
    case 'scale':
      return `Scaling ${name} in ${where} to ${replicas(to)}`;
    default:
      return `Deploying ${name} to ${where}`;
  }
}

/** `moving, step 2 of 5` */
export function stage({ phase, step, steps }: Deployment): string {
  const word = phase.toLowerCase().replace('_', ' ');
  return (phase === 'MOVING' || phase === 'BAKING') && steps > 0
    ? `${word}, step ${Math.min(Math.max(step, 1), steps)} of ${steps}`
    : word;
}

/** How its last line begins: `done: hello 1.2.0 (v13) serves in production`. */
export function verdict(deployment: Deployment): string {
  const { outcome, app, environment, to, from, kind, supersededBy, number } = deployment;
  const name = plain(`${app} ${to?.version ?? ''}`.trim());
  const back = from ? `${plain(from.version)} (v${from.number})` : 'nothing';
  const where = plain(environment);
  switch (outcome) {
    case 'DONE':
      return kind === 'stop'
        ? `done: ${plain(app)} is stopped in ${where}`
        : `done: ${name} (v${to?.number ?? 0}) serves in ${where}`;
    case 'ROLLED_BACK':
      return `rolled back: ${name} failed in ${where}; ${from ? `${back} serves again` : 'nothing had run before'}`;
    case 'FAILED':
      return `failed: ${name} in ${where}, and it was not rolled back`;
    case 'REFUSED':
      return `refused: ${name} in ${where}; nothing was changed`;
    case 'SUPERSEDED':
      return `superseded: ${supersededBy > 0 ? `deployment ${supersededBy} of ${plain(app)} took over` : `a newer deployment of ${plain(app)} took over`}`;
    default:
      return `under way: deployment ${number}, ${stage(deployment)}`;
  }
}

/** `12.3s, deployment 41` */
export function took({ createdMs, settledMs, number }: Deployment): string {
  return settledMs > createdMs ? `${formatDuration(settledMs - createdMs)}, deployment ${number}` : `deployment ${number}`;
}

/** The command that undoes it, for one that is done; undefined: there is nothing to undo. */
export function undo({ kind, app, environment, from, to }: Deployment): string | undefined {
  const env = environmentFlag(environment);
  if (kind === 'restart') return undefined;
  if (kind === 'stop') return `ctl start ${app}${env}`;
  if (kind === 'start' || !from) return `ctl stop ${app}${env}`;
  if (kind === 'scale') {
    const before = Object.entries(from.replicas).filter(([process, count]) => to?.replicas[process] !== count);
    if (before.length > 0) return `ctl scale ${app} ${before.map(([process, count]) => `${process}=${count}`).join(' ')}${env}`;
  }
  return `ctl rollback ${app} v${from.number}${env}`;
}

export function environmentFlag(environment: string): string {
  return environment === 'production' || environment === '' ? '' : ` --env ${environment}`;
}

/** Slots by what they are doing: `4 serving, 2 starting`. */
export function counts(slots: SlotProgress[]): string {
  const tally = new Map<string, number>();
  for (const slot of slots) tally.set(slotWord(slot), (tally.get(slotWord(slot)) ?? 0) + 1);
  return [...tally].map(([word, count]) => `${count} ${word}`).join(', ');
}

export function isThere({ state, serving, wanted }: SlotProgress): boolean {
  return state === 'GONE' || (state === 'SERVING' && serving === wanted);
}

export function slotWord({ state }: Pick<SlotProgress, 'state'>): string {
  return state.toLowerCase();
}

/** `v12 -> v13`, or `v13` once it serves what is wanted. */
export function slotMove({ serving, wanted }: Pick<SlotProgress, 'serving' | 'wanted'>): string {
  const from = serving > 0 ? `v${serving}` : '';
  const to = wanted > 0 ? `v${wanted}` : 'nothing';
  return serving === wanted ? from : `${from || 'nothing'} -> ${to}`;
}

function replicas(release: Deployment['to']): string {
  return Object.entries(release?.replicas ?? {})
    .map(([process, count]) => `${plain(process)}=${count}`)
    .join(' ');
}
