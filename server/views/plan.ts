// A plan as operators see it.
import type { DeploymentPlanInput } from '../../proto/generated/castellan/v1/DeploymentPlan.ts';
import type { PlannedSlot } from '../../proto/generated/castellan/v1/PlannedSlot.ts';
import type { Change, SlotForecast } from '../decide/forecast.ts';
import type { KnownRelease } from '../records/releases.ts';
import type { Difference } from '../settings.ts';
import { releaseView } from './release.ts';
import { differenceView } from './settings.ts';

export interface Foreseen {
  to: KnownRelease;
  from: KnownRelease | undefined;
  slots: SlotForecast[];
  steps: string[];
  refusals: string[];
  warnings: string[];
  /** In the settings. */
  changes: Difference[];
}

export function planView({ to, from, ...rest }: Foreseen, { id, expires }: { id: string; expires: number }): DeploymentPlanInput {
  const { app, environment } = to;
  const { slots, steps, refusals, warnings } = rest;
  return {
    id,
    app,
    environment,
    to: releaseView(to, from?.number),
    from: from && releaseView(from, from.number),
    slots: slots.map(({ change, ...slot }) => ({ ...slot, what: whats[change] })),
    strategy: to.content.strategy.kind,
    steps,
    refusals,
    warnings,
    changes: rest.changes.map(differenceView),
    expiresMs: expires,
  };
}

const whats = {
  keep: 'KEEP',
  start: 'START',
  replace: 'REPLACE',
  switch: 'SWITCH',
  renumber: 'RENUMBER',
  stop: 'STOP',
  move: 'MOVE',
} as const satisfies Record<Change, PlannedSlot['what']>;
