// Versions that failed in an environment, and are not deployed there again unless someone says so.
import type { Db, Tx } from './records.ts';
import type { Target } from './releases.ts';
import type { GhostRow } from './tables.ts';

export async function findGhost(db: Db, { app, environment }: Target, version: string): Promise<GhostRow | undefined> {
  return db
    .selectFrom('ghosts')
    .selectAll()
    .where('app', '=', app)
    .where('environment', '=', environment)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** Newest first. Empty: all. */
export async function listGhosts(db: Db, { app, environment }: Target): Promise<GhostRow[]> {
  let ghosts = db.selectFrom('ghosts').selectAll();
  if (app) ghosts = ghosts.where('app', '=', app);
  if (environment) ghosts = ghosts.where('environment', '=', environment);
  return ghosts.orderBy('created_at', 'desc').orderBy('app').orderBy('version').execute();
}

export async function addGhost(tx: Tx, ghost: GhostRow): Promise<void> {
  const { reason, deployment, created_at } = ghost;
  await tx
    .insertInto('ghosts')
    .values(ghost)
    .onConflict((conflict) => conflict.columns(['app', 'environment', 'version']).doUpdateSet({ reason, deployment, created_at }))
    .execute();
}

/** Returns those that were there. `version` empty: all of the app. */
export async function clearGhosts(tx: Tx, target: Target, version: string): Promise<GhostRow[]> {
  const found = (await listGhosts(tx, target)).filter((ghost) => !version || ghost.version === version);
  for (const { app, environment, version } of found) {
    await tx
      .deleteFrom('ghosts')
      .where('app', '=', app)
      .where('environment', '=', environment)
      .where('version', '=', version)
      .execute();
  }
  return found;
}
