// A deployment rehearsed on the records as they are: what it would do, kept for whoever wants exactly that.
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Failure } from '../proto/failure.ts';
import { currentRelease } from './choose-release.ts';
import { rehearsal } from './decide/forecast.ts';
import { sayCourse, sayHosts } from './decide/forecast-words.ts';
import type { Deployment, Ms } from './decide/types.ts';
import { sayFailure } from './decide/words.ts';
import type { Deploying } from './deploy.ts';
import { fleetFacts, type Observer } from './facts.ts';
import { requirements, type Sees, type Wanted } from './may-deploy.ts';
import { baseOf } from './plan-base.ts';
import { isOfVersionAlone, type PlanWish, releaseWished } from './plan-wish.ts';
import { activeDeployment } from './records/deployments.ts';
import { addPlan } from './records/plans.ts';
import type { Tx } from './records/records.ts';
import { rehearse } from './records/rehearse.ts';
import { findRelease, type KnownRelease, settingsAt, type Target } from './records/releases.ts';
import { releaseFacts } from './release.ts';
import { type Difference, differences } from './settings.ts';
import { type Foreseen, planView } from './views/plan.ts';

export const planKeptMs: Ms = 86_400_000;

export interface Planning extends Deploying {
  observer: Observer;
}

/** @throws Failure not-found when the version was never pushed, refused when its release cannot even be made */
export async function makePlan(
  parts: Planning,
  target: Target,
  asked: PlanWish & { force: boolean; by: string; sees?: Sees },
): Promise<ReturnType<typeof planView>> {
  const { records, drive, now } = parts;
  const at = now();
  const facts = await drive.alone(() => rehearse(records, (tx) => gather(tx, parts, target, { ...asked, at })));
  const foreseen = await foresee(facts, at);
  const id = foreseen.refusals.length > 0 || !isOfVersionAlone(asked) ? '' : randomBytes(5).toString('hex');
  const content = planView(foreseen, { id, expires: at + planKeptMs });
  if (!id) return content;
  const { version, by } = asked;
  const row = { id, ...target, version, base: JSON.stringify(facts.base), content: JSON.stringify(content) };
  await records.write((tx) => addPlan(tx, { ...row, created_at: at, created_by: by, expires_at: at + planKeptMs }));
  return content;
}

type Facts = Awaited<ReturnType<typeof gather>>;

/** All that it rests on, as of one moment. */
async function gather(
  tx: Tx,
  { observer }: Planning,
  target: Target,
  { version, edit, force, by, at, sees }: PlanWish & { force: boolean; by: string; at: Ms; sees?: Sees },
) {
  const number = await releaseWished(tx, target, { version, edit }, { reason: 'plan', created_at: at, created_by: by });
  const to = (await findRelease(tx, target, number)) as KnownRelease;
  const from = await currentRelease(tx, target);
  return {
    to,
    from,
    fleet: await fleetFacts(tx, target, observer, at),
    refusals: await refusalsOf(tx, target, { release: number, force, sees }),
    active: await activeDeployment(tx, target),
    changes: await settingsChanged(tx, target, from, to),
    base: await baseOf(tx, target, number),
  };
}

async function foresee({ to, from, fleet, refusals, active, changes }: Facts, at: Ms): Promise<Foreseen> {
  const deployment = begun(to, from, at);
  const foreseen = await inTurns(rehearsal(deployment, fleet, at));
  return {
    to,
    from,
    slots: foreseen.slots,
    steps: sayCourse(deployment, foreseen),
    refusals: [...refusals, ...(fleet.hosts.length > 0 ? foreseen.refusals.map(sayFailure) : [])],
    warnings: [
      ...(active ? [`deployment ${active.number} is under way and would be superseded`] : []),
      ...sayHosts(deployment, fleet, at),
    ],
    changes,
  };
}

/** Heartbeats go before. */
async function inTurns<Result>(looks: Generator<void, Result>): Promise<Result> {
  for (let look = looks.next(); ; look = looks.next()) {
    if (look.done) return look.value;
    await setImmediate();
  }
}

/** As if it were deployed now; its number is higher than any that there is. */
function begun(to: KnownRelease, from: KnownRelease | undefined, now: Ms): Deployment {
  return {
    number: Number.MAX_SAFE_INTEGER,
    to: releaseFacts(to),
    from: from ? releaseFacts(from) : null,
    strategy: to.content.strategy,
    progress: { phase: 'staging', since: now },
    orders: { paused: false, promoted: 0, aborted: null },
    runsHooks: true,
    tasks: [],
    failures: [],
  };
}

/** All of them, not the first alone. */
async function refusalsOf(tx: Tx, target: Target, wanted: Wanted): Promise<string[]> {
  const found: string[] = [];
  for (const require of requirements) {
    try {
      await require(tx, target, wanted);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      found.push([error.message, ...error.details].join('; '));
    }
  }
  return found;
}

async function settingsChanged(tx: Tx, target: Target, from: KnownRelease | undefined, to: KnownRelease): Promise<Difference[]> {
  if (!from) return [];
  return differences(await settingsAt(tx, target, from.settings_revision), await settingsAt(tx, target, to.settings_revision));
}
