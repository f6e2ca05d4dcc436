// What a plan is made of: a version, or a change of settings, or both, as if they had been asked for.
import { editing } from './change-settings.ts';
import { currentRelease, currentSettings, nothingDeployed, releaseOf } from './choose-release.ts';
import type { Edit } from './edit-settings.ts';
import type { Tx } from './records/records.ts';
import type { Change, Target } from './records/releases.ts';

export interface PlanWish {
  /** Empty: the one that the app is on. */
  version: string;
  /** Without it: the settings as they are. */
  edit?: Edit | undefined;
}

/** Only what is deployed by its version alone is what `ctl deploy --plan` does. */
export function isOfVersionAlone({ version, edit }: PlanWish): boolean {
  return version !== '' && edit === undefined;
}

/** @throws Failure not-found, refused, bad-input */
export async function releaseWished(tx: Tx, target: Target, { version, edit }: PlanWish, change: Change): Promise<number> {
  const { settings: before, revision } = await currentSettings(tx, target);
  const known = version || (await currentRelease(tx, target))?.version;
  if (!known) throw await nothingDeployed(tx, target);
  const after = edit ? await editing(edit)(tx, target, before, change) : before;
  // To deploy a version starts what is stopped; to change settings does not.
  const settings = version ? { ...after, stopped: false } : after;
  return releaseOf(tx, target, { version: known, settings, revision }, change);
}
