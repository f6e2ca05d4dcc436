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

/** `moving, step 2 of 5`, `release hook on h1`, `holding, step 2 of 5, paused` */
export function stage(deployment: Deployment): string {
  const { phase, step, steps, paused } = deployment;
  const word = hook(deployment) ?? phase.toLowerCase().replace('_', ' ');
  const counted = phase === 'MOVING' || phase === 'BAKING' || phase === 'HOLDING';
  const where = counted && steps > 0 ? `${word}, step ${Math.min(Math.max(step, 1), steps)} of ${steps}` : word;
  return paused && phase !== 'SETTLED' ? `${where}, paused` : where;
}

/** What it waits for, and what to type; undefined: it goes on by itself. */
export function waitsFor({ phase, paused, holding, number }: Deployment): string | undefined {
  if (phase === 'SETTLED') return undefined;
  if (paused) return `paused; go on with: ctl resume ${number}`;
  if (phase !== 'HOLDING') return undefined;
  const why = plain(holding);
  return why.includes('ctl promote')
    ? `${why}, or end it: ctl abort ${number}`
    : `${why}; go on all the same: ctl promote ${number}`;
}

function hook({ phase, tasks }: Deployment): string | undefined {
  if (phase !== 'HOOK') return undefined;
  const task = tasks.find(({ state }) => state === 'WAITING' || state === 'RUNNING');
  return task ? `${plain(task.name)} hook on ${plain(task.host)}` : undefined;
}

/** How its last line begins: `done: hello 1.2.0 (v13) serves in production`. */
export function verdict(deployment: Deployment): string {
  const { outcome, app, environment, to, from, kind, supersededBy, number } = deployment;
  const name = plain(`${app} ${to?.version ?? ''}`.trim());
  const back = from ? `${plain(from.version)} (v${from.number})` : 'nothing';
  const where = plain(environment);
  if (isAborted(deployment)) return ended(deployment, back);
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

/** Someone ended it, which is no failure of the version. */
export function isAborted({ failure, phase }: Deployment): boolean {
  return phase === 'SETTLED' && failure?.cause === 'ABORTED';
}

function ended({ app, environment, to, outcome, takenAway }: Deployment, back: string): string {
  const name = plain(`${app} ${to?.version ?? ''}`.trim());
  const now = { REFUSED: 'nothing was changed', ROLLED_BACK: `${back} serves again` } as Record<string, string>;
  const left = takenAway ? 'nothing runs' : 'slots stay as they are';
  return `ended: ${name} in ${plain(environment)}; ${now[outcome] ?? left}`;
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

/** `1.1.0 (v12) is kept ready for 10m: until then going back is a switch`; undefined: nothing is. */
export function keptWarm({ phase, outcome, from, untilMs }: Deployment, now: number): string | undefined {
  if (phase !== 'SETTLED' || outcome !== 'DONE' || !from || untilMs <= now) return undefined;
  const left = formatDuration(Math.max(1000, Math.round((untilMs - now) / 1000) * 1000));
  return `${plain(from.version)} (v${from.number}) is kept ready for ${left}: until then going back is a switch`;
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
