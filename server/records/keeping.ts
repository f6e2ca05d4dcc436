// What there is to keep or to let go, and its removal, a little at a time: whoever writes waits for no longer than for a write.
import { sql } from 'kysely';
import type { Gone, History } from '../decide/keeping.ts';
import { among } from './many.ts';
import type { Db, Tx } from './records.ts';
import { findTarget, type Target } from './releases.ts';

/** Rows in one transaction. */
const atOnce = 1000;

/** Without their contents. */
export async function historyOf(db: Db, target: Target): Promise<History> {
  const { app, environment } = target;
  const known = await findTarget(db, target);
  const outcome = sql<string | null>`json_extract(progress, '$.outcome')`;
  const deployments = await db
    .selectFrom('deployments')
    .select(['number', 'created_at', 'settled_at', 'to_release', 'from_release', outcome.as('outcome')])
    .where('app', '=', app)
    .where('environment', '=', environment)
    .orderBy('number', 'desc')
    .execute();
  const releases = await db
    .selectFrom('releases')
    .select(['number', 'created_at as at', 'settings_revision as revision'])
    .where('app', '=', app)
    .where('environment', '=', environment)
    .orderBy('number', 'desc')
    .execute();
  const revisions = await db
    .selectFrom('settings')
    .select(['revision as number', 'created_at as at'])
    .where('app', '=', app)
    .where('environment', '=', environment)
    .orderBy('revision', 'desc')
    .execute();
  const wishes = [...(await named(db, 'wishes', target)), ...(await named(db, 'prospects', target))];
  const ghosts = await db
    .selectFrom('ghosts')
    .select('deployment')
    .where('app', '=', app)
    .where('environment', '=', environment)
    .execute();
  return {
    deployments: deployments.map(({ number, created_at, settled_at, to_release, from_release, outcome }) => {
      const [settled, done] = [settled_at !== null, outcome === 'done'];
      return { number, at: created_at, settled, done, to: to_release, from: from_release };
    }),
    releases,
    revisions,
    current: known?.current_release ?? null,
    revision: known?.settings_revision ?? 0,
    wished: wishes.flatMap(({ release, warm }) => [release, warm]),
    named: [...wishes, ...ghosts].map(({ deployment }) => deployment),
  };
}

/** Some of it, what names before what is named. Returns whether there may be more. */
export async function removeSome(tx: Tx, target: Target, { deployments, releases, revisions }: Gone): Promise<boolean> {
  if (deployments.length > 0) await removeDeployments(tx, deployments.toReversed());
  else if (releases.length > 0) await removeNumbered(tx, 'releases', 'number', target, releases);
  else if (revisions.length > 0) await removeNumbered(tx, 'settings', 'revision', target, revisions);
  else return false;
  return true;
}

export async function removeCertificates(tx: Tx, fingerprints: string[]): Promise<void> {
  await tx.deleteFrom('ledger').where('fingerprint', 'in', among(fingerprints)).execute();
}

/** What holders have said to trust who have no certificate any more; and finished reboots but for the newest. */
export async function removeLeftovers(tx: Tx, mostReboots: number): Promise<void> {
  await sql`DELETE FROM trusts WHERE NOT EXISTS
    (SELECT 1 FROM ledger WHERE ledger.kind = trusts.kind AND ledger.name = trusts.name)`.execute(tx);
  await sql`DELETE FROM reboots WHERE number <= (SELECT max(number) FROM reboots) - ${mostReboots}
    AND state IN ('done', 'failed')`.execute(tx);
}

async function named(db: Db, table: 'wishes' | 'prospects', { app, environment }: Target) {
  return db
    .selectFrom(table)
    .select(['release', 'warm', 'deployment'])
    .distinct()
    .where('app', '=', app)
    .where('environment', '=', environment)
    .execute();
}

/** What happened in one goes first, the row itself with the last of it. */
async function removeDeployments(tx: Tx, oldestFirst: number[]): Promise<void> {
  let left = atOnce;
  for (const number of oldestFirst) {
    for (const table of ['deployment_events', 'failures', 'tasks', 'transfers'] as const) {
      left -= await removeHappenings(tx, table, number, left);
      if (left <= 0) return;
    }
    await tx.deleteFrom('deployments').where('number', '=', number).execute();
    left--;
  }
}

type Happenings = 'deployment_events' | 'failures' | 'tasks' | 'transfers';

async function removeHappenings(tx: Tx, table: Happenings, deployment: number, most: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`DELETE FROM ${sql.table(table)} WHERE rowid IN
    (SELECT rowid FROM ${sql.table(table)} WHERE deployment = ${deployment} LIMIT ${most})`.execute(tx);
  return Number(numAffectedRows);
}

async function removeNumbered(
  tx: Tx,
  table: 'releases' | 'settings',
  column: 'number' | 'revision',
  { app, environment }: Target,
  numbers: number[],
): Promise<void> {
  await sql`DELETE FROM ${sql.table(table)} WHERE app = ${app} AND environment = ${environment}
    AND ${sql.ref(column)} IN ${among(numbers.slice(0, atOnce))}`.execute(tx);
}
