// What a plan rests on, read from the records, and whether that is still so.
import { createHash } from 'node:crypto';
import { environmentOption } from '../lib/environment-option.ts';
import { fail } from '../proto/failure.ts';
import { type Base, movedSince } from './decide/base.ts';
import type { Ms } from './decide/types.ts';
import { activeDeployment } from './records/deployments.ts';
import { listHosts, listWishes } from './records/fleet.ts';
import { findPlan } from './records/plans.ts';
import type { Tx } from './records/records.ts';
import { findRelease, findTarget, type Target } from './records/releases.ts';
import type { HostRow } from './records/tables.ts';

/** Of a deployment to this release, which was made for it in the same transaction. */
export async function baseOf(tx: Tx, target: Target, release: number): Promise<Base> {
  const known = await findTarget(tx, target);
  const hosts = await listHosts(tx, target.environment);
  return {
    release: known?.current_release ?? 0,
    next: release,
    settings: known?.settings_revision ?? 0,
    bundle: (await findRelease(tx, target, release))?.content.bundle ?? '',
    underWay: (await activeDeployment(tx, target))?.number ?? 0,
    wishes: digestOf(await listWishes(tx, target)),
    hosts: Object.fromEntries(hosts.map((host) => [host.name, placeOf(host)])),
  };
}

/** @throws Failure not-found when there is no such plan any more, conflict when something has moved since */
export async function requireSameBase(
  tx: Tx,
  target: Target,
  { plan: id, release, now }: { plan: string; release: number; now: Ms },
): Promise<void> {
  const plan = await findPlan(tx, id, now);
  if (!plan) throw noSuchPlan(id);
  const wanted = await findRelease(tx, target, release);
  const next = `ctl plan ${plan.app}@${plan.version}${environmentOption(plan.environment)}`;
  if (plan.app !== target.app || plan.environment !== target.environment || plan.version !== wanted?.version)
    throw fail('refused', `plan ${id} is for ${plan.app}@${plan.version} in ${plan.environment}`, {
      next: `ctl deploy --plan ${id}`,
    });
  const moved = movedSince(JSON.parse(plan.base) as Base, await baseOf(tx, target, release));
  if (moved.length > 0)
    throw fail('conflict', `things are not as they were when plan ${id} was made; nothing was changed`, { details: moved, next });
}

export function noSuchPlan(id: string) {
  return fail('not-found', `there is no plan ${JSON.stringify(id.slice(0, 80))}; a plan is kept for a day`, {
    next: 'ctl plan APP@VERSION',
  });
}

/** What decides which slots it gets, not how it is doing. */
function placeOf({ environment, labels, draining, removed }: HostRow): string {
  return JSON.stringify([environment, labels, draining, removed]);
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
