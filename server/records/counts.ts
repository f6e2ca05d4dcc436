// How much there is of what is kept: for metrics, and for lists that show a part of it.
import { sql } from 'kysely';
import type { Db } from './records.ts';
import type { Target } from './releases.ts';

/** outcome null: it is under way. */
export async function countDeployments(db: Db): Promise<{ environment: string; outcome: string | null; count: number }[]> {
  const outcome = sql<string | null>`json_extract(progress, '$.outcome')`;
  const counts = db
    .selectFrom('deployments')
    .select((e) => ['environment', outcome.as('outcome'), e.fn.countAll<number>().as('count')]);
  return counts.groupBy(['environment', 'outcome']).execute();
}

export async function countBundles(db: Db): Promise<{ count: number; bytes: number }> {
  const counts = db
    .selectFrom('bundles')
    .select((e) => [e.fn.countAll<number>().as('count'), e.fn.sum<number | null>('blob_bytes').as('bytes')]);
  const { count, bytes } = await counts.executeTakeFirstOrThrow();
  return { count, bytes: bytes ?? 0 };
}

/** Of an app in an environment. */
export async function countOf(db: Db, table: 'releases' | 'settings', { app, environment }: Target): Promise<number> {
  const counts = db.selectFrom(table).select((e) => e.fn.countAll<number>().as('count'));
  return (await counts.where('app', '=', app).where('environment', '=', environment).executeTakeFirstOrThrow()).count;
}
