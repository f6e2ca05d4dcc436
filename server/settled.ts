// What follows for the records when a deployment has ended.
import type { Failure, FailureCause, Ms, Outcome, Plan } from './decide/types.ts';
import { sayFailure } from './decide/words.ts';
import type { KnownDeployment } from './records/deployments.ts';
import { addGhost } from './records/ghosts.ts';
import type { Tx } from './records/records.ts';
import { findRelease, findTarget, type KnownRelease, setCurrentRelease, useSettings } from './records/releases.ts';

/** Reached: that is the release now. Else the settings that came with it go back, and its version may be a ghost. */
export async function settleRecords(tx: Tx, row: KnownDeployment, { progress, failures }: Plan, now: Ms): Promise<void> {
  if (progress.phase !== 'settled') return;
  const { outcome } = progress;
  if (outcome === 'done') return setCurrentRelease(tx, row, row.to_release);
  const to = await findRelease(tx, row, row.to_release);
  const from = row.from_release === null ? undefined : await findRelease(tx, row, row.from_release);
  if (to && from && goesBack[outcome] && to.settings_revision === (await findTarget(tx, row))?.settings_revision)
    await useSettings(tx, row, from.settings_revision);
  const blamed = failures.find(({ cause }) => isItsOwn[cause]);
  if (to && blamed) await makeGhost(tx, row, { to, from, blamed, now });
}

const goesBack: Partial<Record<Outcome, true>> = { 'rolled-back': true, refused: true };

/** Failures that speak against the version, not against a host. */
const isItsOwn: Partial<Record<FailureCause, true>> = {
  'did-not-start': true,
  exited: true,
  'out-of-memory': true,
  'never-ready': true,
  'failed-after-ready': true,
  'hook-failed': true,
  verdict: true,
};

/** A version that serves here is none: what failed then were the settings. */
async function makeGhost(
  tx: Tx,
  { app, environment, number }: KnownDeployment,
  { to, from, blamed, now }: { to: KnownRelease; from: KnownRelease | undefined; blamed: Failure; now: Ms },
): Promise<void> {
  if (from?.version === to.version) return;
  await addGhost(tx, {
    app,
    environment,
    version: to.version,
    reason: sayFailure(blamed),
    deployment: number,
    created_at: now,
  });
}
