// What operators ask for, turned into releases and deployments: checked, recorded as a whole, then left to the drive.
import { createHash } from 'node:crypto';
import { failpoint } from '../lib/failpoint.ts';
import { fail } from '../proto/failure.ts';
import type { Bus } from './bus/bus.ts';
import { currentRelease, currentSettings, noSuchRelease, nothingDeployed, previousRelease, releaseOf } from './choose-release.ts';
import { supersede } from './decide/plan.ts';
import type { Ms } from './decide/types.ts';
import type { Drive } from './drive.ts';
import { deploymentFacts } from './facts.ts';
import { mayDeploy, type Sees } from './may-deploy.ts';
import { requireSameBase } from './plan-base.ts';
import {
  activeDeployment,
  addDeployment,
  addEvents,
  findByRequest,
  type KnownDeployment,
  markSuperseded,
  saveProgress,
} from './records/deployments.ts';
import type { Records, Tx } from './records/records.ts';
import { type Change, findRelease, findTarget, type KnownRelease, type Target, useSettings } from './records/releases.ts';
import type { Settings } from './settings.ts';

export interface Deploying {
  records: Records;
  drive: Drive;
  bus: Bus;
  now(): Ms;
}

export interface Asked {
  by: string;
  /** Empty: none was given. The same id again gives the same deployment. */
  requestId: string;
  noSupersede?: boolean;
  /** Also a version that failed here before. */
  force?: boolean;
  /** Whether whoever asks may know of this app; without it: of all. */
  sees?: Sees;
  /** Only if what this plan was made from is still so; empty: whatever follows now. */
  plan?: string;
}

/** @throws Failure not-found when the version was never pushed, refused when there is no host, conflict. */
export function deployVersion(parts: Deploying, target: Target, version: string, asked: Asked): Promise<number> {
  return begin(
    parts,
    target,
    { kind: 'deploy', reason: `deploy ${version}`, request: { target, version } },
    asked,
    (tx, change) => releaseOfVersion(tx, target, version, change),
  );
}

/** With the settings in use. @throws Failure not-found, refused */
async function releaseOfVersion(tx: Tx, target: Target, version: string, change: Change): Promise<number> {
  const { settings, revision } = await currentSettings(tx, target);
  return releaseOf(tx, target, { version, settings: { ...settings, stopped: false }, revision }, change);
}

/** Goes back to an earlier release, with its settings. `number` 0: the one before the current. */
export function rollbackTo(parts: Deploying, target: Target, number: number, asked: Asked): Promise<number> {
  return begin(parts, target, { kind: 'rollback', reason: 'rollback', request: { target, number } }, asked, async (tx) => {
    const release = number > 0 ? await findRelease(tx, target, number) : await previousRelease(tx, target);
    if (!release) throw await noSuchRelease(tx, target, number);
    await useSettings(tx, target, release.settings_revision);
    return release.number;
  });
}

/** A change of settings alone: the current version with other replica counts, stopped, started or restarted. */
export function changeAndDeploy(
  parts: Deploying,
  target: Target,
  { kind, reason, wish, change: apply }: { kind: string; reason: string; wish?: unknown; change: ChangeOfSettings },
  asked: Asked,
): Promise<number> {
  return begin(parts, target, { kind, reason, request: { target, kind, reason, wish } }, asked, async (tx, change) => {
    const current = await currentRelease(tx, target);
    if (!current) throw await nothingDeployed(tx, target);
    const { settings, revision } = await currentSettings(tx, target);
    return releaseOf(
      tx,
      target,
      { version: current.version, settings: await apply(settings, current, tx, change), revision },
      change,
    );
  });
}

/** Within the transaction that makes the release. `wish`, where there is one: what was asked for, besides the reason. */
type ChangeOfSettings = (settings: Settings, release: KnownRelease, tx: Tx, change: Change) => Settings | Promise<Settings>;

interface What {
  kind: string;
  reason: string;
  /** What was asked for: the same request id with something else is refused. */
  request: unknown;
}

type MakeRelease = (tx: Tx, change: Change) => Promise<number>;

async function begin(parts: Deploying, target: Target, what: What, asked: Asked, makeRelease: MakeRelease): Promise<number> {
  const { records, drive, bus, now } = parts;
  const number = await drive.alone(async () => {
    const known = await sameRequest(records, what, asked);
    if (known) return known.number;
    return records.write(async (tx) => {
      const at = now();
      const toRelease = await makeRelease(tx, { reason: what.reason, created_at: at, created_by: asked.by });
      await mayDeploy(tx, target, { release: toRelease, force: asked.force === true, sees: asked.sees });
      if (asked.plan) await requireSameBase(tx, target, { plan: asked.plan, release: toRelease, now: at });
      const before = await findTarget(tx, target);
      const active = await activeDeployment(tx, target);
      if (active && asked.noSupersede) throw underWay(active);
      const finish = active ? await settleSuperseded(tx, active, at) : async () => {};
      const number = await addDeployment(tx, {
        ...target,
        kind: what.kind,
        to_release: toRelease,
        from_release: before?.current_release ?? null,
        progress: { phase: 'staging', since: at },
        request_id: asked.requestId || null,
        request_digest: asked.requestId ? digestOf(what.request) : null,
        created_at: at,
        created_by: asked.by,
        runs_hooks: runsHooks[what.kind] ? 1 : 0,
      });
      await finish(number);
      return number;
    });
  });
  failpoint('deployment.recorded');
  bus.publish(`target:${target.app}/${target.environment}`);
  drive.changed(target);
  return number;
}

async function sameRequest(records: Records, what: What, { requestId }: Asked): Promise<KnownDeployment | undefined> {
  if (!requestId) return undefined;
  const known = await findByRequest(records.db, requestId);
  if (known && known.request_digest !== digestOf(what.request)) {
    throw fail('conflict', `the request id ${requestId} was used before, for something else (deployment ${known.number})`);
  }
  return known;
}

/** New code or settings; going back, or another number of replicas, migrates nothing. */
const runsHooks: Record<string, true> = { deploy: true, promote: true, settings: true };

/** The one under way ends here, before the newer one begins: the database allows one at a time. */
async function settleSuperseded(tx: Tx, active: KnownDeployment, at: Ms): Promise<(by: number) => Promise<void>> {
  const facts = await deploymentFacts(tx, active);
  await saveProgress(tx, active.number, { phase: 'settled', outcome: 'superseded', at });
  return async (by) => {
    await markSuperseded(tx, active.number, by);
    await saveProgress(tx, active.number, supersede(facts, by, at).progress);
    await addEvents(tx, active.number, at, [`superseded by deployment ${by}`]);
  };
}

function underWay(active: KnownDeployment) {
  return fail('refused', `deployment ${active.number} of ${active.app} in ${active.environment} is under way`, {
    next: `\`ctl attach ${active.number}\` to watch it; without --no-supersede a newer deployment takes over`,
  });
}

/** Of what was asked for, to know it again. */
export function digestOf(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}
