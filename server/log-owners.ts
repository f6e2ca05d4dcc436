// Whose output a host may bring: that of apps that it was told to run, now or before.
import type { Kysely } from 'kysely';
import { lru } from '../lib/lru.ts';
import { fail } from '../proto/failure.ts';
import type { AssignmentInput } from '../proto/generated/castellan/v1/Assignment.ts';
import type { LogTables } from './logs/tables.ts';
import { findHost } from './records/fleet.ts';
import type { Db } from './records/records.ts';
import type { Target } from './records/releases.ts';

export interface LogOwners {
  /** To be noted before the host hears of it: its first lines may come at once. */
  told(host: string, assignment: AssignmentInput): void;
  /** @throws Failure forbidden */
  require(host: string, target: Target): Promise<void>;
}

const mostRemembered = 200_000;

export function openLogOwners({ db, index }: { db: Db; index: Kysely<LogTables> }): LogOwners {
  const known = lru<string, true>(mostRemembered);
  const keyOf = (host: string, { app, environment }: Target) => `${host} ${app} ${environment}`;

  function told(host: string, { slots = [], tasks = [] }: AssignmentInput): void {
    for (const { app = '', environment = '' } of [...slots, ...tasks]) known.set(keyOf(host, { app, environment }), true);
  }

  async function require(host: string, target: Target): Promise<void> {
    if (known.get(keyOf(host, target))) return;
    if ((await isTold(db, host, target)) || (await hasBrought(index, host, target))) known.set(keyOf(host, target), true);
    else if (!(await knowsMore(db, host, target)))
      throw fail('forbidden', `nothing of ${target.app} in ${target.environment} was ever assigned to this host`);
  }

  return { told, require };
}

/** After a restore the records do not say what a host was told: one that is held may bring what it has of its environment. */
async function knowsMore(db: Db, host: string, { environment }: Target): Promise<boolean> {
  const row = await findHost(db, host);
  return row !== undefined && row.held !== null && row.environment === environment;
}

async function isTold(db: Db, host: string, { app, environment }: Target): Promise<boolean> {
  const wishes = db.selectFrom('wishes').select('host').where('host', '=', host);
  const tasks = db
    .selectFrom('tasks')
    .innerJoin('deployments', 'deployments.number', 'tasks.deployment')
    .select('tasks.host')
    .where('tasks.host', '=', host);
  const [wish, task] = await Promise.all([
    wishes.where('app', '=', app).where('environment', '=', environment).limit(1).executeTakeFirst(),
    tasks.where('deployments.app', '=', app).where('deployments.environment', '=', environment).limit(1).executeTakeFirst(),
  ]);
  return wish !== undefined || task !== undefined;
}

async function hasBrought(index: Kysely<LogTables>, host: string, { app, environment }: Target): Promise<boolean> {
  const streams = index.selectFrom('log_streams').select('id').where('app', '=', app).where('environment', '=', environment);
  return (await streams.where('host', '=', host).limit(1).executeTakeFirst()) !== undefined;
}
