// Deadlines that are recorded: all of them move when time was skipped.
import { shifted } from '../decide/skipped.ts';
import type { Ms } from '../decide/types.ts';
import { listDeployments, saveProgress } from './deployments.ts';
import { drainingOf, setDraining } from './hosts.ts';
import type { Db, Tx } from './records.ts';
import { listTargets } from './releases.ts';

/** `at`: until when all that was skipped has been allowed for. */
export async function moveDeadlines(tx: Tx, ms: Ms, at: Ms): Promise<void> {
  for (const target of await listTargets(tx)) {
    const [row] = await listDeployments(tx, target, 1);
    if (row) await saveProgress(tx, row.number, shifted(row.progress, ms));
  }
  for (const host of await tx.selectFrom('hosts').select(['name', 'draining']).where('draining', 'is not', null).execute()) {
    const draining = drainingOf(host);
    if (draining?.until) await setDraining(tx, [host.name], { ...draining, until: draining.until + ms });
  }
  await tx
    .updateTable('tasks')
    .set(({ eb }) => ({ at: eb('at', '+', ms) }))
    .where('state', 'in', ['waiting', 'running'])
    .execute();
  await tx
    .updateTable('reboots')
    .set(({ eb }) => ({ since: eb('since', '+', ms) }))
    .where('state', 'not in', ['done', 'failed'])
    .execute();
  await tx
    .insertInto('meta')
    .values({ key: movedUntil, value: String(at) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: String(at) }))
    .execute();
}

/** Undefined: nothing ever was. */
export async function deadlinesMovedUntil(db: Db): Promise<Ms | undefined> {
  const found = await db.selectFrom('meta').select('value').where('key', '=', movedUntil).executeTakeFirst();
  return found && Number(found.value);
}

const movedUntil = 'deadlines-moved-until';
