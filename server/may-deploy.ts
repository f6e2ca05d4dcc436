// What must be so for a deployment to begin at all: asked before it is recorded, and when it is only planned.
import { environmentOption } from '../lib/environment-option.ts';
import { fail } from '../proto/failure.ts';
import { requireSmallAssignments } from './assignment-size.ts';
import { requireCertificates } from './certificates/required.ts';
import { requireNoneHeld } from './held.ts';
import { listHosts } from './records/fleet.ts';
import { findGhost } from './records/ghosts.ts';
import type { Tx } from './records/records.ts';
import { findRelease, findTarget, type Target } from './records/releases.ts';
import { requireFewRoutes, requireOwnRoutes } from './route-owners.ts';

export interface Wanted {
  release: number;
  /** Also a version that failed here before. */
  force: boolean;
  sees?: Sees | undefined;
}

/** Whether whoever asks may know of this app. */
export type Sees = (target: Target) => boolean;

/** @throws Failure refused */
type Requirement = (tx: Tx, target: Target, wanted: Wanted) => Promise<void>;

export const requirements: Requirement[] = [
  requireNoGhost,
  (tx, target, { release, sees }) => requireOwnRoutes(tx, target, release, sees),
  (tx, target, { release }) => requireFewRoutes(tx, target, release),
  (tx, target, { release }) => requireCertificates(tx, target, release),
  (tx, target, { release }) => requireSmallAssignments(tx, target, release),
  requireHosts,
  requireNoneHeld,
];

/** @throws Failure refused: the first that does not hold */
export async function mayDeploy(tx: Tx, target: Target, wanted: Wanted): Promise<void> {
  for (const require of requirements) await require(tx, target, wanted);
}

async function requireNoGhost(tx: Tx, target: Target, { release: number, force }: Wanted): Promise<void> {
  const { app, environment } = target;
  const release = await findRelease(tx, target, number);
  if (force || !release || (await findTarget(tx, target))?.current_release === number) return;
  const ghost = await findGhost(tx, target, release.version);
  if (!ghost) return;
  const name = `${app}@${release.version}`;
  const where = environmentOption(environment);
  throw fail('refused', `${name} failed in ${environment} before, in deployment ${ghost.deployment}: it is a ghost there`, {
    details: [ghost.reason, `what happened: ctl deployments show ${ghost.deployment}`],
    next: `try it all the same with --force, or ctl ghosts clear ${name}${where}`,
  });
}

async function requireHosts(tx: Tx, { environment }: Target): Promise<void> {
  if ((await listHosts(tx, environment)).length > 0) return;
  throw fail('refused', `the environment ${environment} has no host`, { next: 'start an agent, then look at `ctl hosts`' });
}
